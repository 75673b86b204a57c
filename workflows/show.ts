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

/** What a person has to look at before anything goes on. */
interface Attention {
  since: string
  details: readonly string[]
}

// Of one run: a workflow has its modules for itself.
let shown: { state: Snapshot; about: About; details: string } | null = null
let attention: Attention | null = null

/** Shows operators where a process stands: the typed search attributes, and the current details in plain words. */
export function show(state: Snapshot, about: About, details: string): void {
  shown = { state, about, details }
  render()
}

/** Shows above all else that a step has failed for good; null takes it away. */
export function showAttention(wanted: Attention | null): void {
  attention = wanted
  render()
}

function render(): void {
  const changed = [...standing(), ...subjects()].filter(
    ({ key, value }) => !isShown(key.name, value),
  )
  if (changed.length > 0) wf.upsertSearchAttributes(changed)
  wf.setCurrentDetails(
    [...(attention?.details ?? []), ...(shown ? [shown.details] : [])].join('\n\n'),
  )
}

function standing(): SearchAttributeUpdatePair[] {
  const state = shown?.state
  return [
    { key: stage, value: attention ? 'needs-attention' : (state?.stage ?? null) },
    { key: awaitingActor, value: attention ? 'administrator' : (state?.awaiting ?? null) },
    { key: awaitingSince, value: date(attention?.since ?? state?.awaitingSince ?? null) },
    { key: dueAt, value: date(state?.dueAt ?? null) },
  ]
}

function subjects(): SearchAttributeUpdatePair[] {
  const { orderNumber: order, webinarSlug: webinar, personId: person } = shown?.about ?? {}
  const pairs: SearchAttributeUpdatePair[] = []
  if (order) pairs.push({ key: orderNumber, value: order })
  if (webinar) pairs.push({ key: webinarSlug, value: webinar })
  if (person) pairs.push({ key: personId, value: person })
  return pairs
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
