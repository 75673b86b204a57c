import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { accepted, paid } from './support/purchase.ts'
import { signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  shop = await catalogue(world)
})
after(() => world.close())

describe('sales', () => {
  it('say so where nothing was sold yet', async () => {
    const { status, text } = await ann.get('/console/sales')
    assert.equal(status, 200)
    assert.match(text, /No pass ends in this time/)
  })

  it('are told by webinar, month and kind of payment, as charts with the numbers beneath', async () => {
    const webinar = await shop.webinar({ title: 'Numbers That Add Up' })
    const [one] = [await accepted(world, webinar), await accepted(world, webinar)]
    await paid(world, [[one, 32500]])
    const { text } = await ann.get('/console/sales?months=3')
    assert.match(text, /<svg[^>]*role="img"[^>]*Sales by month/)
    assert.match(row(text, 'Numbers That Add Up'), /2.*\$650\.00/s)
    assert.match(row(text, 'Check'), /1.*\$325\.00/s)
    assert.match(row(text, 'Card'), /0.*\$0\.00/s)
    assert.match(text, /\$325\.00 is open today/)
    assert.doesNotMatch(text, / style=/)
  })

  it('are for administrators only', async () => {
    assert.equal((await visitor(world).get('/console/sales')).status, 303)
    assert.equal((await ann.get('/console/sales?months=nonsense')).status, 200)
  })
})

function row(text: string, name: string): string {
  const rows = text.split('<tr>').filter((one) => one.includes(name))
  return rows.at(-1) ?? assert.fail(`No row ${name}`)
}
