import { createHash } from 'node:crypto'
import { firstLink, type LinkTarget, linkToken } from '../../link.ts'
import { newSecret } from '../../secret.ts'

export type Reader = 'visitor' | 'registrant' | 'administrator'

/** One page as somebody opens it. */
export interface BenchPage {
  /** As the server names it. */
  route: string
  /** How it is asked for. */
  path: string
  as: Reader
}

/** The id of the nth row of a kind, as the filled database has it. */
export function idOf(what: string, n: number): string {
  const hex = createHash('md5').update(`${what}/${n}`).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}

/** Of the link that was mailed to who wants to sign in. */
export const mailedToken = newSecret()

/** Who is signed in, as the filled database has them. */
export const readers = {
  registrant: idOf('person', 1),
  administrator: idOf('person', 10_001),
}

/** Every page, with the largest of what it can show. */
export function everyPage(secretKey: string): BenchPage[] {
  const link = (path: string, target: Omit<LinkTarget, 'version'>) =>
    `${path}?token=${linkToken(secretKey, { ...target, version: 1 })}`
  return [...open, ...linked(link), ...own, ...things, ...lists, ...desk]
}

const open: BenchPage[] = pages('visitor', [
  ['/', '/'],
  ['/webinars', '/webinars'],
  ['/webinars', '/webinars?show=recorded&presenter=presenter-1'],
  ['/webinars/:slug', '/webinars/webinar-165'],
  ['/webinars/:slug', '/webinars/webinar-100?people=12'],
  ['/contact', '/contact'],
  ['/join', '/join?wanted=webinar-165'],
  ['/join/sent', '/join/sent?email=ida@library.example'],
  ['/join/code', '/join/code?email=ida@library.example'],
  ['/join/confirmed', '/join/confirmed?wanted=webinar-165'],
  ['/orders/new', '/orders/new?webinar=webinar-165'],
  ['/sign-in', '/sign-in'],
  ['/sign-in/code', '/sign-in/code'],
  ['/sign-in/link', `/sign-in/link?token=${mailedToken}`],
])

const own: BenchPage[] = pages('registrant', [
  ['/', '/'],
  ['/webinars/:slug', '/webinars/webinar-165'],
  ['/orders/new', '/orders/new?webinar=webinar-165'],
  ['/registrations/:id', `/registrations/webinar-161~${readers.registrant}`],
  ['/me', '/me'],
  ['/me/profile', '/me/profile'],
  ['/me/sessions', '/me/sessions'],
  ['/me/security', '/me/security'],
  ['/me/security/authenticators/new', '/me/security/authenticators/new'],
  ['/me/security/passkeys/new', '/me/security/passkeys/new'],
])

function linked(link: (path: string, target: Omit<LinkTarget, 'version'>) => string): BenchPage[] {
  const person = readers.registrant
  const seat = idOf('seat/7040', 2)
  const change = idOf('change', 1)
  return pages('visitor', [
    ['/orders/:number', link('/orders/7040', { noun: 'order', id: '7040' })],
    ['/orders/:number', `${link('/orders/7040', { noun: 'order', id: '7040' })}&from=475`],
    ['/orders/:number', link('/orders/6048', { noun: 'order', id: '6048' })],
    ['/seats/:id', link(`/seats/${seat}`, { noun: 'seat', id: seat })],
    ['/passes/:number', link('/passes/500', { noun: 'pass', id: '500' })],
    ['/inquiries/:number', link('/inquiries/900', { noun: 'inquiry', id: '900' })],
    ['/applications/:id', link(`/applications/${person}`, { noun: 'application', id: person })],
    [
      '/people/:id/mail-choices',
      link(`/people/${person}/mail-choices`, { noun: 'mail-choices', id: person }),
    ],
    [
      '/address-changes/:change/:side',
      link(`/address-changes/${change}/new`, { noun: 'address-change', id: `${change}/new` }),
    ],
    ['/received/:id', `/received/${idOf('submission/stuck', 1)}`],
    ['/sign-in/first', link('/sign-in/first', firstLink)],
  ])
}

