/** This moment in the time of the workflow, as an ISO instant. */
export function now(): string {
  return new Date(Date.now()).toISOString()
}
