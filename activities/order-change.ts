import type { Fragment, Sql } from '../database/connect.ts'
import type { WorkingHours } from '../domain/calendar.ts'
import type { OrderEffect } from '../domain/order.ts'
import type { OrderSnapshot, OrderStage } from '../domain/order-state.ts'
import { bringAbout } from './claim.ts'
import type { NumberedStep } from './order-effects.ts'
import { loadOrder } from './order-snapshot.ts'

/** What the activity of one effect is told: the step, and the values of the effect. */
export type OrderStep<Name extends OrderEffect['write']> = NumberedStep &
  Omit<Extract<OrderEffect, { write: Name }>, 'write'>

/** The activities of some effects, by their names. */
export type OrderWrites<Name extends OrderEffect['write']> = {
  [N in Name]: (step: OrderStep<N>) => Promise<OrderSnapshot | null>
}

/** What the activities of an order are made with. */
export interface OrderDeps {
  sql: Sql
  working: WorkingHours
}

/** Brings a step of an order about in one statement, and reads where the order stands then. */
export async function change(
  { sql, working }: OrderDeps,
  step: NumberedStep,
  after: OrderStage | null,
  effects: [Fragment, ...Fragment[]],
  guard: Fragment | null = null,
): Promise<OrderSnapshot | null> {
  const isSettled = await bringAbout(sql, step, after, effects, guard)
  if (isSettled) return loadOrder(sql, working, { number: step.number })
  const { number, submission } = step
  const order = await loadOrder(sql, working, { number, submission })
  return order && { ...order, isOvertaken: true }
}
