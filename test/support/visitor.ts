import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { World } from './world.ts'

export interface Answer {
  status: number
  headers: Headers
  /** Where it leads on to, null where it stays. */
  location: string | null
  text: string
}

/** A browser without JavaScript: it keeps cookies, sends forms with its Origin, and follows nothing by itself. */
export interface Visitor {
  cookies: Map<string, string>
  /** All of them, as the header that it sends. */
  cookie: () => string
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  head: (path: string) => Promise<Answer>
  /** Sends a form, in which a name can have many values; a header that is undefined is not sent. */
  post: (
    path: string,
    fields: Record<string, string | readonly string[]>,
    headers?: Record<string, string | undefined>,
  ) => Promise<Answer>
}

export const origin = 'http://webinars.example'

export function visitor(
  world: World,
  userAgent = 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
): Visitor {
  const cookies = new Map<string, string>()

  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string | undefined> },
  ): Promise<Answer> {
    const sent = Object.entries({ 'user-agent': userAgent, cookie: cookie(), ...headers })
    const response = await world.app.request(`${origin}${path}`, {
      method,
      headers: Object.fromEntries(
        sent.filter((header): header is [string, string] => Boolean(header[1])),
      ),
      ...(body === undefined ? {} : { body }),
    })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }

  return {
    cookies,
    cookie,
    get: (path, headers = {}) => send('GET', path, { headers }),
    head: (path) => send('HEAD', path, {}),
    post: (path, fields, headers = {}) =>
      send('POST', path, {
        body: encoded(fields),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
      }),
  }
}

/** Where an answer leads on to. */
export function led({ location, status }: Answer): string {
  return location ?? assert.fail(`It leads on to nowhere: ${status}`)
}

/** Asks for the mail to sign in. */
export async function askFor(browser: Visitor, email: string, next = ''): Promise<Answer> {
  return browser.post('/sign-in', { email, next, key: randomUUID() })
}

/** The link and the code of the newest mail to sign in with. */
export async function signInMail(
  world: World,
  email: string,
): Promise<{ token: string; code: string }> {
  await world.quiet()
  const { text } = await world.mail.to(email, 'link to sign in')
  return {
    token: /\/sign-in\/link\?token=([\w-]+)/.exec(text)?.[1] ?? assert.fail('No link in the mail'),
    code: /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? assert.fail('No code in the mail'),
  }
}

/** Signs in by the mailed link. */
export async function signIn(
  world: World,
  email: string,
  browser = visitor(world),
): Promise<Visitor> {
  await askFor(browser, email)
  const { token } = await signInMail(world, email)
  const entered = await browser.post('/sign-in/link', { token })
  assert.equal(entered.status, 303, entered.text)
  return browser
}

function encoded(fields: Record<string, string | readonly string[]>): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one)
  }
  return body.toString()
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', value = ''] = pair.split('=')
  if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
