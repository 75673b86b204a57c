import { readFileSync } from 'node:fs'

/** The two weights in which all paper is set: Source Sans 3, under the SIL Open Font License. */
export type Face = 'regular' | 'strong'

const fonts: Record<Face, Buffer> = {
  regular: font('source-sans-3-regular.ttf'),
  strong: font('source-sans-3-semibold.ttf'),
}

/** What stands for a character that the typeface has no picture of. */
export const gap = '□'

const lineBreaks = /\r\n?|\p{Zl}|\p{Zp}/gu
const controls = /[^\P{Cc}\n]+/gu
const invisible = /\p{Cf}/gu
const halfCharacters = /\p{Cs}/gu

/** Makes both weights known to a document. */
export function setFaces(doc: PDFKit.PDFDocument): void {
  for (const [face, bytes] of Object.entries(fonts)) doc.registerFont(face, bytes)
  doc.font('regular')
}

/** A text as it may be printed: composed letters, line breaks, and no control characters or marks of direction. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(lineBreaks, '\n')
    .replace(controls, ' ')
    .replace(invisible, '')
    .replace(halfCharacters, gap)
    .trim()
}

/** A printable text in the pictures that the typeface has; a gap for each character that it lacks. */
export function inPictures(doc: PDFKit.PDFDocument, text: string): string {
  const picture = pictures(doc)
  return Array.from(text, (character) =>
    character === '\n' || picture.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
      ? character
      : gap,
  ).join('')
}

interface Pictures {
  hasGlyphForCodePoint(point: number): boolean
}

/** The document's font of the moment; its types do not tell that it knows what it can show. */
function pictures(doc: PDFKit.PDFDocument): Pictures {
  return (doc as unknown as { _font: { font: Pictures } })._font.font
}

function font(name: string): Buffer {
  return readFileSync(new URL(`./fonts/${name}`, import.meta.url))
}
