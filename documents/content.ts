/** What stands on a document, in the order in which it is read; how it looks is settled in one place for all of them. */
export interface DocumentContent {
  /** What it is and its number, such as `Invoice 1001`. */
  title: string
  /** What matters most about it, beside the title: such as `Paid in full` or `Held until December 24, 2026`. */
  standing: string | null
  /** Dates, terms and numbers; one without a value is left out. */
  facts: [label: string, value: string | null][]
  /** To whom it is addressed and the like: a heading and lines of text. */
  parties: { heading: string; lines: string }[]
  /** What is said before the table. */
  opening: string[]
  table: DocumentTable | null
  /** What is said after it: how to pay, how to accept, what became of the money. */
  sections: DocumentSection[]
}

export interface DocumentTable {
  /** Says to a screen reader what the rows are. */
  caption: string
  /** The first column is the widest; those of numbers and amounts stand at the right. */
  columns: { label: string; align: 'left' | 'right' }[]
  rows: { cells: string[] /** In small print under the first cell. */; detail?: string | null }[]
  totals: { label: string; cents: number; isStrong?: boolean }[]
}

export interface DocumentSection {
  heading: string
  paragraphs: string[]
  facts?: [label: string, value: string | null][]
  links?: { text: string; href: string }[]
}

/** The organisation's own data, as it stands on everything that it issues. */
export interface Letterhead {
  name: string
  /** Lines. */
  address: string
  email: string
  /** Such as `EIN 12-3456789`. */
  taxId: string | null
  /** The bytes of a PNG or JPEG. */
  logo: Uint8Array | null
}
