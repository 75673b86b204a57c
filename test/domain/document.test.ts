import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { DocumentContent } from '../../documents/content.ts'
import { drawDocument } from '../../documents/draw.ts'
import { readPdf } from '../support/pdf.ts'

const letterhead = {
  name: 'Library Webinars',
  address: '1 Library Lane, Springfield, IL 62701',
  email: 'hello@webinars.example',
  taxId: 'EIN 12-3456789',
  logo: null,
}

function content(more: Partial<DocumentContent> = {}): DocumentContent {
  return {
    title: 'Invoice 1001',
    standing: '$325.00 due December 23, 2026',
    facts: [
      ['Date', 'November 23, 2026'],
      ['PO number', null],
    ],
    parties: [{ heading: 'Bill to', lines: 'City of Springfield\n800 Monroe St' }],
    opening: [],
    table: tableOf(1),
    sections: [
      {
        heading: 'How to pay',
        paragraphs: ['By check.'],
        links: [{ text: 'Pay by card', href: 'https://webinars.example/orders/2041?token=a' }],
      },
    ],
    ...more,
  }
}

function tableOf(rows: number): DocumentContent['table'] {
  return {
    caption: 'What was ordered',
    columns: [
      { label: 'Description', align: 'left' },
      { label: 'Amount', align: 'right' },
    ],
    rows: Array.from({ length: rows }, (_, index) => ({
      cells: [`Row ${index + 1}`, '$65.00'],
      detail: 'With recording',
    })),
    totals: [{ label: 'Total due', cents: 6_500 * rows, isStrong: true }],
  }
}

const drawn = (wanted = content()) => {
  const { title } = wanted
  const imprint = { id: 'one', issuedAt: '2026-11-23T12:00:00.000Z', title, author: 'Library' }
  return drawDocument(wanted, imprint, letterhead)
}

describe('a document', () => {
  it('is the same bytes whenever it is drawn', async () => {
    assert.deepEqual(await drawn(), await drawn())
  })

  it('leaves out what has no value, and shows the rest', async () => {
    const { text, links, title } = await readPdf(await drawn())
    assert.equal(title, 'Invoice 1001')
    assert.deepEqual(links, ['https://webinars.example/orders/2041?token=a'])
    assert.doesNotMatch(text, /PO number/)
    assert.match(text, /Library Webinars.*EIN 12-3456789.*\$325\.00 due.*Total due \$65\.00/)
  })

  it('says to a screen reader what is a heading, a table, a link, and in which language', async () => {
    await opened(await drawn(), async (pdf) => {
      const page = await pdf.getPage(1)
      const roles = rolesOf(await page.getStructTree())
      for (const role of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Link']) {
        assert.ok(roles.includes(role), `${role} among ${roles}`)
      }
      const { info } = await pdf.getMetadata()
      assert.equal((info as { Language?: string }).Language, 'en-US')
      assert.equal((await pdf.getMarkInfo())?.Marked, true)
    })
  })

  it('has the head of its table on every page, and its total beside the last row', async () => {
    await opened(await drawn(content({ table: tableOf(120) })), async (pdf) => {
      const pages = await Promise.all(
        Array.from({ length: pdf.numPages }, async (_, index) => textOf(pdf, index + 1)),
      )
      assert.ok(pages.length > 3)
      const withRows = pages.filter((text) => /Row \d/.test(text))
      assert.ok(withRows.every((text) => /Description/.test(text)))
      const last = pages.find((text) => text.includes('Row 120'))
      assert.match(String(last), /Total due/)
      assert.match(String(pages[0]), new RegExp(`Page 1 of ${pages.length}`))
    })
  })

  it('keeps every word within the page, however long it is', async () => {
    const long = 'word'.repeat(60)
    const ugly = content({
      title: `Invoice ${long}`,
      standing: long,
      facts: [['PO number', long]],
      parties: [{ heading: 'Bill to', lines: `${long}\n${'line\n'.repeat(12)}` }],
      opening: [long],
    })
    await opened(await drawn(ugly), async (pdf) => {
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number)
        for (const item of (await page.getTextContent()).items) {
          if (!('str' in item) || item.str.trim() === '') continue
          const [, , , , x, y] = item.transform as number[]
          assert.ok(Number(x) >= 53 && Number(x) + item.width <= 560, `${item.str} at ${x}`)
          assert.ok(Number(y) > 20 && Number(y) < 760, `${item.str} at height ${y}`)
        }
      }
    })
  })

  it('says where it lacks a character, and drops what turns text around', async () => {
    const { text } = await readPdf(
      await drawn(content({ opening: ['図書館 \u202Eevil\u202C 📚'] })),
    )
    assert.match(text, /□□□ evil □/)
    assert.match(text, /Characters that this document cannot print/)
    assert.doesNotMatch((await readPdf(await drawn())).text, /cannot print/)
  })
})

async function opened(bytes: Uint8Array, look: (pdf: PDFDocumentProxy) => Promise<void>) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  await look(await task.promise)
  await task.destroy()
}

async function textOf(pdf: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await pdf.getPage(number)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

type Node = Awaited<ReturnType<PDFPageProxy['getStructTree']>>

function rolesOf({ role, children }: Node): string[] {
  return [role, ...children.flatMap((child) => ('role' in child ? rolesOf(child) : []))]
}
