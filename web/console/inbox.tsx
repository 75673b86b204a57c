import type { InboxGroup, Waiting } from '../../domain/inbox.ts'
import { waitingWords } from '../../domain/inbox-words.ts'
import { may } from '../../domain/permission.ts'
import type { InboxQueue } from '../../readmodels/inbox.ts'
import { Hidden } from '../form.tsx'
import { useSite } from '../site.ts'
import { Facts } from '../table.tsx'
import { When } from '../when.tsx'
import { Day } from './day.tsx'
import { InboxDeeds } from './inbox-deeds.tsx'
import { Console, InTemporal } from './layout.tsx'
import type { Outcome } from './outcome.tsx'
import { nameOfSubject, pageOf } from './subject.ts'

export interface InboxProps {
  queues: readonly InboxQueue[]
  /** One queue alone, or all. */
  only: InboxGroup | null
  /** The instant at which it is shown. */
  at: string
  formKey: string
  outcomes: readonly Outcome[]
  /** Nothing was ticked where something had to be. */
  error: string | null
  temporal: (subject: string) => string | null
}

/** Everything that waits for a person, oldest first, with the next action in place. */
export function Inbox(props: InboxProps) {
  const { queues, only, outcomes, error } = props
  const count = queues.reduce((sum, queue) => sum + queue.count, 0)
  return (
    <Console title="Inbox" outcomes={outcomes} hasErrors={error !== null}>
      <h1>Inbox</h1>
      {error !== null && (
        <div class="error-summary" role="alert">
          <p>{error}</p>
        </div>
      )}
      {count === 0 ? (
        <p class="empty">Nothing waits for you. What comes in stands here, oldest first.</p>
      ) : (
        <p class="lead">{count === 1 ? '1 thing waits' : `${count} things wait`}, oldest first.</p>
      )}
      {only === null && queues.length > 1 && <Contents queues={queues} />}
      {only !== null && (
        <p>
          <a href="/console">Show everything that waits</a>
        </p>
      )}
      {queues.map((queue) => (
        <Queue {...props} queue={queue} />
      ))}
    </Console>
  )
}

function Contents({ queues }: { queues: readonly InboxQueue[] }) {
  return (
    <ul class="contents">
      {queues.map(({ group, title, count }) => (
        <li>
          <a href={`#${group}`}>{title}</a> <span class="badge waits">{count}</span>
        </li>
      ))}
    </ul>
  )
}

function Queue({ queue, ...props }: InboxProps & { queue: InboxQueue }) {
  const { group, title, items, count } = queue
  const { person } = useSite()
  const isBulk =
    group === 'applications' && may(person?.role ?? null, 'decide applications') && items.length > 1
  return (
    <section aria-labelledby={group}>
      <h2 id={group}>
        {title} <span class="quiet">({count})</span>
      </h2>
      {items.map((item) => (
        <Item {...props} item={item} isTickable={isBulk} />
      ))}
      {isBulk && <ApproveTicked formKey={props.formKey} next={nextOf(props)} />}
      {count > items.length && (
        <p class="more">
          <a href={`/console?show=${group}`}>Show more of these {count}</a>
        </p>
      )}
    </section>
  )
}

function Item({
  item,
  isTickable,
  ...props
}: Omit<InboxProps, 'queues'> & { item: Waiting; isTickable: boolean }) {
  const { title, todo } = waitingWords(item)
  const { at, formKey, temporal } = props
  const page = pageOf(item.order === null ? item.subject : `order:${item.order}`)
  const isLate = item.dueAt !== null && Date.parse(item.dueAt) < Date.parse(at)
  return (
    <article class="waiting">
      <div class="waiting-head">
        {isTickable && <Ticked id={item.id} who={item.who ?? ''} />}
        <h3>{page === null ? title : <a href={page}>{title}</a>}</h3>
        {isLate && <span class="badge wrong">Late</span>}
        <p class="small quiet">
          since <Day at={item.since} />
        </p>
      </div>
      <p>
        {todo}
        {item.dueAt !== null && !isLate && (
          <>
            {' '}
            Due <When at={item.dueAt} />.
          </>
        )}
      </p>
      <More item={item} />
      <div class="actions deeds">
        <InboxDeeds item={item} formKey={formKey} next={nextOf(props)} />
        {page !== null && <a href={page}>{nameOfSubject(subjectOf(item))}</a>}
        <InTemporal url={temporal(item.subject)} />
      </div>
    </article>
  )
}

/** What one has to know to decide. */
function More({ item: { kind, facts } }: { item: Waiting }) {
  const said = (name: string) => (facts[name] ? String(facts[name]) : null)
  if (kind === 'application') {
    const earlier = facts.earlier as { stage: string; reason: string | null } | null
    return (
      <Facts
        facts={[
          ['Email', said('email')],
          ['Role', said('role')],
          ['Why', said('why')],
          ['You asked', said('question')],
          ['They answered', said('answer')],
          ['Earlier', earlier && [earlier.stage, earlier.reason].filter(Boolean).join(': ')],
        ]}
      />
    )
  }
  if (kind === 'inquiry') return <blockquote class="written">{said('text')}</blockquote>
  return null
}

function Ticked({ id, who }: { id: string; who: string }) {
  return (
    <input
      type="checkbox"
      name="person"
      value={id}
      form="approve-ticked"
      aria-label={`Tick ${who}`}
    />
  )
}

function ApproveTicked({ formKey, next }: { formKey: string; next: string }) {
  return (
    <form method="post" action="/console/approvals" id="approve-ticked" class="actions">
      <Hidden name="key" value={formKey} />
      <Hidden name="next" value={next} />
      <button type="submit">Approve all that are ticked</button>
      <span class="quiet small">Each is decided by itself, and you see what became of each.</span>
    </form>
  )
}

function subjectOf({ order, subject }: Waiting): string {
  return order === null ? subject : `order:${order}`
}

function nextOf({ only }: Pick<InboxProps, 'only'>): string {
  return only === null ? '/console' : `/console?show=${only}`
}
