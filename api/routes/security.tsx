import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { factorsOf, recoveryCodesLeft } from '../../readmodels/factor.ts'
import { seal, unseal } from '../../secret.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { AddPasskey } from '../../web/passkey.tsx'
import { AddAuthenticator, Prove, RecoveryCodes, Security } from '../../web/security.tsx'
import { browserName } from '../../web/session.tsx'
import type { ApiDeps } from '../deps.ts'
import { type SignedIn, signedIn } from '../guard.ts'
import { nextPage } from '../next.ts'
import { show } from '../page.tsx'
import { addPasskey, optionsToAdd, optionsToProve, proveByPasskey } from '../passkey.ts'
import { ProblemError } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { keepNothing } from '../session-cookie.ts'
import { addAuthenticator, newAuthenticator, prove, removeFactor } from '../session-proof.ts'
import { typed } from './form.ts'

const wrong = [{ field: 'code', message: 'This code is not right. Please type the newest one.' }]

const passkeyWrong = 'This passkey could not be checked. Please try once more.'

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

  app.get('/me/security/passkeys/new', async (c) => {
    const who = await signedIn(c, deps)
    if (who.owesProof) throw notProven()
    const options = await optionsToAdd(deps, who)
    return show(c, deps, <AddPasskey options={options} filled={unfilled(randomUUID())} />)
  })

  app.post('/me/security/passkeys', async (c) => {
    const who = await signedIn(c, deps)
    if (who.owesProof) throw notProven()
    const { answer = '' } = (await typed(c)).values
    const name = `Passkey, ${browserName(c.req.header('user-agent') ?? '')}`
    const codes = await addPasskey(deps, { who, answer, name })
    if (codes?.length === 0) return c.redirect('/me/security', 303)
    if (codes !== null) return show(c, deps, <RecoveryCodes codes={codes} />)
    const filled = { ...unfilled(randomUUID()), refusal: passkeyWrong }
    const options = await optionsToAdd(deps, who)
    return show(c, deps, <AddPasskey options={options} filled={filled} />, 422)
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
    const who = await signedIn(c, deps)
    const next = nextPage(c.req.query('next'), deps.publicUrl)
    return show(c, deps, await asked(who, { next, filled: unfilled(randomUUID()) }))
  })

  app.post('/sign-in/proof', async (c) => {
    const who = await signedIn(c, deps)
    const { values } = await typed(c)
    const next = nextPage(values.next, deps.publicUrl)
    const { code = '', answer } = values
    const isRight = await (answer
      ? proveByPasskey(deps, { who, answer })
      : prove(deps, { personId: who.person.id, session: who.session.id, code }))
    if (isRight) return c.redirect(next, 303)
    const told = answer ? { refusal: passkeyWrong } : { errors: wrong }
    const filled = { ...unfilled(randomUUID()), ...told }
    return show(c, deps, await asked(who, { next, filled }), 422)
  })
  return app

  async function asked(who: SignedIn, { next, filled }: { next: string; filled: Filled }) {
    const [factors, passkey] = await Promise.all([
      factorsOf(deps.sql, who.person.id),
      optionsToProve(deps, who),
    ])
    return <Prove next={next} canProve={factors.length > 0} passkey={passkey} filled={filled} />
  }
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
