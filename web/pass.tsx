import { addDays, formatDate } from '../domain/date.ts'
import { formatCents } from '../domain/money.ts'
import type { PassStage } from '../domain/pass.ts'
import type { OpenedWebinar, Pass } from '../readmodels/pass.ts'
import { TextArea } from './field.tsx'
import { ButtonForm, type Filled, Form } from './form.tsx'
import { Page } from './layout.tsx'
import { Facts, Table } from './table.tsx'
import { When } from './when.tsx'

/** What happens at the end of a term, by date. */
export type AtEnd =
  | { what: 'next-term'; startsOn: string; endsOn: string }
  | { what: 'ends'; endsOn: string }
  | { what: 'charged'; after: string; cents: number }
  | {
      what: 'grace'
      renewalOpensOn: string
      graceEndsOn: string
      reinstatementEndsOn: string
      renewBy: object
    }

export interface PassShown {
  pass: Pass
  atEnd: AtEnd | null
  opens: readonly OpenedWebinar[]
  /** Where it is renewed, or a webinar of it is registered for. */
  orderOf: (webinar: string | null) => string
  actionOf: (form: string) => string
  ending: Filled
  formKey: string
}

/** One pass: what it opens, until when, and what happens then. */
export function PassPage(shown: PassShown) {
  const { pass, atEnd, opens, actionOf, orderOf, ending, formKey } = shown
  const runs = ['active', 'renewal-open', 'renewed', 'grace', 'reinstated'].includes(pass.stage)
  return (
    <Page title={`Pass ${pass.number}`} hasErrors={ending.refusal !== null}>
      <p class="eyebrow">Pass {pass.number}</p>
      <h1>{pass.title}</h1>
      <p class="lead">{pass.isSuspended ? suspended : stages[pass.stage]}</p>
      <Facts
        facts={[
          ['Holder', pass.holder ?? pass.email],
          ['Opens', `All webinars of ${pass.presenter}, live and recorded`],
          [
            'Term',
            pass.startsOn &&
              pass.endsOn &&
              `${formatDate(pass.startsOn)} to ${formatDate(pass.endsOn)}`,
          ],
          ['At its end', atEnd && whatThen(atEnd)],
          ['Card', pass.hasCard && 'Kept at Stripe for renewals, with your consent'],
        ]}
      />
      {runs && (
        <section aria-labelledby="renewal" class="no-print">
          <h2 id="renewal">Renewal</h2>
          <div class="actions">
            <a href={orderOf(null)} class="button">
              Renew for a year, {formatCents(pass.priceCents)}
            </a>
            {pass.cancelsAtEnd && (
              <ButtonForm
                action={actionOf('cancellation-undos')}
                fieldKey={formKey}
                label="Keep it after all"
                isSecondary
              />
            )}
            {pass.hasCard && (
              <ButtonForm
                action={actionOf('card-removals')}
                fieldKey={formKey}
                label="Forget my card"
                isSecondary
              />
            )}
          </div>
          {!pass.cancelsAtEnd && (
            <details open={ending.refusal !== null || ending.errors.length > 0}>
              <summary>Let it end with its term</summary>
              <Form action={actionOf('cancellations')} filled={ending} submit="Let it end">
                <p>Nothing is charged then, and nothing is lost before.</p>
                <TextArea name="reason" label="Why?" rows={2} filled={ending} isOptional />
              </Form>
            </details>
          )}
        </section>
      )}
      <h2>What it opens</h2>
      <Table
        caption={`Webinars of ${pass.presenter}`}
        columns={[
          {
            title: 'Webinar',
            isHead: true,
            cell: ({ slug, title }) => <a href={`/webinars/${slug}`}>{title}</a>,
          },
          {
            title: 'When',
            cell: ({ startsAt, timeZone }) => <When at={startsAt} zone={timeZone} />,
          },
          {
            title: 'Now',
            cell: (webinar) => <Now webinar={webinar} order={orderOf(webinar.slug)} />,
          },
        ]}
        rows={opens}
        empty="There is no webinar of this presenter yet."
      />
    </Page>
  )
}

function Now({ webinar, order }: { webinar: OpenedWebinar; order: string }) {
  const { title, recordingUrl, isRegistered, stage } = webinar
  if (recordingUrl) {
    return (
      <a href={recordingUrl}>
        Watch <span class="visually-hidden">{title}</span>
      </a>
    )
  }
  if (isRegistered) return <>You have a place</>
  if (!['on-sale', 'join-ready', 'live'].includes(stage)) return <>Not open now</>
  return (
    <a href={order}>
      Register free <span class="visually-hidden">for {title}</span>
    </a>
  )
}

function whatThen(atEnd: AtEnd): string {
  switch (atEnd.what) {
    case 'next-term':
      return `It goes on: the next term runs from ${formatDate(atEnd.startsOn)} to ${formatDate(atEnd.endsOn)}.`
    case 'ends':
      return `It ends on ${formatDate(atEnd.endsOn)}; nothing is charged.`
    case 'charged':
      return `${formatCents(atEnd.cents)} is charged to your card on ${formatDate(addDays(atEnd.after, 1))}.`
    case 'grace':
      return `It can be renewed from ${formatDate(atEnd.renewalOpensOn)}; what it opens stays open until ${formatDate(atEnd.graceEndsOn)}.`
  }
}

const suspended = 'It opens nothing just now. Please write to us.'

const stages: Record<PassStage, string> = {
  'pending-payment': 'It opens as soon as it is paid.',
  active: 'It is open.',
  'renewal-open': 'It is open, and can be renewed now.',
  renewed: 'It is open, and the next term is paid.',
  grace: 'Its term is over; it stays open for a few days so that it can be renewed.',
  lapsed: 'It has lapsed: recordings are closed until it is renewed.',
  reinstated: 'It is open again.',
  ended: 'It has ended.',
}
