import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common'
import * as wf from '@temporalio/workflow'
import type { Snapshot } from '../domain/process.ts'

const keyword = (name: string) => defineSearchAttributeKey(name, 'KEYWORD')
const instant = (name: string) => defineSearchAttributeKey(name, 'DATETIME')

const stage = keyword('Stage')
const awaitingActor = keyword('AwaitingActor')
const awaitingSince = instant('AwaitingSince')
const dueAt = instant('DueAt')
const orderNumber = keyword('OrderNumber')
const webinarSlug = keyword('WebinarSlug')
const personId = keyword('PersonId')

/** What a subject is about, for the operator's lists. */
export interface About {
  orderNumber?: string
  webinarSlug?: string
  personId?: string
}

/** Shows operators where a process stands: the typed search attributes, and the current details in plain words. */
export function show(state: Snapshot, about: About, details: string): void {
  const pairs: SearchAttributeUpdatePair[] = [
    { key: stage, value: state.stage },
    { key: awaitingActor, value: state.awaiting },
    { key: awaitingSince, value: date(state.awaitingSince) },
    { key: dueAt, value: date(state.dueAt) },
  ]
  if (about.orderNumber) pairs.push({ key: orderNumber, value: about.orderNumber })
  if (about.webinarSlug) pairs.push({ key: webinarSlug, value: about.webinarSlug })
  if (about.personId) pairs.push({ key: personId, value: about.personId })
  const changed = pairs.filter(({ key, value }) => !isShown(key.name, value))
  if (changed.length > 0) wf.upsertSearchAttributes(changed)
  wf.setCurrentDetails(details)
}

/** An upsert is an event in the history, so only what has changed is written. */
function isShown(name: string, value: SearchAttributeUpdatePair['value']): boolean {
  const shown = wf
    .workflowInfo()
    .typedSearchAttributes.getAll()
    .find((pair) => pair.key.name === name)
  return String(shown?.value ?? null) === String(value)
}

function date(at: string | null): Date | null {
  return at === null ? null : new Date(at)
}

/** An ISO instant as an operator reads it. */
export function inWords(at: string | null): string {
  return at === null ? '—' : `${at.slice(0, 16).replace('T', ' ')} UTC`
}
