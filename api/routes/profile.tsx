import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { addressOf, recordOf } from '../../delivery/subject.ts'
import { mailChoices } from '../../domain/mail-choice.ts'
import { newestAddressChange, type Profile, profileOf } from '../../readmodels/profile.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { ProfilePage } from '../../web/profile.tsx'
import type { ApiDeps } from '../deps.ts'
import { signedIn } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound, wrongField } from '../problem.ts'
import { nothing } from '../requests/membership.ts'
import { addressRequest, mailChoiceRequest, profileRequest } from '../requests/profile.ts'
import { keepNothing } from '../session-cookie.ts'
import { only, type Typed, takeForm } from './form.ts'

type Forms = Partial<Record<'about' | 'address' | 'mail', Filled>>

/** What somebody says of themselves, for who has signed in. */
export function profileRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps
  app.use('/me/profile', keepNothing)
  app.use('/me/profile/*', keepNothing)

  app.get('/me/profile', async (c) => {
    const { person } = await signedIn(c, deps)
    return show(c, deps, await page(person.id, {}, c.req.query('saved') ?? null))
  })

  app.post('/me/profile', async (c) => {
    const { person } = await signedIn(c, deps)
    return takeForm(c, deps, {
      schema: profileRequest,
      read: ({ values }) => only(values, ['certificateName', 'timeZone']),
      again: (about) => page(person.id, { about }),
      actor: `person:${person.id}`,
      submission: (body) => ({
        kind: 'saveProfile',
        subject: recordOf('profile', person.id),
        body,
      }),
      next: () => '/me/profile?saved=about',
    })
  })

  app.post('/me/profile/mail', async (c) => {
    const { person } = await signedIn(c, deps)
    return takeForm(c, deps, {
      schema: mailChoiceRequest,
      read: ticked,
      again: (mail) => page(person.id, { mail }),
      actor: `person:${person.id}`,
      submission: (facts) => ({
        kind: 'chooseMail',
        subject: recordOf('profile', person.id),
        facts,
      }),
      next: () => '/me/profile?saved=mail',
    })
  })

  app.post('/me/profile/address', async (c) => {
    const { person } = await signedIn(c, deps)
    return takeForm(c, deps, {
      schema: addressRequest,
      read: ({ values }) => only(values, ['email']),
      again: (address) => page(person.id, { address }),
      actor: `person:${person.id}`,
      submission: (body) => {
        if (body.email.toLowerCase() === person.email.toLowerCase()) {
          throw wrongField('email', 'This is your address already.')
        }
        return { kind: 'askAddress', subject: addressOf(person.id), body }
      },
      next: () => '/me/profile?saved=address',
    })
  })

  app.post('/me/profile/address/withdrawals', async (c) => {
    const { person } = await signedIn(c, deps)
    const change = await newestAddressChange(sql, person.id)
    if (change === null) throw notFound('change of an address')
    return takeForm(c, deps, {
      schema: nothing,
      read: () => ({}),
      again: (address) => page(person.id, { address }),
      actor: `person:${person.id}`,
      submission: () => ({
        kind: 'withdrawAddress',
        subject: addressOf(person.id),
        facts: { change: change.id },
      }),
      next: () => '/me/profile?saved=left',
    })
  })
  return app

  async function page(personId: string, forms: Forms, saved: string | null = null) {
    const [profile, change] = await Promise.all([
      profileOf(sql, personId),
      newestAddressChange(sql, personId),
    ])
    if (profile === null) throw new Error('Somebody is signed in and is nobody')
    return (
      <ProfilePage
        profile={profile}
        change={change}
        about={forms.about ?? about(profile)}
        address={forms.address ?? unfilled(randomUUID())}
        mail={forms.mail ?? mailFilled(profile)}
        saved={saved}
        formKey={randomUUID()}
      />
    )
  }
}

function about({ certificateName, timeZone }: Profile): Filled {
  return unfilled(randomUUID(), {
    certificateName: certificateName ?? '',
    timeZone: timeZone ?? '',
  })
}

/** The kinds of mail as they stand, ticked where they are wanted. */
export function mailFilled({ unwantedMail }: Pick<Profile, 'unwantedMail'>): Filled {
  const wanted = mailChoices.filter((choice) => !unwantedMail.includes(choice))
  return unfilled(randomUUID(), Object.fromEntries(wanted.map((choice) => [choice, 'yes'])))
}

/** What a form of ticks says of each kind: a box that is not ticked is not sent at all. */
export function ticked({ values }: Typed): Record<string, boolean> {
  return Object.fromEntries(mailChoices.map((choice) => [choice, values[choice] === 'yes']))
}
