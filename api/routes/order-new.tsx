import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { linkToken } from '../../link.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { FreeOrder } from '../../web/order/free.tsx'
import { OrderForm } from '../../web/order/new.tsx'
import { Review } from '../../web/order/review.tsx'
import type { ApiDeps } from '../deps.ts'
import { holderOf } from '../order-free.ts'
import { priceWish, readWish } from '../order-wish.ts'
import { show } from '../page.tsx'
import { notFound, ProblemError } from '../problem.ts'
import { tryParse } from '../read.ts'
import { orderRequest } from '../requests/order.ts'
import { viewer } from '../session.ts'
import { takeForm, typed } from './form.ts'
import { namedIn, type RowRead, wishOf } from './order-typed.ts'
import { cheaperFor, freeWay, knownOf, wantedOf } from './order-wanted.ts'

/** Ordering: the form, the review, and the order itself. Nothing that was typed is lost between them. */
export function orderNewRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/orders/new', async (c) => {
    const asked = c.req.query()
    const { person } = await viewer(c, deps)
    const way = await freeWay(deps, asked, person)
    const values = way ? { webinar: asked.webinar ?? '', ...way } : knownOf(asked, person)
    const filled = unfilled(randomUUID(), values)
    return way ? show(c, deps, await free(deps, filled)) : form(c, deps, { filled, status: 200 })
  })

  app.post('/orders/change', async (c) => {
    const { key, values } = await typed(c)
    return form(c, deps, { filled: unfilled(key, values), status: 200 })
  })

  app.post('/orders/review', async (c) => {
    const sent = await typed(c)
    const { values, rows, errors: wrongRows } = await namedIn(sent)
    const filled = unfilled(sent.key, values)
    const { values: wish, errors } = tryParse(orderRequest, wishOf(values))
    const wrong = [...wrongRows, ...(errors ?? []).filter(({ field }) => !isPeople(field))]
    if (wish === null || wrong.length > 0) {
      return form(c, deps, { filled: { ...filled, errors: wrong }, status: 422, rows })
    }
    try {
      const { order, people } = await priceWish(deps, wish)
      const isNamed = wish.access === 'roster'
      const reviewed = {
        title: await titleOf(deps, values),
        lines: order.lines,
        totalCents: order.totalCents,
        people,
        unnamed: isNamed ? Math.max(0, (order.seats ?? 0) - people.length) : 0,
        repeated: rows.filter(({ said }) => said !== null).length,
        cheaper: await cheaperFor(deps, { ...wish, people: order.seats ?? people.length }),
      }
      return show(c, deps, <Review reviewed={reviewed} filled={filled} />)
    } catch (error) {
      return again(c, deps, { filled, error })
    }
  })

  app.post('/orders', async (c) =>
    takeForm(c, deps, {
      schema: orderRequest,
      read: ({ values }) => wishOf(values),
      actor: 'buyer',
      again: async (filled) =>
        filled.values.paysBy === 'free' ? (
          free(deps, filled)
        ) : (
          <OrderForm wanted={await wantedOf(deps, filled.values)} filled={filled} />
        ),
      submission: async (wish) => ({
        kind: 'place',
        subject: { numbered: 'order' },
        ...(await readWish(deps, wish, false)),
      }),
      next: (subject, _, { paysBy }) =>
        placedAt(deps, subject.slice('order:'.length), paysBy === 'card'),
    }),
  )
  return app
}

async function form(
  c: Context,
  deps: ApiDeps,
  { filled, status, rows = [] }: { filled: Filled; status: 200 | 409 | 422; rows?: RowRead[] },
): Promise<Response> {
  const wanted = await wantedOf(deps, filled.values)
  return show(c, deps, <OrderForm wanted={wanted} filled={filled} rows={rows} />, status)
}

/** Registering by a pass. */
async function free(deps: ApiDeps, filled: Filled) {
  const { webinar } = await wantedOf(deps, filled.values)
  if (webinar === null) throw notFound('webinar')
  const { passNumber = '', passToken = '' } = filled.values
  const holder = await holderOf(deps, { passNumber, passToken })
  return <FreeOrder webinar={webinar} holder={holder} filled={filled} />
}

function again(
  c: Context,
  deps: ApiDeps,
  { filled, error }: { filled: Filled; error: unknown },
): Promise<Response> {
  if (!(error instanceof ProblemError)) throw error
  const { status, detail, errors = [] } = error.problem
  if (status === 422 && errors.length > 0) {
    return form(c, deps, { filled: { ...filled, errors }, status })
  }
  if (status === 409) return form(c, deps, { filled: { ...filled, refusal: detail }, status })
  throw error
}

async function titleOf(deps: ApiDeps, values: Record<string, string>): Promise<string> {
  const { webinar, passes } = await wantedOf(deps, values)
  return webinar?.title ?? passes.find(({ slug }) => slug === values.passProduct)?.title ?? ''
}

/** The page of a new order; by card it leads on to the page for paying. */
function placedAt({ secretKey }: ApiDeps, number: string, byCard: boolean): string {
  const token = linkToken(secretKey, { noun: 'order', id: number, version: 1 })
  return byCard
    ? `/orders/${number}/checkout?token=${token}`
    : `/orders/${number}?token=${token}&new=yes`
}

function isPeople(field: string): boolean {
  return field === 'people' || field.startsWith('people.')
}
