import type { Fragment, Sql } from '../database/connect.ts'
import type { PassStage } from '../domain/pass.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A pass with the term that runs, or ran last. */
export interface Pass {
  number: string
  product: string
  title: string
  priceCents: number
  holderId: string
  holder: string | null
  email: string
  presenterSlug: string
  presenter: string
  stage: PassStage
  since: string
  startsOn: string | null
  endsOn: string | null
  cancelsAtEnd: boolean
  /** Nothing is open: an administrator, or a payment that was taken back, holds it up. */
  isSuspended: boolean
  linkVersion: number
  carriedOver: boolean
  /** A card is kept at Stripe, which is charged at the end of the term once that was announced. */
  hasCard: boolean
  /** What is charged at the end of this term, as announced; null where nothing is. */
  chargeCents: number | null
  terms: PassTermShown[]
}

export interface PassTermShown {
  term: number
  startsOn: string
  endsOn: string
  order: string | null
  takenBackAt: string | null
}

/** A webinar that a pass opens, and what its holder may do with it now. */
export interface OpenedWebinar {
  slug: string
  title: string
  startsAt: string
  timeZone: string
  stage: string
  isRegistered: boolean
  /** Null until it is published, and while the pass is not open and the holder is not registered. */
  recordingUrl: string | null
}

/** A pass whose holder registers for $0, with whom it belongs to and whose webinars it opens. */
export interface ValidPass {
  number: string
  holderId: string
  presenterSlug: string
  linkVersion: number
}

/**
 * The pass of this number when its holder may register free at an instant: within a term that is paid, and not
 * suspended. Null otherwise, also when there is no such pass.
 * @param when `at` is an ISO instant, `zone` the organisation's
 */
export async function validPassOf(
  sql: Sql,
  number: string,
  when: { at: string; zone: string },
): Promise<ValidPass | null> {
  const [row] = await sql<ValidPass[]>`
    select number, holder_id as "holderId", opens_presenter as "presenterSlug", link_version as "linkVersion"
    from passes
    join pass_products on slug = product
    where number = ${number} and suspended_at is null and stage <> 'ended' and exists (
      select from pass_terms
      where pass_number = number and taken_back_at is null
        and (${when.at}::timestamptz at time zone ${when.zone})::date between starts_on and ends_on
    )
  `
  return row ?? null
}

/** What placing the order of a renewal needs to know, without a person's data; null when there is no such pass, or it was never paid. */
export interface PassToRenew {
  number: string
  product: string
  termMonths: number
  holderId: string
  linkVersion: number
  /** The term that runs, or ran last: what `renewedTerm` of domain/pass-term.ts counts from. */
  term: { startsOn: string; endsOn: string }
  /** The next term is paid already. */
  isRenewed: boolean
}

export async function passToRenew(sql: Sql, number: string): Promise<PassToRenew | null> {
  const [row] = await sql<PassToRenew[]>`
    select number, product, term_months as "termMonths", holder_id as "holderId",
      link_version as "linkVersion", stage = 'renewed' as "isRenewed",
      jsonb_build_object('startsOn', pass_terms.starts_on, 'endsOn', pass_terms.ends_on) as term
    from passes
    join pass_products on slug = product
    join pass_terms on pass_number = number and pass_terms.term = passes.term
    where number = ${number}
  `
  return row ?? null
}

/** How long a term of a pass in the catalogue is; null when there is no such pass. */
export async function passProduct(sql: Sql, slug: string): Promise<{ termMonths: number } | null> {
  const [row] = await sql<{ termMonths: number }[]>`
    select term_months as "termMonths" from pass_products where slug = ${slug}
  `
  return row ?? null
}

/** The number of a person's pass of a product with a term on the same days; null when there is none. */
export async function passCarriedOver(
  sql: Sql,
  pass: { email: string; product: string; startsOn: string; endsOn: string },
): Promise<string | null> {
  const [row] = await sql<{ number: string }[]>`
    select number
    from passes
    join people on people.id = holder_id
    join pass_terms on pass_number = number
    where email_key = lower(${pass.email}) and product = ${pass.product} and stage <> 'ended'
      and starts_on <= ${pass.endsOn} and ends_on >= ${pass.startsOn}
    order by since
    limit 1
  `
  return row?.number ?? null
}

/** Passes of one stage or holder, or all, oldest first. */
export async function passes(
  sql: Sql,
  wanted: PageWanted & {
    stage?: PassStage | undefined
    holder?: string | undefined
    product?: string | undefined
    /** Letters of its number or its holder, in any case. */
    search?: string | undefined
  },
): Promise<Page<Pass>> {
  const { stage = null, holder = null, product = null, search = '' } = wanted
  const after = wanted.cursor ?? ''
  const rows = await sql<(Pass & { cursor: string })[]>`
    ${select(sql)}
    where (${stage}::text is null or stage = ${stage})
      and (${holder}::uuid is null or holder_id = ${holder})
      and (${product}::text is null or product = ${product})
      and (${search} = '' or strpos(lower(concat_ws(' ', number, people.name, email)), lower(${search})) > 0)
      and (length(number), number) > (length(${after}), ${after})
    order by length(number), number
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function passByNumber(sql: Sql, number: string): Promise<Pass | null> {
  const [row] = await sql<Pass[]>`${select(sql)} where number = ${number}`
  return row ?? null
}

/** The webinars of a pass's presenter, newest first; at most 500. */
export async function webinarsOfPass(sql: Sql, number: string): Promise<OpenedWebinar[]> {
  return sql<OpenedWebinar[]>`
    with registered as materialized (
      select * from registrations where person_id = (select holder_id from passes where number = ${number})
    )
    select webinars.slug, webinars.title, starts_at as "startsAt", time_zone as "timeZone", webinars.stage,
      coalesce(registered.can_attend or registered.can_watch, false) as "isRegistered",
      case when ${isOpen(sql)} or registered.can_watch then recording_url end as "recordingUrl"
    from passes
    join pass_products on pass_products.slug = product
    join webinars on presenter = opens_presenter and webinars.stage <> 'draft'
    left join registered on webinar = webinars.slug
    where number = ${number}
    order by starts_at desc, webinars.slug
    limit 500
  `
}

function isOpen(sql: Sql): Fragment {
  return sql`exists (
    select from grants
    where source = 'pass:' || number and ended_at is null and suspended_at is null
  )`
}

function select(sql: Sql): Fragment {
  return sql`
    select number, product, title, price_cents as "priceCents", holder_id as "holderId", people.name as holder,
      email, opens_presenter as "presenterSlug", presenters.name as presenter, stage, since,
      current.starts_on as "startsOn", current.ends_on as "endsOn", cancels_at_end as "cancelsAtEnd",
      suspended_at is not null or current.taken_back_at is not null as "isSuspended",
      link_version as "linkVersion", carried_over as "carriedOver", payment_method is not null as "hasCard",
      case when announced_term = passes.term then announced_cents end as "chargeCents",
      array(
        select jsonb_build_object('term', term, 'startsOn', starts_on, 'endsOn', ends_on, 'order', order_number,
          'takenBackAt', taken_back_at)
        from pass_terms each
        where each.pass_number = number
        order by each.term
      ) as terms,
      number as cursor
    from passes
    join pass_products on slug = product
    join presenters on presenters.slug = opens_presenter
    join people on people.id = holder_id
    left join pass_terms current on current.pass_number = number and current.term = passes.term
    left join saved_cards on saved_cards.pass_number = number and withdrawn_at is null
  `
}
