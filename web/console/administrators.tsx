import { may, permissions, type Role, roles } from '../../domain/permission.ts'
import type { Page } from '../../readmodels/page.ts'
import type { Administrator } from '../../readmodels/person.ts'
import type { Deed } from '../../readmodels/trail.ts'
import { Field, Radios, Select } from '../field.tsx'
import { ErrorSummary, type Filled, Form, unfilled } from '../form.tsx'
import { useSite } from '../site.ts'
import { Facts, More, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { Day } from './day.tsx'
import { Console } from './layout.tsx'
import { Saved } from './saved.tsx'
import { nameOfSubject, pageOf } from './subject.ts'

export const roleWords: Record<Role, { label: string; hint: string }> = {
  administrator: { label: 'Administrator', hint: 'Does everything, and gives the roles.' },
  finance: { label: 'Finance', hint: 'Orders, payments, refunds, statements and exports.' },
  host: { label: 'Host', hint: 'Webinars, their mail, seats and questions; no money.' },
  'read-only': { label: 'Read-only', hint: 'Sees everything, and changes nothing.' },
}

const choices = roles.map((role) => ({ value: role, ...roleWords[role] }))

/** Who works at the desk, in which role, and how that came about. */
export function Administrators(props: {
  people: readonly Administrator[]
  changes: readonly Deed[]
  filled: Filled
  saved: string | null
}) {
  const { people, changes, filled, saved } = props
  const { person } = useSite()
  return (
    <Console title="Roles" hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <h1>Roles</h1>
      <Saved what={saved} />
      <ErrorSummary filled={filled} />
      <Table
        caption="Who works at the desk"
        rows={people}
        columns={[
          {
            title: 'Name',
            cell: ({ id, name, email }) => (
              <a href={`/console/administrators/${id}`}>{name ?? email}</a>
            ),
            isHead: true,
          },
          { title: 'Email', cell: ({ email }) => email },
          { title: 'Role', cell: ({ role }) => roleWords[role].label },
          { title: 'Since', cell: ({ since }) => <Day at={since} /> },
        ]}
        empty="Nobody is an administrator."
      />
      {may(person?.role ?? null, 'change roles') && (
        <>
          <h2>Add somebody</h2>
          <Form
            action="/console/administrators"
            filled={filled}
            submit="Add this person"
            hasNoSummary
          >
            <Field name="name" label="Name" filled={filled} />
            <Field name="email" label="Email" type="email" filled={filled} />
            <Radios name="role" label="Role" choices={choices} filled={filled} />
          </Form>
        </>
      )}
      <h2>What each role may do</h2>
      <Facts
        facts={roles.map((role) => [
          roleWords[role].label,
          Object.entries(permissions)
            .filter(([, allowed]) => (allowed as readonly Role[]).includes(role))
            .map(([action]) => action)
            .join(', '),
        ])}
      />
      <h2>Changes of roles</h2>
      <Deeds deeds={changes} />
    </Console>
  )
}

/** One administrator: the role, and everything that this person did. */
export function AdministratorPage(props: {
  administrator: Administrator
  deeds: Page<Deed>
  formKey: string
  sent: { form: 'role-changes' | 'removals'; filled: Filled } | null
  saved: string | null
}) {
  const { administrator, deeds, formKey, sent, saved } = props
  const { id, name, email, role, since } = administrator
  const { person } = useSite()
  const filled = sent?.form === 'role-changes' ? sent.filled : unfilled(`${formKey}-role`, { role })
  return (
    <Console title={name ?? email} hasErrors={sent !== null}>
      <p class="eyebrow">
        <a href="/console/administrators">Roles</a>
      </p>
      <h1>{name ?? email}</h1>
      <Saved what={saved} />
      {sent && <ErrorSummary filled={sent.filled} />}
      <Facts
        facts={[
          ['Email', email],
          ['Role', roleWords[role].label],
          ['Since', <When at={since} />],
        ]}
      />
      {may(person?.role ?? null, 'change roles') && (
        <>
          <Form
            action={`/console/administrators/${id}/role-changes`}
            filled={filled}
            submit="Change the role"
            hasNoSummary
          >
            <Select name="role" label="Role" choices={choices} filled={filled} />
          </Form>
          <details open={sent?.form === 'removals'}>
            <summary>Remove from the desk</summary>
            <p>What was done stays in the books, with the name.</p>
            <Form
              action={`/console/administrators/${id}/removals`}
              filled={sent?.form === 'removals' ? sent.filled : unfilled(`${formKey}-removal`)}
              submit="Remove from the desk"
              isSecondary
              hasNoSummary
            />
          </details>
        </>
      )}
      <h2>What was done</h2>
      <Deeds deeds={deeds.items} />
      <More
        href={
          deeds.next && `/console/administrators/${id}?cursor=${encodeURIComponent(deeds.next)}`
        }
      />
    </Console>
  )
}

function Deeds({ deeds }: { deeds: readonly Deed[] }) {
  return (
    <Table
      caption="The latest first"
      rows={deeds}
      columns={[
        { title: 'When', cell: ({ at }) => <When at={at} /> },
        { title: 'Who', cell: ({ administrator }) => administrator },
        { title: 'What', cell: whatOf, isHead: true },
        { title: 'About', cell: (deed) => <About deed={deed} /> },
        {
          title: 'Before and after',
          cell: ({ before, after }) =>
            before !== null && after !== null && before !== after ? `${before} → ${after}` : '–',
        },
        {
          title: 'Result',
          cell: ({ outcome }) =>
            outcome === 'applied' ? 'Done' : outcome === 'refused' ? 'Refused' : 'Under way',
        },
      ]}
      empty="Nothing yet."
    />
  )
}

function About({ deed: { subject, person } }: { deed: Deed }) {
  const href = pageOf(subject)
  const name = person ?? nameOfSubject(subject)
  return href === null ? <span>{name}</span> : <a href={href}>{name}</a>
}

/** 'changeRole' as 'Change role', with the role that was given. */
function whatOf({ kind, role }: Deed): string {
  const words = kind.replace(/([A-Z])/g, ' $1').toLowerCase()
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  return role === null ? label : `${label}: ${role}`
}
