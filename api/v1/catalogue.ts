import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import {
  allSeries,
  missingInCatalogue,
  passProducts,
  presenters,
  priceLists,
} from '../../readmodels/catalogue.ts'
import type { Page, PageWanted } from '../../readmodels/page.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { wrongField } from '../problem.ts'
import * as requests from '../requests/catalogue.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

/** Presenters, series, price lists and passes on sale. What is sent under a slug that is there takes its place. */
export function catalogueRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/presenters',
    summary: 'Save a presenter',
    tag: 'presenter',
    body: requests.presenterRequest,
    who: (c) => administrator(c, deps, 'edit the catalogue'),
    submission: ({ body: { slug, ...body } }) => ({
      kind: 'savePresenter',
      subject: recordOf('presenter', slug),
      body,
    }),
  })

  command(app, deps, {
    path: '/series',
    summary: 'Save a series',
    tag: 'series',
    body: requests.seriesRequest,
    who: (c) => administrator(c, deps, 'edit the catalogue'),
    submission: ({ body: { slug, ...body } }) => ({
      kind: 'saveSeries',
      subject: recordOf('series', slug),
      body,
    }),
  })

  command(app, deps, {
    path: '/price-lists',
    summary: 'Save a price list; orders keep the prices that they were placed at',
    tag: 'price list',
    body: requests.priceListRequest,
    who: (c) => administrator(c, deps, 'edit the catalogue'),
    submission: ({ body: { slug, ...facts } }) => ({
      kind: 'savePriceList',
      subject: recordOf('price-list', slug),
      facts,
    }),
  })

  command(app, deps, {
    path: '/pass-products',
    summary: 'Save a pass that is on sale',
    tag: 'pass product',
    body: requests.passProductRequest,
    who: (c) => administrator(c, deps, 'edit the catalogue'),
    submission: async ({ body: { slug, title, ...facts } }) => {
      const missing = await missingInCatalogue(deps.sql, { presenter: facts.opensPresenter })
      if (missing.length > 0) throw wrongField('opensPresenter', 'There is no such presenter.')
      return {
        kind: 'savePassProduct',
        subject: recordOf('pass-product', slug),
        facts,
        body: { title },
      }
    },
  })

  list('/presenters', 'Presenters', 'presenter', presenters)
  list('/series', 'Series', 'series', allSeries)
  list('/price-lists', 'Price lists', 'price list', priceLists)
  list('/pass-products', 'Passes on sale', 'pass product', passProducts)

  /** What everybody may see, by slug. */
  function list(
    path: string,
    summary: string,
    tag: string,
    rows: (sql: ApiDeps['sql'], wanted: PageWanted) => Promise<Page<object>>,
  ): void {
    read(app, {
      path,
      summary,
      tag,
      query: pageQuery,
      answer: pageOf(z.looseObject({ slug: z.string() })),
      read: ({ query }) => rows(deps.sql, query),
    })
  }
}