const things: BenchPage[] = pages('administrator', [
  ['/console/members/:id', `/console/members/${readers.registrant}`],
  ['/console/orders/:number', '/console/orders/7040'],
  ['/console/orders/:number', '/console/orders/6048'],
  ['/console/organisations/:id', `/console/organisations/${idOf('organisation', 1)}`],
  ['/console/passes/:number', '/console/passes/500'],
  ['/console/inquiries/:number', '/console/inquiries/900'],
  ['/console/mail/:id', `/console/mail/${idOf('message', 400)}`],
  ['/console/webinars/:slug', '/console/webinars/webinar-165'],
  ['/console/webinars/:slug', '/console/webinars/webinar-100'],
  ...['reschedulings', 'postponements', 'cancellations'].map(moved),
  ['/console/webinars/:slug/letters/:kind', '/console/webinars/webinar-165/letters/join-details'],
  [
    '/console/webinars/:slug/letters/:kind/html',
    '/console/webinars/webinar-165/letters/join-details/html',
  ],
  ['/console/checks/:id', `/console/checks/${idOf('check', 5005)}`],
  ['/console/deposits/:id', `/console/deposits/${idOf('deposit', 10)}`],
  ['/console/administrators/:id', `/console/administrators/${readers.administrator}`],
])

const lists: BenchPage[] = pages('administrator', [
  ['/console', '/console'],
  ['/console', '/console?show=applications'],
  ['/console', '/console?show=checks'],
  ...['members', 'orders', 'organisations', 'passes', 'mail'].map(listed),
  ...['members', 'orders', 'organisations', 'passes', 'mail'].map(found),
  ...['members', 'orders', 'organisations', 'passes', 'mail'].map(missed),
  ['/console/members', '/console/members?stage=rejected'],
  ['/console/orders', '/console/orders?stage=overdue'],
  ['/console/orders', '/console/orders?stage=po-submitted&search=kingsport'],
  ['/console/mail', '/console/mail?stage=refused'],
  ['/console/webinars', '/console/webinars'],
  ['/console/webinars', '/console/webinars?search=part+199'],
  ['/console/mailings', '/console/mailings'],
  ['/console/administrators', '/console/administrators'],
])

const desk: BenchPage[] = pages('administrator', [
  ['/console/money', '/console/money'],
  ['/console/money', '/console/money?payer=lakewood+county'],
  ['/console/open', '/console/open'],
  ['/console/open/:noun/:id', `/console/open/organisation/${idOf('organisation', 1)}`],
  ['/console/sales', '/console/sales'],
  ['/console/sales', '/console/sales?months=36'],
  ['/console/catalogue', '/console/catalogue'],
  ['/console/catalogue/:noun/:slug', '/console/catalogue/presenters/presenter-1'],
  ['/console/checks/new', '/console/checks/new'],
  ['/console/deposits/new', '/console/deposits/new'],
  ['/console/webinars/new', '/console/webinars/new'],
  ['/console/carry-over', '/console/carry-over'],
  ['/console/do/:noun/:id/:what', '/console/do/orders/6544/purchase-order-acceptances'],
  ['/console/mail/templates', '/console/mail/templates'],
  ['/console/mail/templates/:id', '/console/mail/templates/joinDetails'],
  ['/console/mail/templates/:id/html', '/console/mail/templates/joinDetails/html'],
])

function moved(form: string): [route: string, path: string] {
  return [`/console/webinars/:slug/${form}`, `/console/webinars/webinar-165/${form}`]
}

function listed(name: string): [route: string, path: string] {
  return [`/console/${name}`, `/console/${name}`]
}

/** Words that many have. */
function found(name: string): [route: string, path: string] {
  return [`/console/${name}`, `/console/${name}?search=kingsport`]
}

/** Words that nobody has, so that all is looked through. */
function missed(name: string): [route: string, path: string] {
  return [`/console/${name}`, `/console/${name}?search=nobody+is+called+this`]
}

function pages(as: Reader, all: [route: string, path: string][]): BenchPage[] {
  return all.map(([route, path]) => ({ route, path, as }))
}
