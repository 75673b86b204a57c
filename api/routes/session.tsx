import { Hono } from 'hono'
import { openSessions } from '../../readmodels/session.ts'
import { Sessions } from '../../web/session.tsx'
import type { ApiDeps } from '../deps.ts'
import { signedIn } from '../guard.ts'
import { show } from '../page.tsx'
import { parse } from '../read.ts'
import { sessionEndingRequest } from '../requests/sign-in.ts'
import { endSessions, viewer } from '../session.ts'
import { dropCookie, keepNothing } from '../session-cookie.ts'

/** Signing out, here or everywhere. */
export function sessionRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.use('/me/sessions', keepNothing)

  app.post('/sign-out', async (c) => {
    const { person, session } = await viewer(c, deps)
    if (person && session) await endSessions(deps, { personId: person.id, session: session.id })
    dropCookie(c, deps, 'session')
    return c.redirect('/sign-in', 303)
  })

  app.get('/me/sessions', async (c) => {
    const { person, session } = await signedIn(c, deps)
    const at = deps.now().toISOString()
    const sessions = await openSessions(deps.sql, { personId: person.id, at })
    return show(
      c,
      deps,
      <Sessions sessions={sessions} here={session.id} zone={deps.organisation.zone} />,
    )
  })

  app.post('/me/sessions', async (c) => {
    const { person, session } = await signedIn(c, deps)
    const ending = parse(sessionEndingRequest, await c.req.parseBody())
    await endSessions(deps, { personId: person.id, session: ending.session })
    return c.redirect(
      ending.session === 'all' || ending.session === session.id ? '/sign-in' : '/me/sessions',
      303,
    )
  })
  return app
}
