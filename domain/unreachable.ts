/** Closes a switch over a union: a case that was forgotten does not compile; one that slips in at run time is a bug. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`)
}
