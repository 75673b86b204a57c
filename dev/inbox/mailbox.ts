import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'

/** One line of the list: what the envelope said and the subject. */
export interface Entry {
  id: string
  from: string
  to: string[]
  subject: string
  receivedAt: string
}

/** A mail as its reader sees it. */
export interface Message extends Entry {
  messageId: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: { name: string; type: string; bytes: number }[]
}

export interface Mailbox {
  keep(mail: { from: string; to: string[]; raw: Buffer }): Promise<void>
  /** Told of every mail once it is kept; the result ends it. */
  onArrival(listener: (entry: Entry) => void): () => void
  /** The mails to addresses that contain this text, newest first. */
  list(to?: string): Entry[]
  read(id: string): Promise<Message | undefined>
  source(id: string): Promise<Buffer | undefined>
}

/** Mails kept in a folder: each as an .eml file, and a list of them all. */
export async function openMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true })
  const listFile = join(folder, 'list.jsonl')
  const entries = new Map((await readList(listFile)).map((entry) => [entry.id, entry]))
  const listeners = new Set<(entry: Entry) => void>()
  const sourceOf = (entry: Entry) => readFile(join(folder, `${entry.id}.eml`))
  return {
    keep: async ({ from, to, raw }) => {
      const entry = await entryOf({ from, to, raw })
      await writeFile(join(folder, `${entry.id}.eml`), raw)
      await appendFile(listFile, `${JSON.stringify(entry)}\n`)
      entries.set(entry.id, entry)
      for (const listener of listeners) listener(entry)
    },
    onArrival: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: (to = '') => [...entries.values()].filter((entry) => isTo(entry, to)).toReversed(),
    read: async (id) => {
      const entry = entries.get(id)
      return entry && describe(entry, await simpleParser(await sourceOf(entry)))
    },
    source: async (id) => {
      const entry = entries.get(id)
      return entry && (await sourceOf(entry))
    },
  }
}

async function entryOf({ from, to, raw }: { from: string; to: string[]; raw: Buffer }) {
  const receivedAt = new Date().toISOString()
  return { id: randomUUID(), from, to, subject: await subjectOf(raw), receivedAt }
}

async function readList(file: string): Promise<Entry[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Entry)
}

/** Parses the head alone, as attachments may be large and mails many. */
async function subjectOf(raw: Buffer): Promise<string> {
  const end = raw.indexOf('\r\n\r\n')
  const parsed = await simpleParser(raw.subarray(0, end < 0 ? raw.length : end + 4))
  return parsed.subject ?? ''
}

function isTo(entry: Entry, part: string): boolean {
  return entry.to.some((address) => address.toLowerCase().includes(part.toLowerCase()))
}

function describe(entry: Entry, mail: ParsedMail): Message {
  return {
    ...entry,
    messageId: mail.messageId ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, headerValue(line)])),
    attachments: mail.attachments.map((attachment) => ({
      name: attachment.filename ?? 'unnamed',
      type: attachment.contentType,
      bytes: attachment.size,
    })),
  }
}

function headerValue(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n\s+/g, ' ')
    .trim()
}
