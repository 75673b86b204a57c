import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCents } from '../domain/money.ts'
import { render } from '../mail/layout.tsx'
import * as letter from '../mail/letter.ts'
import { type Block, type Letter, personalLetter } from '../mail/letter.ts'
import { builders, letters } from '../mail/samples.ts'

const sender = {
  organisation: {
    name: 'Library Webinars',
    address: '1 Library Lane\nSpringfield, IL 62701',
    supportEmail: 'help@desk.example',
    senderAddress: 'hello@desk.example',
  },
  publicUrl: 'https://desk.example',
}

test('every kind of letter has a sample here', () => {
  const kinds = Object.keys(builders).sort()
  const sampled = [...new Set(letters.map(([kind]) => kind))].sort()
  assert.deepEqual(sampled, kinds)
})

for (const [kind, sample] of letters) {
  test(`${kind}: '${sample.subject}' reads the same in HTML and in plain text`, () => {
    const { subject, html, text } = render(sample, sender)
    const shown = words(
      unescaped(html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')),
    )
    const spoken = words(text)
    for (const fact of sample.blocks.flatMap(factsOf)) {
      assert.ok(shown.includes(words(fact)), `HTML lacks: ${fact}`)
      assert.ok(spoken.includes(words(fact)), `text lacks: ${fact}`)
    }
    for (const url of sample.blocks.flatMap(urlsOf)) {
      assert.ok(unescaped(html).includes(`href="${url}"`), `HTML lacks ${url}`)
      assert.ok(text.includes(`\n${url}\n`), `text lacks ${url} on a line of its own`)
    }
    assert.doesNotMatch(
      `${subject}${sample.preheader}${html}${text}`,
      /undefined|null|NaN|\[object/,
    )
    assert.match(subject, /^[^\p{Cc}]{10,140}$/u)
  })

  test(`${kind}: '${sample.subject}' says who writes and is wrapped`, () => {
    const { html, text } = render(sample, sender)
    assert.match(html, /^<!doctype html><html lang="en"/)
    assert.doesNotMatch(html, /<img|<script|url\(|@import/)
    for (const said of ['Library Webinars', 'Springfield, IL 62701', 'help@desk.example']) {
      assert.ok(html.includes(said) && text.includes(said), said)
    }
    assert.match(words(text), /hello@desk\.example.*junk or spam folder.*allow that address/)
    for (const line of text.split('\n')) {
      assert.ok([...line].length <= 76 || line.startsWith('https://'), line)
    }
  })
}

test('a value of a form reaches neither a header nor the markup', () => {
  const evil = 'Ann\r\nBcc: eve@evil.example\u2028<script>alert(1)</script>\u202e\u0000'
  const { subject, html, text } = render(
    personalLetter({
      name: evil,
      subject: `Hello ${evil}`,
      preheader: evil,
      blocks: [
        letter.facts([['Name', evil]]),
        letter.list([evil]),
        letter.heading(evil),
        letter.quotation(evil),
        letter.note(evil),
        letter.button(evil, 'javascript:alert(1)'),
        letter.link(evil, 'data:text/html,<script>'),
        letter.money([{ what: evil, detail: evil, amountCents: 1 }], []),
      ],
    }),
    sender,
  )
  assert.equal(subject, 'Hello Ann Bcc: eve@evil.example <script>alert(1)</script>')
  assert.doesNotMatch(html, /<script|href="(javascript|data):|\u202e|\0/)
  assert.doesNotMatch(text, /\u202e|\0|\r/)
})

test('a link may be a path of the site', () => {
  const sample = personalLetter({
    name: null,
    subject: 'A link',
    preheader: '',
    blocks: [letter.link('Your order', '/orders/2041')],
  })
  const { html, text } = render(sample, sender)
  assert.ok(html.includes('href="https://desk.example/orders/2041"'))
  assert.ok(text.includes('\nhttps://desk.example/orders/2041\n'))
})

test('amounts stand one below the other at the right edge of the plain text', () => {
  const sample = letters.find(([kind]) => kind === 'invoice')?.[1]
  assert.ok(sample)
  const amounts = render(sample, sender)
    .text.split('\n')
    .filter((line) => / {2}-?\$[\d,.]+$/.test(line))
  assert.ok(amounts.length >= 2)
  for (const line of amounts) assert.equal([...line].length, 76)
})

test('an address that is not confirmed hears nothing that was typed into the form', () => {
  for (const [kind, sample] of letters) {
    if (kind === 'confirmAddress' || kind === 'confirmNudge') {
      assert.match(render(sample, sender).text, /^Hello,\n/)
    }
  }
})

function factsOf(block: Block): string[] {
  switch (block.kind) {
    case 'button':
    case 'link':
      return [block.label]
    case 'code':
      return [block.code]
    case 'list':
      return block.items
    case 'facts':
      return block.rows.flatMap((row) => [row.label, row.value])
    case 'money':
      return [
        ...block.lines.flatMap((line) => [
          line.what,
          line.detail ?? '',
          formatCents(line.amountCents),
        ]),
        ...block.totals.flatMap((total) => [total.label, formatCents(total.amountCents)]),
      ]
    default:
      return [block.text]
  }
}

function urlsOf(block: Letter['blocks'][number]): string[] {
  return block.kind === 'button' || block.kind === 'link' ? [block.url] : []
}

/** Words alone: marks of quotation and wrapping set aside. */
function words(text: string): string {
  return text.replace(/^> ?/gm, ' ').replace(/\s+/g, ' ').trim()
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
