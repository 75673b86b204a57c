import { createHmac, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { recordOf } from '../../delivery/subject.ts'
import { firstLink, isSameSecret, linkToken } from '../../link.ts'
import { administratorToEnter, openRequests, requestByToken } from '../../readmodels/session.ts'
import { hashOf } from '../../secret.ts'
import { unfilled } from '../../web/form.tsx'
import {
  EnterCode,
  FirstSignIn,
  LinkElsewhere,
  LinkOver,
  SignIn,
  Stopped,
  UseLink,
} from '../../web/sign-in.tsx'
import { deliverInTime, storeOrRefuse } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { networkOf } from '../network.ts'
import { nextPage } from '../next.ts'
import { show } from '../page.tsx'
import { tryParse } from '../read.ts'
import * as requests from '../requests/sign-in.ts'
import { askToSignIn, enterByCode, enterByFirstLink, enterByLink, viewer } from '../session.ts'
import { entering, keepNothing, readCookie, welcome, writeCookie } from '../session-cookie.ts'
import { typed } from './form.ts'

/** Signing in by a mailed link or code. Opening a page changes nothing: only a button does. */
export function signInRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.use('/sign-in/*', keepNothing)

  app.get('/sign-in', async (c) => {
    const next = nextPage(c.req.query('next'), deps.publicUrl)
    const { person } = await viewer(c, deps)
    if (person !== null) return c.redirect(next, 303)
    return show(c, deps, <SignIn next={next} filled={unfilled(randomUUID())} />)
  })

  app.post('/sign-in', async (c) => {
    const sent = await typed(c)
    const next = nextPage(sent.values.next, deps.publicUrl)
    const { values, errors } = tryParse(requests.signInRequest, { ...sent.values, key: sent.key })
    if (errors !== null) {
      const filled = { ...unfilled(randomUUID(), sent.values), errors }
      return show(c, deps, <SignIn next={next} filled={filled} />, 422)
    }
    const browser = readCookie(c, deps, 'browser') ?? browserOf(deps, values.key)
    const network = networkOf(c, deps)
    const asked = await askToSignIn(deps, { ...values, browser, network, next })
    if (asked === 'too-often') return tooOften(c, deps)
    if (asked !== null) await mail(deps, asked)
    writeCookie(c, deps, { name: 'browser', value: browser })
    return c.redirect('/sign-in/code', 303)
  })

  app.get('/sign-in/code', async (c) => {
    const page = await codePage(c, deps, null)
    return page ? show(c, deps, page) : c.redirect('/sign-in', 303)
  })

  app.post('/sign-in/code', async (c) => {
    const { values, errors } = tryParse(requests.codeRequest, (await typed(c)).values)
    const entered = values && (await enterByCode(deps, { ...entering(c, deps), ...values }))
    if (entered !== null) return welcome(c, deps, entered)
    const page = await codePage(c, deps, errors?.[0]?.message ?? wrongCode)
    return show(c, deps, page ?? <LinkOver why="over" isSignedIn={false} />, 422)
  })

  app.get('/sign-in/first', async (c) => {
    const token = tokenIn(c.req.query())
    return show(c, deps, await firstPage(c, deps, token))
  })

  app.post('/sign-in/first', async (c) => {
    const token = tokenIn(await c.req.parseBody())
    const isRight = isSameSecret(token, linkToken(deps.secretKey, firstLink))
    const entered = isRight ? await enterByFirstLink(deps, entering(c, deps)) : null
    if (entered !== null) return welcome(c, deps, entered)
    return show(c, deps, await firstPage(c, deps, token), 409)
  })

  app.get('/sign-in/link', async (c) => {
    const page = await linkPage(c, deps, tokenIn(c.req.query()))
    return show(c, deps, page)
  })

  app.post('/sign-in/link', async (c) => {
    const token = tokenIn(await c.req.parseBody())
    const entered = await enterByLink(deps, { ...entering(c, deps), link: token })
    if (entered !== null) return welcome(c, deps, entered)
    return show(c, deps, await linkPage(c, deps, token), 409)
  })
  return app
}

const wrongCode =
  'This is not the code that we sent last, or its time is over. Please look again, or send a new one.'

/** The mail goes on its way while the page is answered, so that the answer takes as long for everybody. */
async function mail(deps: ApiDeps, request: string): Promise<void> {
  const { id } = await storeOrRefuse(deps, {
    kind: 'mailSignIn',
    subject: recordOf('sign-in', request),
    actor: 'visitor',
    token: request,
  })
  void deliverInTime(deps, id)
}

/** The same for the same form, so that a double click leaves one cookie. */
function browserOf({ secretKey }: ApiDeps, key: string): string {
  return createHmac('sha256', secretKey).update(`browser/${key}`).digest('base64url')
}

/** The page for the code of what this browser asked for last; null when nothing waits. */
async function codePage(c: Context, deps: ApiDeps, error: string | null) {
  const { browser } = entering(c, deps)
  const at = deps.now().toISOString()
  const [last] = await openRequests(deps.sql, { browserHash: hashOf(browser), at })
  if (last === undefined) return null
  const errors = error === null ? [] : [{ field: 'code', message: error }]
  const filled = { ...unfilled(randomUUID()), errors }
  return <EnterCode email={last.email} next={last.next} resendKey={randomUUID()} filled={filled} />
}

/** For who started the product first, as long as no administrator has ever signed in. */
async function firstPage(c: Context, deps: ApiDeps, token: string) {
  const isSignedIn = (await viewer(c, deps)).person !== null
  if (!isSameSecret(token, linkToken(deps.secretKey, firstLink))) {
    return <LinkOver why="unknown" isSignedIn={isSignedIn} />
  }
  const administrator = await administratorToEnter(deps.sql)
  if (administrator === null) return <LinkOver why="used" isSignedIn={isSignedIn} />
  return <FirstSignIn token={token} administrator={administrator} fieldKey={randomUUID()} />
}

async function linkPage(c: Context, deps: ApiDeps, token: string) {
  const { browser } = entering(c, deps)
  const at = deps.now().toISOString()
  const wanted = { tokenHash: hashOf(token), browserHash: hashOf(browser), at }
  const request = await requestByToken(deps.sql, wanted)
  const isSignedIn = (await viewer(c, deps)).person !== null
  if (request === null) return <LinkOver why="unknown" isSignedIn={isSignedIn} />
  if (request.state !== 'open') return <LinkOver why={request.state} isSignedIn={isSignedIn} />
  return request.isHere ? <UseLink token={token} email={request.email} /> : <LinkElsewhere />
}

function tokenIn(sent: unknown): string {
  return tryParse(requests.linkRequest, sent).values?.token ?? ''
}

function tooOften(c: Context, deps: ApiDeps): Promise<Response> {
  c.header('retry-after', '3600')
  return show(
    c,
    deps,
    <Stopped title="That was very often">
      <p>
        Many emails to sign in were asked for within an hour. Please use the newest one, or ask
        again in an hour.
      </p>
    </Stopped>,
    429,
  )
}
