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
const blanks = /\p{Cc}|[^\P{Zs}\u00a0]/gu
// Marks of direction, joiners, and what only chooses how the character before it looks.
const invisible = /\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier}/gu
const halfCharacters = /\p{Cs}/gu

/** Makes both weights known to a document. What is once read of a typeface serves every document after it. */
export function setFaces(doc: PDFKit.PDFDocument): void {
  for (const [face, bytes] of Object.entries(fonts)) doc.registerFont(face, read.get(face) ?? bytes)
  for (const face of Object.keys(fonts)) {
    doc.font(face)
    const { font } = opened(doc)
    read.set(face, font as Buffer)
    opened(doc).layoutCache = wordsOf(face)
  }
  doc.font('regular')
}

const read = new Map<string, Buffer>()

/** So many documents share the words that they have set, before these are forgotten. */
const documentsAShelf = 500

const shelves = new Map<string, { documents: number; words: Record<string, unknown> }>()

/** The words that were set in a face before, by their text: to set one costs more than all else of a document. */
function wordsOf(face: string): Record<string, unknown> {
  const kept = shelves.get(face)
  const shelf =
    kept && kept.documents < documentsAShelf ? kept : { documents: 0, words: Object.create(null) }
  shelf.documents += 1
  shelves.set(face, shelf)
  return shelf.words
}

/** A text as it may be printed: composed letters, line breaks, and no control characters or marks of direction. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(lineBreaks, '\n')
    .replace(blanks, (blank) => (blank === '\n' ? blank : ' '))
    .replace(invisible, '')
    .replace(halfCharacters, '\ufffd')
    .trim()
}

/** A text in the pictures that the typeface has: a gap for each character that it lacks. */
export function inPictures(doc: PDFKit.PDFDocument, text: string): { text: string; gaps: number } {
  const picture = pictures(doc)
  let gaps = 0
  const shown = Array.from(printable(text), (character) => {
    if (character === '\n' || picture.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) {
      return character
    }
    gaps += 1
    return gap
  })
  return { text: shown.join(''), gaps }
}

/** A text on one line, cut short where it is too long, in the face and size of the moment. */
export function fitted(doc: PDFKit.PDFDocument, text: string, width: number): string {
  const line = inPictures(doc, text).text.replaceAll('\n', ' ')
  const [first = ''] = linesOf(doc, line, width)
  if (first.length >= line.length) return line
  const [cut = ''] = linesOf(doc, line, width - doc.widthOfString('…'))
  return `${cut.trimEnd()}…`
}

/**
 * The lines of a text, in the face and size of the moment: broken between words, and within a word
 * that is longer than a line. A line keeps the blank at which it was broken.
 */
export function linesOf(doc: PDFKit.PDFDocument, text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    let across = 0
    for (const [word] of paragraph.matchAll(/[^ ]+ *| +/g)) {
      // The library sets each word by itself, too, so that their widths add up.
      if (across + breadth(doc, word) <= width) {
        line += word
        across += doc.widthOfString(word)
        continue
      }
      if (line !== '') lines.push(line)
      const broken = pieces(doc, word, width)
      line = broken.pop() ?? ''
      across = doc.widthOfString(line)
      lines.push(...broken)
    }
    return [...lines, line]
  })
}

/** How broad a line is, without the blank at its end. */
export function breadth(doc: PDFKit.PDFDocument, line: string): number {
  return doc.widthOfString(line.replace(/ +$/, ''))
}

/** A word in pieces that are each as long as a line may be. */
function pieces(doc: PDFKit.PDFDocument, word: string, width: number): string[] {
  const broken: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && breadth(doc, piece + character) > width) {
      broken.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...broken, piece]
}

interface Pictures {
  hasGlyphForCodePoint(point: number): boolean
}

interface Opened {
  /** As the library has read it, which it takes in place of its bytes. */
  font: Buffer | Pictures
  layoutCache: Record<string, unknown>
}

/** The font of the moment, of which the library’s types tell nothing. */
function opened(doc: PDFKit.PDFDocument): Opened {
  return (doc as unknown as { _font: Opened })._font
}

function pictures(doc: PDFKit.PDFDocument): Pictures {
  return opened(doc).font as Pictures
}

function font(name: string): Buffer {
  return readFileSync(new URL(`./fonts/${name}`, import.meta.url))
}
