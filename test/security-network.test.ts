import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { networkOf } from '../api/network.ts'
import { asksAnHour } from '../domain/sign-in.ts'
import { address } from './support/purchase.ts'
import { visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true, settings: { PROXIES: '1' } })
})
after(() => world.close())

describe('the network that a request comes from', () => {
  const rows: [forwarded: string | undefined, proxies: number, network: string][] = [
    [undefined, 0, 'in-process'],
    ['198.51.100.7', 0, 'in-process'],
    [undefined, 1, 'in-process'],
    ['', 1, 'in-process'],
    ['198.51.100.7', 1, '198.51.100.7'],
    ['forged, 198.51.100.7', 1, '198.51.100.7'],
    ['1.1.1.1,2.2.2.2 , 198.51.100.7', 1, '198.51.100.7'],
    ['1.1.1.1, 198.51.100.7, 10.0.0.1', 2, '198.51.100.7'],
    ['198.51.100.7', 2, 'in-process'],
    ['::ffff:198.51.100.7', 1, '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', 1, '2001:db8:1:2'],
    ['2001:DB8:1:2::6', 1, '2001:db8:1:2'],
    ['2001:0db8:0001:0002::6', 1, '2001:db8:1:2'],
    ['2001:db8::1', 1, '2001:db8:0:0'],
    ['2001:db8::a:b:c:d', 1, '2001:db8:0:0'],
    ['2001:db8:0:0:a:b:c:d', 1, '2001:db8:0:0'],
    ['::1', 1, '0:0:0:0'],
    ['2001:db8::1%eth0', 1, '2001:db8:0:0'],
  ]
  for (const [forwarded, proxies, network] of rows) {
    it(`${forwarded ?? 'no header'} behind ${proxies} is ${network}`, async () => {
      const app = new Hono().get('/', (c) => c.text(networkOf(c, { proxies })))
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
      assert.equal(await (await app.request('/', { headers })).text(), network)
    })
  }
})

describe('asking for mails to sign in', () => {
  const ask = async (email: string, forwarded: string) => {
    const sent = { key: randomUUID(), email, next: '' }
    const { status } = await visitor(world).post('/sign-in', sent, { 'x-forwarded-for': forwarded })
    // Of more that come faster than they are delivered, some are left to the sweep, which does not run here.
    await world.quiet()
    return status
  }

  it('is counted by network, whatever is written on the left of it', async () => {
    for (let asked = 0; asked < asksAnHour.network; asked += 1) {
      assert.equal(await ask(address('guess'), `10.9.8.${asked}, 2001:db8::${asked + 1}`), 303)
    }
    assert.equal(await ask(address('guess'), '10.9.9.9, 2001:db8::a:b:c:d'), 429)
    assert.equal(await ask(address('guess'), '2001:db8:0:1::1'), 303)
  })

  it('is counted by address, from however many networks and in whatever case', async () => {
    const email = address('counted')
    for (let asked = 0; asked < asksAnHour.address; asked += 1) {
      assert.equal(await ask(asked % 2 ? email.toUpperCase() : email, `192.0.2.${asked}`), 303)
    }
    assert.equal(await ask(email, '192.0.2.200'), 429)
    await world.skip('61 minutes')
    assert.equal(await ask(email, '192.0.2.200'), 303)
  })

  it('leads to this site, whichever host the request names', async () => {
    const email = 'ann.archer@webinars.example'
    const sent = { key: randomUUID(), email, next: '/me' }
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    const asked = await visitor(world).post('/sign-in', sent, {
      ...forged,
      'x-forwarded-proto': 'javascript',
      'x-forwarded-for': '192.0.2.77',
    })
    assert.equal(asked.status, 303)
    await world.quiet()
    const { text, html } = await world.mail.to(email, 'link to sign in')
    assert.doesNotMatch(`${text}${html}`, /evil\.example|javascript:/)
  })
})
