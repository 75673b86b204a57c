import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'

/**
 * Claims the step and brings about its effects, in one statement: all of them, or none when it was claimed before.
 * @param guard common tables of which the last is named `guard`: without a row in it nothing is claimed
 * @returns whether the step is settled; false when the guard kept it, and what it rests on must be read again
 */
export async function bringAbout(
  sql: Sql,
  step: Step,
  after: string | null,
  effects: [Fragment, ...Fragment[]],
  guard: Fragment | null = null,
): Promise<boolean> {
  const before = guard === null ? sql`` : sql`${guard},`
  const isGuarded = guard === null ? sql`true` : sql`exists (select from guard)`
  const [claimed] = await sql`
    with ${before} ${claim(sql, { step, after, isGuarded })} ${effects.map((effect) => sql`, ${effect}`)}
    select from claim
  `
  return claimed !== undefined || guard === null || isSettled(sql, step)
}

async function isSettled(sql: Sql, { submission }: Step): Promise<boolean> {
  const settled = await sql`
    select from submissions
    where ${submission.startsWith('clock:') ? sql`token` : sql`id`} = ${submission} and settled_at is not null
  `
  return settled.length > 0
}

/**
 * The common table `claim` that every effect of a statement selects from: the submission, settled by this very
 * statement, or the clock's step, recorded by it. It is empty when that has happened before, and so are the effects.
 * It has: id, subject, actor, at, and `said`, what the person sent.
 */
function claim(
  sql: Sql,
  { step, after, isGuarded }: { step: Step; after: string | null; isGuarded: Fragment },
): Fragment {
  if (step.submission.startsWith('clock:')) {
    return sql`claim as (
      insert into submissions
        (id, token, kind, subject, actor, received_at, settled_at, outcome, stage_before, stage_after)
      select gen_random_uuid(), ${step.submission}, ${step.kind}, ${step.subject}, 'clock', ${step.at}, ${step.at},
        'applied', ${step.stage}, ${after ?? step.stage}
      where ${isGuarded}
      on conflict (token) do nothing
      returning id, subject, actor, settled_at as at, '{}'::jsonb as said
    )`
  }
  return sql`claim as (
    update submissions
    set settled_at = ${settledAt(sql, sql`${step.at}`)}, outcome = 'applied', stage_before = ${step.stage},
      stage_after = ${after ?? step.stage}
    where id = ${step.submission} and subject = ${step.subject} and kind = ${step.kind}
      and settled_at is null and ${isGuarded}
    returning id, subject, actor, ${step.at}::timestamptz as at, facts || body as said
  )`
}

/** When a submission is settled: never before it came in, as a clock that was ahead had it. */
export function settledAt(sql: Sql, at: Fragment): Fragment {
  return sql`greatest(${at}::timestamptz, received_at)`
}

/** A mail for each recipient, written with the decision; its key is kind, person, subject and revision. */
export function post(
  sql: Sql,
  step: Step,
  mail: {
    /** The name of this common table within the statement. */
    as: string
    kind: string
    /**
     * A select of `person_id`, of `data` where the letter needs any, and of a `revision` where a mail is sent once for
     * it; else it is the step. It reads from the claim.
     */
    to: Fragment
    sendAt?: string
  },
): Fragment {
  const { as, kind, to, sendAt = step.at } = mail
  return sql`${sql(as)} as (
    insert into messages (id, key, kind, subject, person_id, data, step, written_at, send_at)
    select gen_random_uuid(),
      concat_ws('/', ${kind}::text, recipient.person_id, ${step.subject}::text,
        coalesce(to_jsonb(recipient) ->> 'revision', ${step.submission}::text)),
      ${kind}, ${step.subject}, recipient.person_id, coalesce(to_jsonb(recipient) -> 'data', '{}'),
      ${step.submission}, ${step.at}, ${sendAt}
    from (${to}) recipient
    on conflict (key) do nothing
  )`
}

/** A command for another subject, left behind with the effect and delivered after it. */
export function leave(
  sql: Sql,
  step: Step,
  command: {
    as: string
    kind: string
    /**
     * A select of `subject` and, where the command has any, of `facts`, which travel, and of a `body` of names and texts,
     * which stays here. It reads from the claim.
     */
    to: Fragment
  },
): Fragment {
  const { as, kind, to } = command
  return sql`${sql(as)} as (
    insert into submissions (id, token, kind, subject, actor, origin, facts, body, received_at)
    select gen_random_uuid(), concat_ws('/', claim.id, ${kind}::text, other.subject), ${kind}, other.subject,
      claim.actor, ${step.subject}, coalesce(to_jsonb(other) -> 'facts', '{}'),
      coalesce(to_jsonb(other) -> 'body', '{}'), ${step.at}
    from claim, (${to}) other
    on conflict (token) do nothing
  )`
}

/** Something that waits for a person, opened with the effect; one a key. */
export function task(
  sql: Sql,
  step: Step,
  { as, kind, to }: { as: string; kind: string; to: Fragment },
): Fragment {
  return sql`${sql(as)} as (
    insert into tasks (id, key, kind, subject, facts, opened_at, due_at)
    select gen_random_uuid(), concat_ws('/', ${kind}::text, ${step.subject}::text, wanted.revision), ${kind},
      ${step.subject}, coalesce(to_jsonb(wanted) -> 'facts', '{}'), ${step.at},
      (to_jsonb(wanted) ->> 'due_at')::timestamptz
    from (${to}) wanted
    on conflict (key) do nothing
  )`
}
