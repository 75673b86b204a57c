import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a person and a screen reader find in a PDF. */
export interface Read {
  /** All text in its order, with one space between pieces. */
  text: string
  pages: number
  title: string
  links: string[]
}

export async function readPdf(bytes: Uint8Array): Promise<Read> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const pdf = await task.promise
  const { info } = await pdf.getMetadata()
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, (_, at) => pageOf(pdf, at + 1)),
  )
  await task.destroy()
  return {
    text: pages
      .map(({ text }) => text)
      .join(' ')
      .replaceAll(/\s+/g, ' '),
    pages: pages.length,
    title: String((info as { Title?: string }).Title),
    links: pages.flatMap(({ links }) => links),
  }
}

async function pageOf(pdf: PDFDocumentProxy, number: number) {
  const page = await pdf.getPage(number)
  const [{ items }, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()])
  return {
    text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
    links: annotations.flatMap(({ url }: { url?: string }) => (url ? [url] : [])),
  }
}
