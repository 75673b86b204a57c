import type { DocumentContent } from '../../documents/content.ts'

/** A document that was decided on and is to be rendered. */
export interface IssuedDocument {
  id: string
  kind: string
  number: string
  order: string | null
  data: Record<string, unknown>
  issuedAt: string
}

/** Says what stands on a document of one kind, from its own data and rows that never change. */
export type PaperWriter = (issued: IssuedDocument) => Promise<DocumentContent>
