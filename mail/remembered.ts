/** So many results are kept; then all are let go, which costs less than to look for the oldest. */
const most = 500

/**
 * Remembers what was made of the same before: the letters of one mailing differ in a name and a link. What goes in is
 * plain data, and what comes out depends on nothing else.
 */
export function remembered<In, Out extends {}>(make: (input: In) => Out): (input: In) => Out {
  const made = new Map<string, Out>()
  return (input) => {
    const key = JSON.stringify(input)
    const before = made.get(key)
    if (before !== undefined) return before
    if (made.size === most) made.clear()
    const out = make(input)
    made.set(key, out)
    return out
  }
}
