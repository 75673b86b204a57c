import { formatDate } from '../../domain/date.ts'
import type { Application } from '../../readmodels/membership.ts'
import type { Order } from '../../readmodels/order.ts'
import type { Pass } from '../../readmodels/pass.ts'
import { Facts, Table } from '../table.tsx'
import { Moment } from './day.tsx'
import { orderColumns, passColumns } from './lists.tsx'
import { type Around, type Offered, Thing } from './thing.tsx'
import { memberStates } from './words.ts'

/** One person: the application, what was decided, and what they have ordered. */
export function MemberPage(props: {
  member: Application
  orders: readonly Order[]
  passes: readonly Pass[]
  seesMoney: boolean
  around: Around
}) {
  const { member, orders, passes, seesMoney, around } = props
  const { id, name, email, stage } = member
  return (
    <Thing
      around={around}
      path={`/console/members/${id}`}
      eyebrow={stage === 'active' ? 'Member' : 'Applicant'}
      title={name}
      state={memberStates[stage]}
      offers={offersFor(member)}
    >
      <Facts
        facts={[
          ['Email', <a href={`mailto:${email}`}>{email}</a>],
          ['Organization', member.organisation],
          ['Role', member.role],
          ['Why', member.why],
          ['Came for', member.wanted && <a href={`/webinars/${member.wanted}`}>{member.wanted}</a>],
          ['Applied', <Moment at={member.appliedAt} />],
          ['Address confirmed', member.confirmedAt && <Moment at={member.confirmedAt} />],
          ['Asked', member.question],
          ['Answered', member.answer],
          ['Decided', member.decidedAt && <Moment at={member.decidedAt} />],
          ['Reason', member.reason],
          ['May apply again', member.mayReapplyOn && formatDate(member.mayReapplyOn)],
        ]}
      />
      {member.earlier.map((earlier) => (
        <p class="notice waits">
          Application {earlier.application} was {earlier.stage}
          {earlier.reason && `: ${earlier.reason}`}
        </p>
      ))}
      {seesMoney && (
        <>
          <h2>Orders</h2>
          <Table
            caption="Orders"
            isCaptionHidden
            columns={orderColumns}
            rows={orders}
            empty="Nothing was ordered from this address."
          />
        </>
      )}
      {passes.length > 0 && (
        <>
          <h2>Passes</h2>
          <Table
            caption="Passes"
            isCaptionHidden
            columns={passColumns}
            rows={passes}
            empty="No pass."
          />
        </>
      )}
    </Thing>
  )
}

function offersFor({ id, stage }: Application): Offered[] {
  if (stage === 'pending') {
    return [
      { name: 'members/approvals', id },
      { name: 'members/information-requests', id },
      { name: 'members/rejections', id },
    ]
  }
  return stage === 'rejected' ? [{ name: 'members/rejection-undos', id }] : []
}
