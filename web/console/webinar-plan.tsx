import { addHours } from '../../domain/instant.ts'
import { may } from '../../domain/permission.ts'
import { freeChangeDays, undoableUntil } from '../../domain/webinar-move.ts'
import type { CancellationProgress } from '../../readmodels/cancellation.ts'
import type { WebinarInFull } from '../../readmodels/webinar.ts'
import { ButtonForm } from '../form.tsx'
import { useSite } from '../site.ts'
import { Facts } from '../table.tsx'
import { When } from '../when.tsx'
import { Moment } from './day.tsx'

export interface PlanShown {
  webinar: WebinarInFull
  formKey: string
  /** How far its orders are settled, where it is canceled. */
  settling: CancellationProgress | null
}

/** Another date, or none: what was decided, how far it has come, and what can be decided now. */
export function WebinarPlan(shown: PlanShown) {
  const { webinar } = shown
  return (
    <>
      <Decided webinar={webinar} />
      <Cancelling {...shown} />
    </>
  )
}

function Decided({ webinar }: { webinar: WebinarInFull }) {
  const { formerStartsAt, movedAt, timeZone, changeReason, stage } = webinar
  const isMoved = movedAt !== null && !['postponed', 'cancelling', 'cancelled'].includes(stage)
  if (!isMoved && changeReason === null) return null
  return (
    <Facts
      facts={[
        ['Instead of', isMoved && formerStartsAt && <When at={formerStartsAt} zone={timeZone} />],
        [
          'Money back or move until',
          isMoved && <Moment at={addHours(movedAt, freeChangeDays * 24)} />,
        ],
        ['Reason', changeReason],
      ]}
    />
  )
}

function Cancelling({ webinar, formKey, settling }: PlanShown) {
  const { slug, stage, since, settlingAt } = webinar
  const { person } = useSite()
  if (stage === 'cancelling' && settlingAt === null) {
    return (
      <div class="notice waits">
        <p>
          It is canceled. Until <Moment at={undoableUntil(since)} /> nobody hears of it, and it can
          be taken back.
        </p>
        {may(person?.role ?? null, 'cancel webinars') && (
          <ButtonForm
            action={`/console/webinars/${slug}/cancellation-undos`}
            fieldKey={`${formKey}-undo`}
            label="It takes place after all"
          />
        )}
      </div>
    )
  }
  return settling === null ? null : <Progress {...settling} />
}

function Progress({ orders, settled, cardRefunds, byHand, held }: CancellationProgress) {
  const left = [
    cardRefunds > 0 && `${cardRefunds} on the way back to a card`,
    byHand > 0 && `${byHand} to be given back by hand`,
    held > 0 && `${held} held for a decision`,
  ].filter(Boolean)
  return (
    <section class="card" aria-labelledby="settling">
      <h2 id="settling">Orders</h2>
      <label for="settled">
        {settled} of {orders} settled
      </label>
      <progress id="settled" value={settled} max={Math.max(orders, 1)} />
      {left.length > 0 && (
        <p class="small">
          {left.join(', ')}. <a href="/console">What waits for somebody is in the inbox.</a>
        </p>
      )}
    </section>
  )
}

/** The ways to another date, or none, as long as they are open. */
export function MoveOffers({ webinar: { slug, stage, endedAt } }: { webinar: WebinarInFull }) {
  const { person } = useSite()
  const role = person?.role ?? null
  const isAhead = stage === 'on-sale' || stage === 'join-ready'
  const isPutOff = stage === 'postponed'
  const isRunning = stage === 'live' && endedAt === null
  const offers = [
    (isAhead || isPutOff) &&
      may(role, 'edit webinars') && ['reschedulings', 'Give it another date'],
    isAhead && may(role, 'edit webinars') && ['postponements', 'Postpone it'],
    (isAhead || isPutOff || isRunning) &&
      may(role, 'cancel webinars') && ['cancellations', 'Cancel it'],
  ].filter((offer) => offer !== false)
  if (offers.length === 0) return null
  return (
    <>
      <h2>Another date, or none</h2>
      <p class="actions">
        {offers.map(([what, label]) => (
          <a href={`/console/webinars/${slug}/${what}`}>{label}</a>
        ))}
      </p>
    </>
  )
}
