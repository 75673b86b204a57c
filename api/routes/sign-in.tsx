import { createHmac, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { recordOf } from '../../delivery/subject.ts'
import { openRequests, requestByToken } from '../../readmodels/session.ts'
import { hashOf } from '../../secret.ts'
import { EnterCode, LinkElsewhere, LinkOver, SignIn, Stopped, UseLink } from '../../web/sign-in.tsx'
import { deliverInTime, storeOrRefuse } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { networkOf } from '../network.ts'
import { nextPage } from '../next.ts'
import { show } from '../page.tsx'
import { tryParse } from '../read.ts'
import * as requests from '../requests/sign-in.ts'
import { askToSignIn, enterByCode, enterByLink, viewer } from '../session.ts'
import { entering, keepNothing, readCookie, welcome, writeCookie } from '../session-cookie.ts'

/** Signing in by a mailed link or code. Opening a page changes nothing: only a button does. */
export function signInRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.use('/sign-in/*', keepNothing)

  app.get('/sign-in', async (c) => {
    const next = nextPage(c.req.query('next'), deps.publicUrl)
    const { person } = await viewer(c, deps)
    if (person !== null) return c.redirect(next, 303)
    return show(c, deps, <SignIn fieldKey={randomUUID()} next={next} email="" error={null} />)
  })

  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    const next = nextPage(form.next, deps.publicUrl)
    const { values, errors } = tryParse(requests.signInRequest, form)
    if (errors !== null) {
      const typed = { next, email: String(form.email ?? ''), error: errors[0]?.message ?? null }
      return show(c, deps, <SignIn fieldKey={randomUUID()} {...typed} />, 422)
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
    const { values, errors } = tryParse(requests.codeRequest, await c.req.parseBody())
    const entered = values && (await enterByCode(deps, { ...entering(c, deps), ...values }))
    if (entered !== null) return welcome(c, deps, entered)
    const page = await codePage(c, deps, errors?.[0]?.message ?? wrongCode)
    return show(c, deps, page ?? <LinkOver why="over" isSignedIn={false} />, 422)
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
  return last ? <EnterCode {...last} fieldKey={randomUUID()} error={error} /> : null
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
