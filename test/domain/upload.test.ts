import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cleanFileName, endings, type MediaType } from '../../domain/upload.ts'

const asPdf = { kind: 'purchase-order', mediaType: 'application/pdf' } as const

describe('the name of a file', () => {
  const rows: [given: string, kept: string, mediaType?: MediaType][] = [
    ['PO 7781.pdf', 'PO 7781.pdf'],
    ['Bestellung für Köln.PDF', 'Bestellung für Köln.pdf'],
    ['Ko\u0308ln.pdf', 'Köln.pdf'],
    ['no ending', 'no ending.pdf'],
    ['scan.jpeg', 'scan.jpg', 'image/jpeg'],
    ['scan.JPG', 'scan.jpg', 'image/jpeg'],
    ['scan.png', 'scan.png', 'image/png'],
    ['page.html', 'page.html.pdf'],
    ['setup.exe.pdf', 'setup.exe.pdf'],
    ['../..', 'purchase-order.pdf'],
    ['..\\..\\', 'purchase-order.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\ann\\po.pdf', 'po.pdf'],
    ['/etc/', 'purchase-order.pdf'],
    ['', 'purchase-order.pdf'],
    ['.pdf', 'purchase-order.pdf'],
    ['...', 'purchase-order.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['  po  .pdf ', 'po.pdf'],
    ['po\r\nSet-Cookie: a=b.pdf', 'poSet-Cookie a=b.pdf'],
    ['po\u0000.exe', 'po.exe.pdf'],
    ['po\u202efdp.exe', 'pofdp.exe.pdf'],
    ['po\u2066\u200b\ufeff.pdf', 'po.pdf'],
    ['po\ud800.pdf', 'po.pdf'],
    ['a"b|c?d*e<f>g%41;h.pdf', 'abcdefg41h.pdf'],
  ]
  for (const [given, kept, mediaType = 'application/pdf'] of rows) {
    it(`${JSON.stringify(given)} is kept as ${kept}`, () => {
      assert.equal(cleanFileName(given, { kind: 'purchase-order', mediaType }), kept)
    })
  }

  it('is cut at 120 characters, and still ends as its bytes say', () => {
    const kept = cleanFileName(`${'ü'.repeat(500)}.pdf`, asPdf)
    assert.equal([...kept].length, 120)
    assert.match(kept, /ü\.pdf$/)
    assert.equal([...cleanFileName('🗎'.repeat(500), asPdf)].length, 120)
  })

  it('of whatever was given names one file of its kind, in one folder, and is kept the same again', () => {
    const mediaTypes = Object.keys(endings) as MediaType[]
    const given = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(given, fc.constantFrom(...mediaTypes), (name, mediaType) => {
        const kept = cleanFileName(name, { kind: 'tax-certificate', mediaType })
        assert.match(kept, /^[^.\s][^/\\\p{Cc}\p{Cf}\p{Cs}<>:"|?*]+$/u)
        assert.equal(cleanFileName(kept, { kind: 'tax-certificate', mediaType }), kept)
        assert.ok(kept.endsWith(`.${endings[mediaType]}`))
        assert.ok([...kept].length <= 120)
      }),
    )
  })
})
