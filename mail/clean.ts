const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const controlsButNewline = /[^\P{Cc}\n]+/gu
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const halfCharacters = /\p{Cs}/gu

/**
 * A value on one line, fit for a header: newlines and control characters become spaces, marks that
 * turn the reading direction around are dropped.
 */
export function oneLine(value: string): string {
  return wellFormed(value).replace(controls, ' ').replace(/\s+/gu, ' ').trim()
}

/** A value as a body may show it: its line breaks stay, every other control character goes. */
export function printable(value: string): string {
  return wellFormed(value)
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
    .replace(controlsButNewline, ' ')
    .trim()
}

/** The address that a link may open, or null: a link in a mail leads to the web or to a mailbox. */
export function openable(url: string, publicUrl: string): string | null {
  if (!URL.canParse(url, publicUrl)) return null
  const { protocol, href } = new URL(url, publicUrl)
  return ['https:', 'http:', 'mailto:'].includes(protocol) ? href : null
}

function wellFormed(value: string): string {
  return value.replace(directionMarks, '').replace(halfCharacters, '\ufffd')
}
