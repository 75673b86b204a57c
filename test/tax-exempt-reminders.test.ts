import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { formatDate } from '../domain/date.ts'
import { catalogue } from './support/catalogue.ts'
import { address } from './support/purchase.ts'
import { decide, exempt, inDays, library, onFile, reason } from './support/tax-certificate.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'
const ben = 'ben.baker@webinars.example'

let world: World
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar({ startsInDays: 365 })
})
after(() => world.close())

describe('a certificate that runs out', () => {
  const subjects = (to: string, organisation: string) =>
    world.mail.subjects(to).filter((subject) => subject.includes(`certificate of ${organisation}`))

  async function morning(after: string): Promise<void> {
    await world.pass(after)
    await world.remindOfCertificates()
    await world.remindOfCertificates()
    await world.quiet()
  }

  it('is reminded of 60 and 14 days before and on the day after, once each', async () => {
    const payer = address('payer')
    const { purchase, id } = await library(world, webinar, {
      billTo: { email: payer, name: 'Pat Payer' },
    })
    const { purchase: renewed, id: renewing } = await library(world, webinar)
    const { purchase: ended, id: withdrawing } = await library(world, webinar)
    const { purchase: late, id: lately } = await library(world, webinar)
    const last = inDays(world, 70)
    await onFile(world, id, last)
    await onFile(world, renewing, last)
    await onFile(world, renewing, inDays(world, 300))
    const certificate = await onFile(world, withdrawing, last)
    await decide(world, { id: withdrawing, certificate }, 'withdrawals', reason)
    await onFile(world, lately, inDays(world, 45))

    const told = () => [payer, ann, ben].map((to) => subjects(to, purchase.organisation))
    const expires = `The tax exemption certificate of ${purchase.organisation} expires on ${formatDate(last)}`
    const thrice = (...sent: string[]) => [sent, sent, sent]
    await morning('1 day')
    assert.deepEqual(told(), thrice())
    await morning('9 days')
    assert.deepEqual(told(), thrice(expires))
    await morning('30 days')
    assert.deepEqual(told(), thrice(expires))
    await morning('17 days')
    assert.deepEqual(told(), thrice(expires, expires))
    await morning('12 days')
    assert.deepEqual(told(), thrice(expires, expires))
    await morning('2 days')
    const expired = expires.replace('expires', 'expired')
    assert.deepEqual(told(), thrice(expires, expires, expired))
    await morning('5 days')
    assert.deepEqual(told(), thrice(expires, expires, expired))
    for (const { organisation } of [renewed, ended])
      assert.deepEqual(subjects(ann, organisation), [])
    assert.equal(subjects(ann, late.organisation).length, 2)
    assert.equal(await exempt(world, id), null)
  })
})
