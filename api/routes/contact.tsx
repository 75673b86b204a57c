import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { inquiryOf } from '../../delivery/subject.ts'
import { linkToken } from '../../link.ts'
import { type Inquiry, inquiryByNumber } from '../../readmodels/inquiry.ts'
import { Contact, InquiryPage } from '../../web/contact.tsx'
import { unfilled } from '../../web/form.tsx'
import type { ApiDeps } from '../deps.ts'
import { requireLink } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { inquiryReplyRequest, inquiryRequest } from '../requests/inquiry.ts'
import { viewer } from '../session.ts'
import { only, takeForm } from './form.ts'

/** Asking us something, and the page of each question. */
export function contactRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/contact', async (c) => {
    const { person } = await viewer(c, deps)
    const known = person ? { name: person.name, email: person.email } : {}
    return show(c, deps, <Contact filled={unfilled(randomUUID(), known)} />)
  })

  app.post('/contact', (c) =>
    takeForm(c, deps, {
      schema: inquiryRequest,
      read: ({ values }) => only(values, ['name', 'email', 'organisation', 'about', 'text']),
      again: (filled) => <Contact filled={filled} />,
      actor: 'inquirer',
      submission: (body) => ({ kind: 'ask', subject: { numbered: 'inquiry' }, body }),
      next: (subject) => linkTo(subject.slice('inquiry:'.length)),
    }),
  )

  app.get('/inquiries/:number', async (c) => {
    const inquiry = await asked(c.req.param('number'), (target) =>
      requireLink(c, deps, target, 'question'),
    )
    const page = (
      <InquiryPage
        inquiry={inquiry}
        action={linkTo(inquiry.number)}
        filled={unfilled(randomUUID())}
      />
    )
    return show(c, deps, page)
  })

  app.post('/inquiries/:number', async (c) => {
    const inquiry = await asked(c.req.param('number'), (target) =>
      requireLink(c, deps, target, 'question'),
    )
    const action = linkTo(inquiry.number)
    return takeForm(c, deps, {
      schema: inquiryReplyRequest,
      read: ({ values }) => only(values, ['text']),
      again: (filled) => <InquiryPage inquiry={inquiry} action={action} filled={filled} />,
      actor: 'inquirer',
      submission: (body) => ({ kind: 'reply', subject: inquiryOf(inquiry.number), body }),
      next: () => action,
    })
  })
  return app

  async function asked(
    number: string,
    prove: (target: ReturnType<typeof linkOf>) => void,
  ): Promise<Inquiry> {
    prove(linkOf(number))
    const inquiry = await inquiryByNumber(deps.sql, number)
    if (inquiry === null) throw notFound('question')
    return inquiry
  }

  function linkTo(number: string): string {
    return `/inquiries/${number}?token=${linkToken(deps.secretKey, linkOf(number))}`
  }
}

function linkOf(number: string) {
  return { noun: 'inquiry', id: number, version: 1 } as const
}
