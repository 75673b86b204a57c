import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { bookedOn, byCard, pageOf } from '../support/card.ts'
import type { Purchase } from '../support/purchase.ts'
import { isPaidOnce, onSale, refundsOf, sessionOf, stage, waiting } from './card-world.ts'
import type { ExposedWorld } from './exposed.ts'
import { calm, untilTaken } from './load.ts'
import type { Scenario } from './scenario.ts'

/** Something that is away for a while beside what goes wrong with Stripe. */
interface Fault {
  begin: (world: ExposedWorld) => Promise<void>
  /** Whether it is noticed. */
  isThere: (world: ExposedWorld, purchases: Purchase[]) => Promise<boolean>
  end: (world: ExposedWorld) => Promise<unknown>
}

const cents = 4_000
const refundAnswers = 'POST /v1/refunds'

/** What goes wrong with Stripe while something else is away, too. */
export const cardFaultScenarios: Scenario[] = [
  moneyWhile('the worker is killed', {
    begin: ({ killWorker }) => killWorker(),
    isThere: async ({ sql }, purchases) => {
      const subjects = purchases.map(({ number }) => `order:${number}`)
      const waits = await sql`
        select from submissions where subject = any (${subjects}) and settled_at is null
      `
      return waits.length > 0
    },
    end: ({ startWorker }) => startWorker(),
  }),
  moneyWhile('Postgres is restarted with -m immediate', {
    begin: ({ postgres }) => postgres.stopAtOnce(),
    isThere: async (world) => /"postgres":false/.test(await readiness(world)),
    end: ({ postgres }) => postgres.start(),
  }),
  moneyWhile('Temporal is killed', {
    begin: ({ killTemporal }) => killTemporal(),
    isThere: async (world) => /"temporal":false/.test(await readiness(world)),
    end: ({ startTemporal }) => startTemporal(),
  }),
]

function moneyWhile(what: string, fault: Fault): Scenario {
  return {
    name: `cards are paid and refunded while ${what}, with lost, doubled and cut answers`,
    async run({ exposed, size }) {
      const world = await exposed()
      const purchases: Purchase[] = []
      const webinar = await onSale(world)
      for (let nth = 0; nth < size(6, 40); nth += 1) purchases.push(await byCard(world, webinar))
      const pages: string[] = []
      for (const one of purchases) pages.push(await pageOf(waiting(world), one))
      await calm(world)

      const before = world.stripe.travelled()
      await during(world, { fault, purchases }, () => payAll(world, pages))
      await allComeBack(world, purchases)
      for (const one of purchases) await isPaidOnce(world, one)
      const { sent, lost } = world.stripe.travelled()

      const cut = world.stripe.happened().cut
      world.stripe.plan('cut', { times: 2, only: refundAnswers })
      const wish = { what: 'amount', cents, reason: 'Sound was poor.' }
      const asked: Promise<unknown>[] = []
      await during(world, { fault, purchases }, async () => {
        for (const { number } of purchases) {
          asked.push(untilTaken(world, `/orders/${number}/refunds`, wish, world.ann))
          await setTimeout(50)
        }
      })
      await Promise.all(asked)
      const isBack = async (one: Purchase) => (await stage(world, one)) === 'part-refunded'
      for (const one of purchases) await world.until('it is given back', () => isBack(one))
      assert.equal(world.stripe.happened().cut - cut, 2)
      for (const one of purchases) {
        assert.equal(refundsOf(world, one), 1)
        assert.deepEqual(await bookedOn(world, one, 'refund'), [cents])
      }
      await calm(world)
      return [
        `${purchases.length} paid and refunded once each`,
        `${lost - before.lost} events lost, ${sent - before.sent} sendings of the others`,
        '2 answers cut',
      ].join(', ')
    },
  }
}

/** Begins the fault when half is done, sees it noticed, and ends it. */
async function during(
  world: ExposedWorld,
  { fault, purchases }: { fault: Fault; purchases: Purchase[] },
  work: () => Promise<unknown>,
): Promise<void> {
  const working = work()
  await setTimeout(100)
  await fault.begin(world)
  await working
  await world.until('it is noticed', () => fault.isThere(world, purchases))
  await setTimeout(500)
  await fault.end(world)
}

/** Everybody pays; of every second payment no event arrives, and those of the others arrive three times. */
async function payAll({ stripe }: ExposedWorld, pages: string[]): Promise<void> {
  stripe.sendEventsTimes(3)
  for (const [nth, page] of pages.entries()) {
    stripe.loseEvents(nth % 2 === 0 ? 0 : 100)
    stripe.pay(page)
    await setTimeout(50)
  }
  stripe.loseEvents(0)
  stripe.sendEventsTimes(1)
}

/** As browsers do when somebody has paid; what cannot be answered is tried again. */
async function allComeBack(world: ExposedWorld, purchases: Purchase[]): Promise<void> {
  for (const purchase of purchases) {
    const { number, token } = purchase
    const query = new URLSearchParams({ token, session: sessionOf(world, purchase).session })
    const comeBack = () => fetch(`${world.url}/orders/${number}/card-return?${query}`)
    await world.until('the page opens', async () => (await comeBack()).status < 400)
    await world.until('it is paid', async () => (await stage(world, purchase)) === 'paid')
  }
}

async function readiness({ url }: ExposedWorld): Promise<string> {
  return (await fetch(`${url}/readyz`)).text()
}
