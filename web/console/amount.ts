/** '325.00': an amount as it is typed into a form. */
export function decimalOf(cents: number): string {
  return (cents / 100).toFixed(2)
}
