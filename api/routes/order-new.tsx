import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { listOffers, type WebinarProduct } from '../../domain/catalog.ts'
import { linkToken } from '../../link.ts'
import { choicesFor } from '../../readmodels/advice.ts'
import { passProducts } from '../../readmodels/catalogue.ts'
import { webinarBySlug } from '../../readmodels/webinar.ts'
import type { Choice } from '../../web/field.tsx'
import { type Filled, unfilled } from '../../web/form.tsx'
import { OrderForm, type Wanted } from '../../web/order/new.tsx'
import { Review } from '../../web/order/review.tsx'
import type { ApiDeps } from '../deps.ts'
import { priceWish, readWish } from '../order-wish.ts'
import { show } from '../page.tsx'
import { notFound, ProblemError } from '../problem.ts'
import { tryParse } from '../read.ts'
import { orderRequest } from '../requests/order.ts'
import { viewer } from '../session.ts'
import { takeForm, typed } from './form.ts'
import { namedIn, wishOf } from './order-typed.ts'

/** Ordering: the form, the review, and the order itself. Nothing that was typed is lost between them. */
export function orderNewRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/orders/new', async (c) => {
    const { webinar = '', pass = '', product = 'individual', seats = '' } = c.req.query()
    const { person } = await viewer(c, deps)
    const known = {
      ...(webinar ? { webinar, product, seats: seats === '1' ? '' : seats } : {}),
      ...(product === 'pass' || !webinar ? { webinar: '', passProduct: pass } : {}),
      ...(person ? { 'buyer.name': person.name, 'buyer.email': person.email } : {}),
      access: 'roster',
      paysBy: 'card',
    }
    return form(c, unfilled(randomUUID(), known), 200)
  })

  app.post('/orders/change', async (c) => {
    const { key, values } = await typed(c)
    return form(c, unfilled(key, values), 200)
  })

  app.post('/orders/review', async (c) => {
    const sent = await typed(c)
    const { values, errors: wrongRows } = await namedIn(sent)
    const filled = { ...unfilled(sent.key, values) }
    const { values: wish, errors } = tryParse(orderRequest, wishOf(values))
    const wrong = [...wrongRows, ...(errors ?? []).filter(({ field }) => !isPeople(field))]
    if (wish === null || wrong.length > 0) return form(c, { ...filled, errors: wrong }, 422)
    try {
      const { order, people } = await priceWish(deps, wish)
      const reviewed = {
        title: await titleOf(values),
        lines: order.lines,
        totalCents: order.totalCents,
        people,
        unnamed: wish.access === 'roster' ? Math.max(0, (order.seats ?? 0) - people.length) : 0,
      }
      return show(c, deps, <Review reviewed={reviewed} filled={filled} />)
    } catch (error) {
      return again(c, filled, error)
    }
  })

  app.post('/orders', async (c) =>
    takeForm(c, deps, {
      schema: orderRequest,
      read: ({ values }) => wishOf(values),
      actor: 'buyer',
      again: async (filled) => <OrderForm wanted={await wantedOf(filled.values)} filled={filled} />,
      submission: async (wish) => ({
        kind: 'place',
        subject: { numbered: 'order' },
        ...(await readWish(deps, wish, false)),
      }),
      next: (subject, _, { paysBy }) => placedAt(subject.slice('order:'.length), paysBy === 'card'),
    }),
  )
  return app

  async function form(c: Context, filled: Filled, status: 200 | 409 | 422): Promise<Response> {
    const wanted = await wantedOf(filled.values)
    return show(c, deps, <OrderForm wanted={wanted} filled={filled} />, status)
  }

  function again(c: Context, filled: Filled, error: unknown): Promise<Response> {
    if (!(error instanceof ProblemError)) throw error
    const { status, detail, errors = [] } = error.problem
    if (status === 422 && errors.length > 0) return form(c, { ...filled, errors }, 422)
    if (status === 409) return form(c, { ...filled, refusal: detail }, 409)
    throw error
  }

  /** What is sold of what somebody wants to order. */
  async function wantedOf({ webinar: slug }: Record<string, string>): Promise<Wanted> {
    if (!slug) {
      const { items } = await passProducts(deps.sql, { limit: 50, cursor: null })
      return { webinar: null, passes: items, products: [] }
    }
    const [webinar, choices] = await Promise.all([
      webinarBySlug(deps.sql, slug),
      choicesFor(deps.sql, slug),
    ])
    if (webinar === null || choices === null) throw notFound('webinar')
    if (webinar.action === null) throw notOnSale()
    const products = productChoices.filter(({ value }) => listOffers(choices.list, value))
    return { webinar, passes: [], products }
  }

  async function titleOf(values: Record<string, string>): Promise<string> {
    const { webinar, passes } = await wantedOf(values)
    return webinar?.title ?? passes.find(({ slug }) => slug === values.passProduct)?.title ?? ''
  }

  /** The page of a new order; by card it leads on to the page for paying. */
  function placedAt(number: string, byCard: boolean): string {
    const token = linkToken(deps.secretKey, { noun: 'order', id: number, version: 1 })
    return byCard
      ? `/orders/${number}/checkout?token=${token}`
      : `/orders/${number}?token=${token}&new=yes`
  }
}

const productChoices: (Choice & { value: WebinarProduct })[] = [
  { value: 'individual', label: 'One person', hint: 'You, or a colleague whom you name below.' },
  {
    value: 'team',
    label: 'Colleagues, with a log-in each',
    hint: 'The more, the less each costs.',
  },
  {
    value: 'group-showing',
    label: 'A group in one room or one virtual meeting',
    hint: 'One log-in, shown to everybody there.',
  },
  {
    value: 'institution',
    label: 'The whole institution',
    hint: 'As many people as you like: named, by one log-in, or in your own Niche Academy account.',
  },
]

function notOnSale(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'not-on-sale',
    detail: 'This webinar cannot be ordered just now.',
  })
}

function isPeople(field: string): boolean {
  return field === 'people' || field.startsWith('people.')
}
