/** What `like` is given to find these letters anywhere in a text that is in lower case. */
export function holding(letters: string): string {
  return `%${letters.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
