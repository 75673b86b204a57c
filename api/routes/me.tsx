import { Hono } from 'hono'
import { linkToken } from '../../link.ts'
import { ownOrders, ownPasses, ownWebinars } from '../../readmodels/own.ts'
import { Me } from '../../web/me.tsx'
import type { ApiDeps } from '../deps.ts'
import { signedIn } from '../guard.ts'
import { show } from '../page.tsx'
import { keepNothing } from '../session-cookie.ts'

/** What is somebody's own, for who has signed in. */
export function meRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps
  app.use('/me', keepNothing)

  app.get('/me', async (c) => {
    const { person } = await signedIn(c, deps)
    const at = deps.now().toISOString()
    const [webinars, orders, passes] = await Promise.all([
      ownWebinars(sql, { personId: person.id, at }),
      ownOrders(sql, person.id),
      ownPasses(sql, person.id),
    ])
    const page = (
      <Me
        name={person.name}
        webinars={webinars}
        orders={orders.map((order) => linked('order', order))}
        passes={passes.map((pass) => linked('pass', pass))}
      />
    )
    return show(c, deps, page)
  })
  return app

  /** With the link that its owner holds, so that the page is the same as from a mail. */
  function linked<T extends { number: string; linkVersion: number }>(
    noun: 'order' | 'pass',
    { linkVersion: version, ...one }: T,
  ) {
    const token = linkToken(deps.secretKey, { noun, id: one.number, version })
    const folder = noun === 'order' ? 'orders' : 'passes'
    return { ...one, link: `/${folder}/${one.number}?token=${token}` }
  }
}
