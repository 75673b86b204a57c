import type { Sql } from '../../database/connect.ts'
import { formatInstant } from '../../domain/calendar.ts'
import type { InquirySubject } from '../../domain/inquiry.ts'
import * as letters from '../../mail/inquiry.ts'
import * as desk from '../../mail/inquiry-desk.ts'
import {
  type Inquiry,
  type InquiryText,
  inquiryByNumber,
  ownOrderLink,
} from '../../readmodels/inquiry.ts'
import type { Links } from '../links.ts'
import type { Writer, Written } from '../outbox.ts'

interface Deps {
  sql: Sql
  links: Links
  zone: string
}

/** The letters about inquiries; null where it was answered or closed since, so that there is nothing to remind of. */
export function inquiryWriters({ sql, links, zone }: Deps): Record<string, Writer> {
  return {
    'inquiry-received': about((inquiry) =>
      forPerson(
        inquiry,
        letters.inquiryReceived({
          ...shown(inquiry),
          question: asked(inquiry),
          answeredBy: formatInstant(inquiry.dueAt, zone),
        }),
      ),
    ),
    'inquiry-answered': about(async (inquiry) => {
      const answer = latest(inquiry, ['answer'])
      if (answer === null) return null
      const { text, by, order } = answer
      const next = order === null ? null : await leadingOn(inquiry, order)
      const facts = { ...shown(inquiry), answer: text, answeredBy: by, next }
      return forPerson(inquiry, letters.inquiryAnswered(facts))
    }),
    'inquiry-closed': about((inquiry) => {
      const outcome = latest(inquiry, ['note'])?.text ?? null
      return inquiry.stage === 'closed'
        ? forPerson(inquiry, letters.inquiryClosed({ ...shown(inquiry), outcome }))
        : null
    }),
    'inquiry-waiting': whileOpen(desk.inquiryWaiting),
    'inquiry-overdue': whileOpen(desk.inquiryOverdue),
  }

  function about(write: (inquiry: Inquiry) => Written | null | Promise<Written | null>): Writer {
    return async ({ subject }) => {
      const inquiry = await inquiryByNumber(sql, subject.slice('inquiry:'.length))
      return inquiry && write(inquiry)
    }
  }

  function whileOpen(write: typeof desk.inquiryWaiting): Writer {
    return about((inquiry) => {
      if (inquiry.stage !== 'open') return null
      const { number, name, email, organisation, owner, dueAt } = inquiry
      const letter = write({
        inquiryNumber: number,
        about: subjects[inquiry.about],
        from: name,
        email,
        organisation,
        question: asked(inquiry),
        dueAt: formatInstant(dueAt, zone),
        owner,
        link: links.page(`/console/inquiries/${number}`),
      })
      return { letter }
    })
  }

  /** The button that opens an order, for its buyer only. */
  async function leadingOn({ personId }: Inquiry, order: string) {
    const version = await ownOrderLink(sql, { number: order, personId })
    if (version === null) return null
    return { label: 'See your order', link: links.to({ noun: 'order', id: order, version }) }
  }

  function shown(inquiry: Inquiry) {
    const { name, number } = inquiry
    return {
      name,
      inquiryNumber: number,
      about: subjects[inquiry.about],
      link: ownLink(inquiry),
    }
  }

  function forPerson(inquiry: Inquiry, letter: Written['letter']): Written {
    return { letter, secrets: [ownLink(inquiry).split('token=')[1] ?? ''] }
  }

  function ownLink({ number }: Inquiry): string {
    return links.to({ noun: 'inquiry', id: number, version: 1 })
  }
}

const subjects: Record<InquirySubject, string> = {
  'group-discount': 'a group discount',
  contract: 'a contract for your organization',
  invoice: 'an invoice',
  trouble: 'trouble with registering',
  other: 'something else',
}

/** What the person wrote last. */
function asked(inquiry: Inquiry): string {
  return latest(inquiry, ['question', 'reply'])?.text ?? ''
}

function latest({ texts }: Inquiry, kinds: InquiryText['kind'][]): InquiryText | null {
  return texts.findLast(({ kind }) => kinds.includes(kind)) ?? null
}
