/** The details of a refusal as a sentence may use them. */
export interface Words {
  /** ` by Ann`, or nothing where nobody is known. */
  by: string
  /** `, Monday, November 23, 2026, 10:02 AM EST`, or nothing. */
  at: string
  /** A detail that is a date, as people read it. */
  on: (name: string) => string
  /** A detail that is cents, as people read it. */
  money: (name: string) => string
  text: (name: string) => string
}

/** A sentence for each refusal that `domain/` knows, by its code. */
export type Sentences = Record<string, (words: Words) => string>
