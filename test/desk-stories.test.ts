import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { generateSync } from 'otplib'
import { localStart } from '../dev/local-start.ts'
import { kindsThatWait } from '../domain/inbox-words.ts'
import { openBrowsers } from './support/browser.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { fillInbox } from './support/full-inbox.ts'
import { type Hand, isPlayed, ways } from './support/hand.ts'
import { closing, inboxRules } from './support/inbox-rules.ts'
import { placed } from './support/purchase.ts'
import { administratorAt, begun, type Stage, somebodyAt } from './support/story.ts'
import { signIn } from './support/visitor.ts'
import { openWorld } from './support/world.ts'

const zone = 'America/New_York'
const ben = 'ben.baker@webinars.example'
const cleo = 'cleo.clark@webinars.example'

let stage: Stage
let shop: CatalogueThere
let secret: string
before(async () => {
  const world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  stage = { world, browsers: await openBrowsers(world) }
  secret = await authenticatorOfAnn()
  await world.post('/administrators', { name: 'Cleo Clark', email: cleo }, { as: world.ann })
})
after(async () => {
  await stage.browsers.close()
  await stage.world.close()
})

for (const way of ways) {
  describe(way.name, () => {
    if (isPlayed(way, 0))
      it('an administrator clears a full inbox, and money only after showing who it is', async () => {
        const isWhole = way.name === ways[0].name
        await fillInbox(stage.world, shop, { money: isWhole })
        const ann = await administratorAt(stage, way)
        await ann.opens('/console')
        await ann.fills({ Code: generateSync({ secret, epoch: seconds() }) })
        await ann.presses('Go on')
        await ann.ticks('Tick Una Uno')
        await ann.ticks('Tick Dua Dos')
        await ann.presses('Approve all that are ticked')
        await ann.sees('2 of 2 done')
        const cleared = await clearedBy(ann)
        await ann.sees('Nothing waits for you')
        if (!isWhole) return
        assert.deepEqual(cleared.toSorted(), Object.keys(inboxRules).toSorted())
        const unsettledAlone = kindsThatWait.filter((kind) => inboxRules[kind] === undefined)
        assert.deepEqual(unsettledAlone, ['unsettled'])
      })

    if (isPlayed(way, 1))
      it('two administrators accept a purchase order in the same moment: one did, the other is told', async () => {
        const webinar = await shop.webinar()
        const organisation = `Springfield, ${way.name}`
        await placed(stage.world, webinar, { organisation })
        const two = [
          await administratorAt(stage, way, ben),
          await administratorAt(stage, way, cleo),
        ]
        for (const hand of two) await hand.opens('/console')
        await Promise.all(
          two.map((hand) =>
            hand
              .at((page) => page.getByRole('article').filter({ hasText: organisation }))
              .presses('Accept the purchase order'),
          ),
        )
        const told = await Promise.all(two.map(({ page }) => page.locator('main').textContent()))
        const did = told.filter((text) => text?.includes('accepted; the invoice goes out'))
        const late = told.filter((text) => text && alreadyAccepted.test(text))
        assert.deepEqual([did.length, late.length], [1, 1], told.join('\n'))
      })

    if (isPlayed(way, 2))
      it('an administrator takes a webinar from draft to recording, which visitors see', async () => {
        const slug = `from-draft-${ways.indexOf(way)}`
        const hand = await administratorAt(stage, way, ben)
        const visitor = await somebodyAt(stage, way)
        await drafts(hand, slug)
        await visitor.opens(`/webinars/${slug}`)
        await visitor.sees('page')
        await hand.presses('Put it on sale')
        await visitor.opens(`/webinars/${slug}`)
        await visitor.follows('Register')
        await hand.fills({ 'Web address to join': 'https://meet.example/new' })
        await hand.presses('Give the join details')
        await hand.fills({ 'Web address of the slides': 'https://files.example/new.pdf' })
        await hand.presses('Attach the slides')
        await begun(stage.world, slug)
        await hand.opens(`/console/webinars/${slug}`)
        await hand.presses('End it now')
        await hand.fills({ 'Web address of the recording': 'https://video.example/new' })
        await hand.presses('Publish the recording')
        await stage.world.quiet()
        await visitor.opens(`/webinars/${slug}`)
        await visitor.follows('Get the recording')
        await visitor.sees('From Draft to Recording')
      })
  })
}

const alreadyAccepted = /already accepted.* by (Ben Baker|Cleo Clark), /

/** Clears what waits, the oldest first, and says of which kinds it was. */
async function clearedBy(hand: Hand): Promise<string[]> {
  const [kinds, titles] = [new Set<string>(), new Set<string>()]
  const first = hand.at((page) => page.getByRole('article').first())
  const heads = hand.page.getByRole('article').getByRole('heading')
  for (let steps = 0; steps < 60 && (await heads.count()) > 0; steps += 1) {
    const title = ((await heads.first().textContent()) ?? '').trim()
    const [kind, rule] =
      Object.entries(inboxRules).find(([, one]) => one.title.test(title)) ??
      assert.fail(`Nobody knows what to do about “${title}”`)
    const isDone = await hand.page.getByRole('article').first().getByText('This is done').count()
    assert.ok(!titles.has(title) || isDone > 0, `“${title}” still waits`)
    await (titles.has(title) ? closing : rule).clear(first, stage.world)
    titles.add(title)
    kinds.add(kind)
    await stage.world.quiet()
    await hand.opens('/console')
  }
  return [...kinds]
}

async function drafts(hand: Hand, slug: string): Promise<void> {
  const { world } = stage
  await hand.opens('/console/webinars')
  await hand.follows('Make a webinar')
  await hand.fills({ 'Short name in its web address': slug, Title: 'From Draft to Recording' })
  await hand.picks('Presenter', 'Dr. Steve Albrecht')
  await hand.fills({
    'Begins on the clocks there': localStart({ now: world.now(), days: 2, zone }),
    Minutes: '60',
  })
  await hand.picks('Price list', '2022: $99.00 for one person')
  await hand.fills({
    Overview: 'How it is done.',
    'Learning agenda (optional)': 'First things\nLast things',
  })
  await hand.presses('Make the draft')
}

const seconds = () => Math.floor(stage.world.now().getTime() / 1_000)

/** Adds an authenticator app for Ann; its secret. */
async function authenticatorOfAnn(): Promise<string> {
  const browser = await signIn(stage.world, 'ann.archer@webinars.example')
  const { text } = await browser.get('/me/security/authenticators/new')
  const found = /secret=([A-Z2-7]+)/.exec(text)?.[1] ?? assert.fail(text)
  const sealed = /name="sealed" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const code = generateSync({ secret: found, epoch: seconds() })
  const added = await browser.post('/me/security/authenticators', { sealed, code })
  assert.equal(added.status, 200, added.text)
  return found
}
