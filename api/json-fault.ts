/** More than any list of ours may have; looking at each of half a million would hold up everybody else. */
const longestList = 20_000

interface Opened {
  names: Set<string>
  commas: number
}

/**
 * Why a text that is JSON is not taken: a list that is too long, or an object that has a name twice, of which whoever else
 * reads it, such as a proxy or a log, may take the other value (RFC 8259, section 4). Null where it is as it should be.
 */
export function faultOf(json: string): string | null {
  const open: Opened[] = []
  for (const [part, name] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(?:\s*:)?|[{}[\],]/g)) {
    if (part === '{' || part === '[') open.push({ names: new Set(), commas: 0 })
    else if (part === '}' || part === ']') open.pop()
    else {
      const fault = faultIn(open.at(-1), part, name)
      if (fault !== null) return fault
    }
  }
  return null
}

function faultIn(here: Opened | undefined, part: string, name: string | undefined): string | null {
  if (here === undefined) return null
  if (part === ',') {
    here.commas += 1
    return here.commas > longestList ? 'Please send at most 20,000 of anything at once.' : null
  }
  if (name === undefined || !part.endsWith(':')) return null
  const read: string = JSON.parse(name)
  if (here.names.has(read)) {
    return `“${read.slice(0, 60)}” is given more than once, so it is not clear what is meant.`
  }
  here.names.add(read)
  return null
}
