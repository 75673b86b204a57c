import type { Fragment, Sql } from '../database/connect.ts'
import {
  type AddressEffect,
  type AddressSide,
  type AddressSnapshot,
  type AddressStage,
  addressHours,
} from '../domain/address.ts'
import { addHours } from '../domain/instant.ts'
import type { Step } from '../domain/process.ts'
import { loadAddress } from './address-snapshot.ts'
import { bringAbout, post } from './claim.ts'

/** `side` is the address that has just said yes, where the effect is about one. */
export interface AddressStep extends Step {
  personId: string
  side?: AddressSide
}

type Write = (step: AddressStep) => Promise<AddressSnapshot | null>

export interface AddressActivities extends Record<AddressEffect['write'], Write> {
  loadAddress(input: { personId: string }): Promise<AddressSnapshot | null>
}

/** What happens to somebody's e-mail address, each one statement. */
export function addressActivities({ sql }: { sql: Sql }): AddressActivities {
  return {
    loadAddress: ({ personId }) => loadAddress(sql, personId),

    openAddressChange: (step) =>
      change(step, 'open', [
        settled(step, 'replaced'),
        sql`asked as (
          insert into address_changes
            (id, person_id, stage, since, asked_at, asked_by, expires_at, old_email, new_email)
          select claim.id, people.id, 'open', at, at, actor, ${addHours(step.at, addressHours)}, email,
            said ->> 'email'
          from claim, (select count(*) from replaced) before
          join people on people.id = ${step.personId}
        )`,
        tell(step, 'address-proof-old', sql`select id as revision from claim`),
        tell(step, 'address-proof-new', sql`select id as revision from claim`),
      ]),

    proveOneAddress: (step) => change(step, null, [proven(step)]),

    changeAddress: (step) =>
      change(
        step,
        'changed',
        [
          sql`changed as (
            update address_changes
            set stage = 'changed', since = at, settled_by = actor,
              old_proven_at = coalesce(old_proven_at, at), new_proven_at = coalesce(new_proven_at, at)
            from claim
            where ${isOpen(step)}
            returning address_changes.id, new_email
          )`,
          sql`moved as (
            update people set email = new_email, address_refused_at = null
            from changed
            where people.id = ${step.personId}
          )`,
          sql`asked_before as (
            update sign_in_requests set used_at = at
            from claim
            where sign_in_requests.person_id = ${step.personId} and used_at is null
          )`,
          tell(
            step,
            'address-changed',
            sql`
              select concat_ws('/', claim.id, side) as revision, jsonb_build_object('side', side) as data
              from claim, unnest(array['old', 'new']) side
            `,
          ),
        ],
        free(step),
      ),

    withdrawAddressChange: (step) =>
      change(step, 'withdrawn', [
        settled(step, 'withdrawn'),
        sql`signed_out as (
          update sessions set ended_at = at
          from claim
          where sessions.person_id = ${step.personId} and ended_at is null and said ->> 'side' = 'old'
        )`,
      ]),

    expireAddressChange: (step) =>
      change(step, 'expired', [
        settled(step, 'expired'),
        tell(step, 'address-unchanged', sql`select id as revision from claim`),
      ]),
  }

  async function change(
    step: AddressStep,
    after: AddressStage | null,
    effects: [Fragment, ...Fragment[]],
    guard: Fragment | null = null,
  ): Promise<AddressSnapshot | null> {
    const isSettled = await bringAbout(sql, step, after, effects, guard)
    const state = await loadAddress(sql, step.personId)
    return isSettled || state === null ? state : { ...state, isOvertaken: true }
  }

  function proven(step: AddressStep): Fragment {
    const column = step.side === 'old' ? sql`old_proven_at` : sql`new_proven_at`
    return sql`proven as (
      update address_changes set ${column} = at from claim where ${isOpen(step)}
    )`
  }

  function settled(step: AddressStep, stage: AddressStage): Fragment {
    return sql`${sql(stage)} as (
      update address_changes set stage = ${stage}, since = at, settled_by = actor
      from claim
      where ${isOpen(step)}
      returning address_changes.id
    )`
  }

  function isOpen({ personId }: AddressStep): Fragment {
    return sql`address_changes.person_id = ${personId} and stage = 'open'`
  }

  /** Nobody else has come to the new address in between. */
  function free(step: AddressStep): Fragment {
    return sql`guard as (
      select from address_changes
      where ${isOpen(step)} and not exists (
        select from people where email_key = lower(new_email) and people.id <> ${step.personId}
      )
    )`
  }

  /** `about` has a revision, and data where the letter needs more than the change. */
  function tell(step: AddressStep, kind: string, about: Fragment): Fragment {
    const to = sql`select ${step.personId}::uuid as person_id, about.* from (${about}) about`
    return post(sql, step, { as: kind.replaceAll('-', '_'), kind, to })
  }
}
