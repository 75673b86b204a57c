import { change, type OrderDeps, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { passTerm } from './order-terms.ts'

/** What the clock does to an order that waits: reminders, the hold, the proposal, and asking for names. */
export function orderClockActivities(
  deps: OrderDeps,
): OrderWrites<
  | 'markOverdue'
  | 'remindPayer'
  | 'holdAccess'
  | 'proposeWriteOff'
  | 'suspendRecordings'
  | 'remindDesk'
  | 'chaseNames'
> {
  const { sql } = deps
  const { ordered, suspended, news, tell, tellPayers, tellAdministrators, waits, done } =
    orderEffects(sql)

  return {
    markOverdue: (step) => change(deps, step, 'overdue', [ordered(step, 'overdue')]),

    remindPayer: (step) =>
      change(deps, step, null, [ordered(step, null), tellPayers(step, step.reminder)]),

    holdAccess: (step) =>
      change(deps, step, 'on-hold', [
        ordered(step, 'on-hold', sql`, hold_at = claim.at ${passTerm(sql, step)}`),
        suspended(step, ['live', 'recording']),
        ...news(step, step.news),
        tellPayers(step, 'hold-45'),
      ]),

    proposeWriteOff: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        done(step, ['write-off']),
        waits(step, 'write-off'),
        tellAdministrators(step, 'write-off-proposal-120'),
      ]),

    suspendRecordings: (step) =>
      change(deps, step, null, [
        ordered(step, null, sql`, recordings_suspended_at = claim.at ${passTerm(sql, step)}`),
        suspended(step, ['recording']),
        ...news(step, step.news),
        tellPayers(step, 'access-suspended'),
      ]),

    remindDesk: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        step.about === 'hosting'
          ? tellAdministrators(step, 'order-task', sql`'{"task": "hosting"}'::jsonb`)
          : tellAdministrators(step, 'purchase-order-waiting'),
      ]),

    chaseNames: (step) => change(deps, step, null, [ordered(step, null), tell(step, step.chase)]),
  }
}
