import assert from 'node:assert/strict'
import { type Attachment, simpleParser } from 'mailparser'
import type { World } from './world.ts'

export const title = 'Calm Desks in Busy Libraries'
export const room = { url: 'https://meet.example/calm', notes: 'Passcode: 4711' }
export const recording = { url: 'https://video.example/calm', minutes: 58 }
export const slides = { url: 'https://files.example/calm.pdf' }

interface Mailing {
  kind: string
  stage: string
  recipients: number
  sent: number
  waiting: number
  failed: number
  mailsAMinute: number | null
}

const notBegun = {
  mailsAMinute: null,
  stage: 'not-begun',
  recipients: 0,
  sent: 0,
  waiting: 0,
  failed: 0,
}

/** What an administrator does to webinars, and how time goes by for them. */
export function host(world: World) {
  const send = (slug: string, what: string, body: object) =>
    world.post(`/webinars/${slug}/${what}`, body, { as: world.ann })
  const shown = async (slug: string) =>
    (await world.get(`/webinars/${slug}`, { as: world.ann })).body

  return {
    shown,

    async does(slug: string, what: string, body: object = {}): Promise<void> {
      const reply = await send(slug, what, body)
      assert.equal(reply.status, 201, JSON.stringify(reply.body))
    },

    async isRefused(slug: string, what: string, body: object, sentence: RegExp): Promise<void> {
      const reply = await send(slug, what, body)
      assert.equal(reply.status, 409, JSON.stringify(reply.body))
      assert.match(String(reply.body.detail), sentence)
    },

    async stageAndAction(slug: string): Promise<[unknown, unknown]> {
      const { stage, action } = await shown(slug)
      return [stage, action]
    },

    /** Lets time go by until so many hours before the start; negative is after it. */
    async until(slug: string, hoursBefore: number): Promise<void> {
      const at = Date.parse(String((await shown(slug)).startsAt)) - hoursBefore * 3_600_000
      await world.pass(at - world.now().getTime() + 1_000)
    },

    async openTasks(slug: string): Promise<{ id: string; openedAt: string; dueAt: string }[]> {
      const { body } = await world.get(`/tasks?subject=webinar:${slug}`, { as: world.ann })
      return body.items as { id: string; openedAt: string; dueAt: string }[]
    },

    /** How far a mail to everybody has come. */
    async mailing(slug: string, kind: string): Promise<Mailing> {
      const { body } = await world.get(`/mailings?webinar=${slug}`, { as: world.ann })
      return (body.items as Mailing[]).find((one) => one.kind === kind) ?? { ...notBegun, kind }
    },

    /** How many mails with this subject each of them has got. */
    countsOf: (people: { email: string }[], subject: string): number[] =>
      people.map(({ email }) => world.mail.subjects(email).filter((one) => one === subject).length),

    /** The calendar entry in somebody's newest mail about it. */
    async entryIn(email: string, subject: string): Promise<string> {
      const { id } = await world.mail.to(email, subject)
      const source = await world.inbox.source(id)
      assert.ok(source)
      const { attachments } = await simpleParser(source)
      const entry = attachments.find(
        ({ contentType }: Attachment) => contentType === 'text/calendar',
      )
      return entry?.content.toString() ?? assert.fail('No calendar entry in the mail')
    },
  }
}
