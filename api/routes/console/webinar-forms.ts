import { z } from '@hono/zod-openapi'
import type { WebinarForm } from '../../../web/console/webinar.tsx'
import * as requests from '../../requests/webinar.ts'
import { only } from '../form.ts'
import { draftTyped, wholeNumber } from './webinar-typed.ts'

export type FormOfWebinar = WebinarForm

type Values = Record<string, unknown>

/** A form of a webinar's page: how it is read, and what it becomes. */
interface Known {
  schema: z.ZodType
  read: (values: Record<string, string>) => unknown
  made: (values: Values) => { kind: string; facts?: object; body?: object }
  saved: string
}

const nothing = z.strictObject({})

export const formsOfWebinar: Record<FormOfWebinar, Known> = {
  changes: {
    schema: requests.webinarChangeRequest,
    read: draftTyped,
    made: (body) => ({ kind: 'change', body }),
    saved: 'The draft is saved.',
  },
  publications: {
    schema: nothing,
    read: () => ({}),
    made: () => ({ kind: 'publish' }),
    saved: 'It is on sale now.',
  },
  'join-details': {
    schema: requests.joinDetailsRequest,
    read: (values) => only(values, ['url', 'notes']),
    made: (body) => ({ kind: 'setJoinDetails', body }),
    saved: 'The join details are kept, and everybody with a place is mailed.',
  },
  slides: {
    schema: requests.slidesRequest,
    read: (values) => only(values, ['url']),
    made: (body) => ({ kind: 'attachSlides', body }),
    saved: 'The slides are attached.',
  },
  recordings: {
    schema: requests.recordingRequest,
    read: ({ url, minutes }) => ({ url, minutes: wholeNumber(minutes) }),
    made: ({ minutes, ...body }) => ({ kind: 'publishRecording', facts: { minutes }, body }),
    saved: 'The recording is published, and everybody with access is mailed.',
  },
  starts: {
    schema: nothing,
    read: () => ({}),
    made: () => ({ kind: 'goLive' }),
    saved: 'It has begun.',
  },
  endings: {
    schema: nothing,
    read: () => ({}),
    made: () => ({ kind: 'end' }),
    saved: 'It has ended.',
  },
}

const moves: Record<string, string> = {
  reschedulings: 'It has a new date, and everybody concerned is mailed.',
  postponements: 'It is postponed, and everybody concerned is mailed.',
  cancellations: 'It is canceled. In ten minutes everybody concerned is mailed.',
  'cancellation-undos': 'It takes place after all.',
}

/** What the page says after one of its forms was sent. */
export function savedWebinar(name: string | undefined): string | null {
  if (name === 'made') return 'The draft is there. Look at its page, and put it on sale.'
  const moved = name !== undefined && Object.hasOwn(moves, name) ? moves[name] : undefined
  if (moved !== undefined) return moved
  return Object.entries(formsOfWebinar).find(([form]) => form === name)?.[1].saved ?? null
}
