import { randomUUID } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { recordOf } from '../../../delivery/subject.ts'
import {
  allSeries,
  missingInCatalogue,
  passProducts,
  presenters,
  priceLists,
} from '../../../readmodels/catalogue.ts'
import { Catalogue, type CatalogueShown } from '../../../web/console/catalogue.tsx'
import {
  CatalogueForm,
  type CatalogueNoun,
  catalogueNouns,
} from '../../../web/console/catalogue-form.tsx'
import { type Filled, unfilled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound, wrongField } from '../../problem.ts'
import * as requests from '../../requests/catalogue.ts'
import { takeForm } from '../form.ts'
import { entryTyped, entryValues, tierIndexes } from './catalogue-typed.ts'
import { atTheirRows } from './money-typed.ts'

const everything = { limit: 500, cursor: null }

/** Presenters, series, price lists and passes on sale. */
export function consoleCatalogueRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/catalogue', async (c) => {
    await administrator(c, deps, 'see webinars')
    const isSaved = c.req.query('saved') !== undefined
    const saved = isSaved ? 'It is saved, and webinars and orders use it from now on.' : null
    return show(c, deps, <Catalogue {...(await catalogue(deps))} saved={saved} />)
  })

  app.get('/console/catalogue/:noun/:slug', async (c) => {
    await administrator(c, deps, 'edit the catalogue')
    const { noun, slug, all } = await asked(c)
    const values = slug === null ? usual[noun] : entryValues(noun, slug, all)
    if (values === null) throw notFound('page')
    return show(c, deps, form({ noun, slug, all }, unfilled(randomUUID(), values)))
  })

  app.post('/console/catalogue/:noun/:slug', async (c) => {
    const actor = await administrator(c, deps, 'edit the catalogue')
    const { noun, slug, all } = await asked(c)
    if (slug !== null && entryValues(noun, slug, all) === null) throw notFound('page')
    const { schema, made } = kinds[noun]
    return takeForm(c, deps, {
      actor,
      schema,
      read: ({ values }) => ({ ...entryTyped(noun, values), slug: slug ?? values.slug ?? '' }),
      again: (filled) => form({ noun, slug, all }, inRows(filled)),
      submission: async (values) => {
        const entry = values as { slug: string } & Record<string, unknown>
        if (slug === null && entryValues(noun, entry.slug, all) !== null) {
          throw wrongField('slug', 'There is one of this short name already. Please change that.')
        }
        const presenter = entry.opensPresenter as string | undefined
        const missing = await missingInCatalogue(deps.sql, { presenter })
        if (missing.length > 0) throw wrongField('opensPresenter', 'Please choose one of these.')
        return made(entry)
      },
      next: () => `/console/catalogue?saved=${noun}`,
    })
  })
  return app

  async function asked(c: Context) {
    const { noun = '', slug = '' } = c.req.param() as Record<string, string>
    if (!isNoun(noun)) throw notFound('page')
    return { noun, slug: slug === 'new' ? null : slug, all: await catalogue(deps) }
  }
}

const usual: Record<CatalogueNoun, Record<string, string>> = {
  presenters: {},
  series: {},
  'price-lists': { 'includes.recording': 'yes', 'includes.slides': 'yes' },
  'pass-products': { termMonths: '12' },
}

type Entry = { slug: string } & Record<string, unknown>

const kinds: Record<
  CatalogueNoun,
  {
    schema: z.ZodType
    made: (entry: Entry) => { kind: string; subject: string; facts?: object; body?: object }
  }
> = {
  presenters: {
    schema: requests.presenterRequest,
    made: ({ slug, ...body }) => ({
      kind: 'savePresenter',
      subject: recordOf('presenter', slug),
      body,
    }),
  },
  series: {
    schema: requests.seriesRequest,
    made: ({ slug, ...body }) => ({
      kind: 'saveSeries',
      subject: recordOf('series', slug),
      body,
    }),
  },
  'price-lists': {
    schema: requests.priceListRequest,
    made: ({ slug, ...facts }) => ({
      kind: 'savePriceList',
      subject: recordOf('price-list', slug),
      facts,
    }),
  },
  'pass-products': {
    schema: requests.passProductRequest,
    made: ({ slug, title, ...facts }) => ({
      kind: 'savePassProduct',
      subject: recordOf('pass-product', slug),
      facts,
      body: { title },
    }),
  },
}

function form(
  { noun, slug, all }: { noun: CatalogueNoun; slug: string | null; all: Everything },
  filled: Filled,
) {
  return <CatalogueForm noun={noun} slug={slug} presenters={all.presenters} filled={filled} />
}

type Everything = Omit<CatalogueShown, 'saved'>

async function catalogue({ sql }: ApiDeps): Promise<Everything> {
  const [everybody, series, lists, passes] = await Promise.all([
    presenters(sql, everything),
    allSeries(sql, everything),
    priceLists(sql, everything),
    passProducts(sql, everything),
  ])
  return {
    presenters: everybody.items,
    series: series.items,
    priceLists: lists.items,
    passProducts: passes.items,
  }
}

function inRows(filled: Filled): Filled {
  return atTheirRows(filled, 'teamTiers', tierIndexes(filled.values))
}

function isNoun(noun: string): noun is CatalogueNoun {
  return Object.hasOwn(catalogueNouns, noun)
}
