/**
 * A mail before it is rendered: what it says, in blocks that read the same in HTML and plain text.
 * Values are prepared by the caller: dates as words, money in integer cents, links as they open.
 */
export type Letter = {
  /** Whom it addresses: a person is greeted and signed off, administrators get the facts. */
  audience: 'person' | 'administrators'
  subject: string
  /** The line an inbox shows beside the subject; it says nothing that the blocks do not say. */
  preheader: string
  blocks: Block[]
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'code'; code: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'facts'; rows: Fact[] }
  | { kind: 'money'; lines: MoneyLine[]; totals: MoneyTotal[] }
  | { kind: 'quotation'; text: string }
  | { kind: 'note'; text: string }

export type Fact = { label: string; value: string }
export type MoneyLine = { what: string; detail?: string; amountCents: number }
export type MoneyTotal = { label: string; amountCents: number; isStrong?: boolean }

/** A block, or what a condition that does not hold leaves in its place. */
export type MaybeBlock = Block | false | null | undefined | ''

type Draft = { subject: string; preheader: string; blocks: MaybeBlock[] }

/** A letter to a person; a name of null greets without one. */
export function personalLetter(draft: Draft & { name: string | null }): Letter {
  const greeting = paragraph(draft.name ? `Hello ${draft.name},` : 'Hello,')
  return { ...written(draft, [greeting]), audience: 'person' }
}

/** A notice to the administrators: no greeting, the facts and the next step. */
export function administratorsNotice(draft: Draft): Letter {
  return { ...written(draft, []), audience: 'administrators' }
}

/** Prose; line breaks of the source are spaces. */
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text: flowing(text) })

export const heading = (text: string): Block => ({ kind: 'heading', text })

/** The one thing to do; a letter has at most one. */
export const button = (label: string, url: string): Block => ({ kind: 'button', label, url })

export const link = (label: string, url: string): Block => ({ kind: 'link', label, url })

/** A code to be typed in by hand. */
export const code = (digits: string): Block => ({ kind: 'code', code: digits })

export const list = (items: string[]): Block => ({ kind: 'list', items: items.map(flowing) })

/** Rows of a label and a value; a row whose value is null is left out. */
export const facts = (rows: [label: string, value: string | null][]): Block => ({
  kind: 'facts',
  rows: rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
})

export const money = (lines: MoneyLine[], totals: MoneyTotal[]): Block => ({
  kind: 'money',
  lines,
  totals,
})

/** The words that somebody else wrote, set apart from ours. */
export const quotation = (text: string): Block => ({ kind: 'quotation', text })

/** Fine print. */
export const note = (text: string): Block => ({ kind: 'note', text: flowing(text) })

function written(draft: Draft, opening: Block[]) {
  const blocks = draft.blocks.filter((block): block is Block => Boolean(block))
  return {
    subject: draft.subject,
    preheader: draft.preheader,
    blocks: [...opening, ...blocks],
  }
}

function flowing(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}
