import { type Context, Hono } from 'hono'
import { orderOf, webinarOf } from '../../delivery/subject.ts'
import { messages } from '../../readmodels/message.ts'
import { orderByNumber } from '../../readmodels/order.ts'
import { type OwnSeat, ownSeat } from '../../readmodels/seat.ts'
import { PlacePage } from '../../web/place.tsx'
import type { ApiDeps } from '../deps.ts'
import { administratorOrNull, requireLink } from '../guard.ts'
import { show } from '../page.tsx'
import { nowOpen, placeById, registrationId } from '../place.ts'
import { notFound } from '../problem.ts'
import { promisesOf } from '../promises.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { viewer } from '../session.ts'

/** Mail about one place that its page shows. */
const mailsShown = 30

/** What the links in the mails of attendees open: the page of a seat, and of a place in a webinar. */
export function placeRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/registrations/:id', async (c) => {
    const place = await placeById(c, deps, parse(registrationId, c.req.param('id'), 'id'))
    const { webinar, personId, title, startsAt, timeZone, minutes, canAttend, canWatch } = place
    const session = {
      slug: webinar,
      startsAt,
      timeZone,
      minutes,
      hasEnded: place.endedAt !== null,
      plan: place.plan,
    }
    const page = (
      <PlacePage
        title={title}
        session={session}
        givenBy={null}
        email={null}
        canAttend={canAttend}
        canWatch={canWatch}
        {...nowOpen(place)}
        {...promisesOf(deps, session, place.registeredAt)}
        mails={await mailsTo(personId, webinarOf(webinar))}
        joinCommunity={null}
      />
    )
    return show(c, deps, page)
  })

  leadsTo('recording', 'recordingUrl')
  leadsTo('slides', 'slidesUrl')

  app.get('/seats/:id', async (c) => {
    const seat = await seatById(c)
    const order = await orderByNumber(sql, seat.order)
    if (order === null) throw new Error('A seat has no order')
    const { webinar, buyer, organisation } = order
    const isOwn = buyer.email === seat.email
    const page = (
      <PlacePage
        title={seat.title}
        session={webinar}
        givenBy={
          isOwn ? null : [buyer.name ?? buyer.email, organisation?.name].filter(Boolean).join(', ')
        }
        email={seat.email}
        canAttend={seat.opens.includes('live')}
        canWatch={seat.opens.includes('recording')}
        joinUrl={seat.joinUrl}
        joinNotes={seat.joinNotes}
        recordingUrl={seat.recordingUrl}
        slidesUrl={order.includes.includes('slides') ? seat.slidesUrl : null}
        {...(webinar
          ? promisesOf(deps, webinar, order.paidAt ?? order.acceptedAt)
          : { attendBy: null, recordingBy: null })}
        mails={[
          ...(webinar ? await mailsTo(seat.person, webinarOf(webinar.slug)) : []),
          ...(await mailsTo(seat.person, orderOf(seat.order))),
        ]}
        joinCommunity={
          seat.isMember
            ? null
            : `/join?${new URLSearchParams({ email: seat.email, wanted: seat.webinar ?? '' })}`
        }
      />
    )
    return show(c, deps, page)
  })
  return app

  /** What a button in a mail opens, as long as the place opens it; until then the place says what is waited for. */
  function leadsTo(part: string, where: 'recordingUrl' | 'slidesUrl'): void {
    app.get(`/registrations/:id/${part}`, async (c) => {
      const registration = parse(registrationId, c.req.param('id'), 'id')
      const url = nowOpen(await placeById(c, deps, registration))[where]
      const { search } = new URL(c.req.url)
      return c.redirect(url ?? `/registrations/${registration}${search}`, 302)
    })
  }

  /** @throws ProblemError for whoever is neither the person of the seat nor an administrator */
  async function seatById(c: Context): Promise<OwnSeat> {
    const wanted = parse(id, c.req.param('id'), 'id')
    const seat = await ownSeat(sql, wanted)
    const { person } = await viewer(c, deps)
    const isOwn = seat !== null && person?.id === seat.person
    if (!isOwn && (await administratorOrNull(c, deps, 'see people')) === null) {
      requireLink(c, deps, { noun: 'seat', id: wanted, version: seat?.linkVersion ?? 0 }, 'seat')
    }
    if (seat === null) throw notFound('seat')
    return seat
  }

  async function mailsTo(person: string, subject: string) {
    const { items } = await messages(sql, { person, subject, limit: mailsShown, cursor: null })
    return items
  }
}
