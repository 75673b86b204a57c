/** A number with its noun: '1 seat', '3 seats', '2 copies'. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`
}

/** Things in a sentence: 'the recording', 'the recording and the slides', 'a, b, and c'. */
export function listed(things: readonly string[]): string {
  if (things.length < 3) return things.join(' and ')
  return `${things.slice(0, -1).join(', ')}, and ${things.at(-1)}`
}

/** The sentence for everything that somebody waits for and a filter may hide. */
export const lookInJunk =
  'If you do not see it in your inbox, please check your junk or spam folder.'
