import { catalogue } from '../../../test/support/catalogue.ts'
import { drive, type Figure } from '../figures.ts'
import type { Ground } from '../ground.ts'
import type { Row } from '../row.ts'
import { send } from '../send.ts'

/** Join details to everybody with a place in a webinar. */
export const mailingRow: Row = {
  name: 'mailing',
  unit: 'mails',
  aim: { share: 0.9 },
  async sides(ground) {
    const count = ground.isQuick ? 500 : 10_000
    const shop = { post: ground.post, ann: ground.ann, now: () => new Date() }
    const { webinar } = await catalogue(shop)
    const mailer = await ground.startPeer('mailer')
    const product = async (mails: number) => {
      const slug = await webinar({ startsInDays: 60 })
      await seat(ground, slug, mails)
      const path = `/webinars/${slug}/join-details`
      const room = { url: 'https://meet.example/calm', notes: 'Passcode: 4711' }
      return timed(ground, mails, () => send(ground, path, room, ground.ann))
    }
    const bare = (mails: number) =>
      timed(ground, mails, () => fetch(`${mailer}/mailings/${mails}`, { method: 'POST' }))
    const warmUp = count / 5
    return [
      { name: 'product', prepare: () => product(warmUp), measure: () => product(count) },
      {
        name: 'bare pool of nodemailer, a row each',
        prepare: () => bare(warmUp),
        measure: () => bare(count),
      },
    ]
  },
}

async function timed(
  { sink }: Ground,
  count: number,
  begin: () => Promise<unknown>,
): Promise<Figure> {
  const wanted = sink.count() + count
  const { perSecond } = await drive({ count: 1, atOnce: 1 }, async () => {
    await begin()
    await sink.untilAll(wanted)
  })
  return { perSecond: (perSecond ?? 0) * count, p50: null, p99: null }
}

/** Places that were sold before: to order them would take longer than to mail them. */
async function seat({ sql }: Ground, slug: string, count: number): Promise<void> {
  await sql`
    insert into people (id, email, name)
    select gen_random_uuid(), 'seat' || n || '@library.example', 'Reader ' || n
    from generate_series(1, ${count}::integer) n
    on conflict do nothing
  `
  await sql`
    insert into grants (id, person_id, webinar, opens, source, granted_at)
    select gen_random_uuid(), people.id, ${slug}, 'live', 'carry-over', now()
    from generate_series(1, ${count}::integer) n
    join people on email_key = 'seat' || n || '@library.example'
  `
  // As Postgres does by itself within a minute.
  await sql`analyze`
}
