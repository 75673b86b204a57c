import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { catalogue } from './support/catalogue.ts'
import { led, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  await catalogue(world)
})
after(() => world.close())

describe('the catalog at the desk', () => {
  it('takes a presenter, a series and a pass, and shows them', async () => {
    const slug = fresh('presenter')
    const presenter = { key: randomUUID(), slug, name: 'Petra Presents', biography: 'A librarian.' }
    const saved = await ann.post('/console/catalogue/presenters/new', presenter)
    assert.match((await ann.get(led(saved))).text, /Petra Presents/)
    const series = { key: randomUUID(), slug: fresh('series'), title: 'Evenings' }
    assert.equal((await ann.post('/console/catalogue/series/new', series)).status, 303)
    const pass = {
      key: randomUUID(),
      slug: fresh('pass'),
      title: 'All of Petra',
      priceCents: '499.00',
      termMonths: '12',
      opensPresenter: slug,
    }
    const onSale = await ann.post('/console/catalogue/pass-products/new', pass)
    assert.match((await ann.get(led(onSale))).text, /All of Petra.*\$499\.00/s)
  })

  it('changes a presenter in place, with what is there in the form', async () => {
    const slug = fresh('presenter')
    const presenter = { key: randomUUID(), slug, name: 'Perl Before', biography: 'Writes.' }
    await ann.post('/console/catalogue/presenters/new', presenter)
    const page = `/console/catalogue/presenters/${slug}`
    assert.match((await ann.get(page)).text, /value="Perl Before"/)
    const change = { key: randomUUID(), name: 'Perl After', biography: 'Writes.' }
    const changed = await ann.post(page, change)
    assert.match((await ann.get(led(changed))).text, /Perl After/)
    const taken = await ann.post('/console/catalogue/presenters/new', {
      ...presenter,
      key: randomUUID(),
    })
    assert.equal(taken.status, 422)
    assert.match(taken.text, /There is one of this short name already/)
  })

  it('reads a price list with its tiers, and says in which row something is wrong', async () => {
    const slug = fresh('list')
    const list = {
      key: randomUUID(),
      slug,
      individualCents: '$120',
      'teamTiers.2.minimumSeats': '3',
      'teamTiers.2.seatCents': '90.5',
      'includes.recording': 'yes',
    }
    const wrong = await ann.post('/console/catalogue/price-lists/new', list)
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /href="#teamTiers\.2\.seatCents">Please give an amount in dollars/)
    const right = { ...list, 'teamTiers.2.seatCents': '90.50' }
    const saved = await ann.post('/console/catalogue/price-lists/new', right)
    assert.equal(saved.status, 303, saved.text)
    const { text } = await ann.get(`/console/catalogue/price-lists/${slug}`)
    assert.match(text, /value="120\.00"/)
    assert.match(text, /value="90\.50"/)
    const page = await ann.get('/console/catalogue')
    assert.match(page.text, /3 or more: \$90\.50 each/)
  })

  it('has no page for what is not there', async () => {
    assert.equal((await ann.get('/console/catalogue/presenters/nobody')).status, 404)
    assert.equal((await ann.get('/console/catalogue/nonsense/new')).status, 404)
  })
})

const fresh = (noun: string) => `${noun}-${randomUUID().slice(0, 8)}`
