import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { factorsOf, recoveryCodesLeft } from '../../readmodels/factor.ts'
import { seal, unseal } from '../../secret.ts'
import { unfilled } from '../../web/form.tsx'
import { AddAuthenticator, Prove, RecoveryCodes, Security } from '../../web/security.tsx'
import type { ApiDeps } from '../deps.ts'
import { signedIn } from '../guard.ts'
import { nextPage } from '../next.ts'
import { show } from '../page.tsx'
import { ProblemError } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { keepNothing } from '../session-cookie.ts'
import { addAuthenticator, newAuthenticator, prove, removeFactor } from '../session-proof.ts'
import { typed } from './form.ts'

const wrong = [{ field: 'code', message: 'This code is not right. Please type the newest one.' }]

/** What administrators show beside the mail, and being asked for it. */
export function securityRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.use('/me/security', keepNothing)
  app.use('/me/security/*', keepNothing)

  app.get('/me/security', async (c) => {
    const { person } = await signedIn(c, deps)
    const [factors, codesLeft] = await Promise.all([
      factorsOf(deps.sql, person.id),
      recoveryCodesLeft(deps.sql, person.id),
    ])
    const page = <Security factors={factors} codesLeft={codesLeft} formKey={randomUUID()} />
    return show(c, deps, page)
  })

  app.get('/me/security/authenticators/new', async (c) => {
    const { person, owesProof } = await signedIn(c, deps)
    if (owesProof) throw notProven()
    const made = newAuthenticator(deps.organisation.name, person.email)
    const sealed = seal(deps.secretKey, JSON.stringify({ ...made, of: person.id }))
    return show(
      c,
      deps,
      <AddAuthenticator {...made} sealed={sealed} filled={unfilled(randomUUID())} />,
    )
  })

  app.post('/me/security/authenticators', async (c) => {
    const { person, session, owesProof } = await signedIn(c, deps)
    if (owesProof) throw notProven()
    const { values } = await typed(c)
    const { sealed = '', code = '' } = values
    const made = opened(deps, sealed, person.id)
    if (made === null) return c.redirect('/me/security/authenticators/new', 303)
    const codes = await addAuthenticator(deps, {
      personId: person.id,
      session: session.id,
      secret: made.secret,
      code,
    })
    if (codes !== null) return show(c, deps, <RecoveryCodes codes={codes} />)
    const filled = { ...unfilled(randomUUID()), errors: wrong }
    return show(c, deps, <AddAuthenticator {...made} sealed={sealed} filled={filled} />, 422)
  })

  app.post('/me/security/removals', async (c) => {
    const { person, session, owesProof } = await signedIn(c, deps)
    if (owesProof || session.provenAt === null) throw notProven()
    const { values } = await typed(c)
    const factor = parse(id, values.factor, 'factor')
    await removeFactor(deps, { personId: person.id, factor })
    return c.redirect('/me/security', 303)
  })

  app.get('/sign-in/proof', async (c) => {
    const { person } = await signedIn(c, deps)
    const next = nextPage(c.req.query('next'), deps.publicUrl)
    const canProve = (await factorsOf(deps.sql, person.id)).length > 0
    return show(c, deps, <Prove next={next} canProve={canProve} filled={unfilled(randomUUID())} />)
  })

  app.post('/sign-in/proof', async (c) => {
    const { person, session } = await signedIn(c, deps)
    const { values } = await typed(c)
    const next = nextPage(values.next, deps.publicUrl)
    const { code = '' } = values
    const isRight = await prove(deps, { personId: person.id, session: session.id, code })
    if (isRight) return c.redirect(next, 303)
    const filled = { ...unfilled(randomUUID()), errors: wrong }
    return show(c, deps, <Prove next={next} canProve filled={filled} />, 422)
  })
  return app
}

/** The key that was shown with the form, where it was made for this person. */
function opened({ secretKey }: ApiDeps, sealed: string, personId: string) {
  const text = unseal(secretKey, sealed)
  if (text === null) return null
  const { secret, uri, of } = JSON.parse(text) as { secret: string; uri: string; of: string }
  return of === personId ? { secret, uri } : null
}

function notProven(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'proof-needed',
    detail: 'Please show a code of your authenticator for this.',
  })
}
