import type { Hono } from 'hono'
import type { ApiDeps } from './deps.ts'
import { limitPosts } from './rate-limit.ts'
import { addressChangeRoutes } from './routes/address-change.tsx'
import { applicationRoutes } from './routes/application.tsx'
import { cardReturnRoutes } from './routes/card-return.tsx'
import { consoleRoutes } from './routes/console/index.ts'
import { contactRoutes } from './routes/contact.tsx'
import { joinRoutes } from './routes/join.tsx'
import { meRoutes } from './routes/me.tsx'
import { orderRoutes } from './routes/order.tsx'
import { orderNewRoutes } from './routes/order-new.tsx'
import { passRoutes } from './routes/pass.tsx'
import { placeRoutes } from './routes/place.tsx'
import { profileRoutes } from './routes/profile.tsx'
import { receivedRoutes } from './routes/received.tsx'
import { securityRoutes } from './routes/security.tsx'
import { sessionRoutes } from './routes/session.tsx'
import { signInRoutes } from './routes/sign-in.tsx'
import { webinarRoutes } from './routes/webinar.tsx'
import { fromThisSite } from './same-site.ts'

const all = [
  webinarRoutes,
  contactRoutes,
  joinRoutes,
  applicationRoutes,
  cardReturnRoutes,
  consoleRoutes,
  orderNewRoutes,
  orderRoutes,
  placeRoutes,
  passRoutes,
  meRoutes,
  profileRoutes,
  addressChangeRoutes,
  receivedRoutes,
  signInRoutes,
  securityRoutes,
  sessionRoutes,
]

/** The pages that people use: whatever changes something must come from one of them. */
export function pageRoutes(app: Hono, deps: ApiDeps): void {
  const isOurs = fromThisSite(deps)
  const notTooMany = limitPosts(deps)
  app.use((c, next) => (isForPeople(c.req.path) ? isOurs(c, next) : next()))
  app.use((c, next) => (isForPeople(c.req.path) ? notTooMany(c, next) : next()))
  for (const routes of all) app.route('/', routes(deps))
}

/** Whether a path is a page, and not for programs. */
export function isForPeople(path: string): boolean {
  return !/^\/(api|webhooks|healthz|readyz|assets)(\/|$)/.test(path)
}
