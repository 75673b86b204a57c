import { connect, type Socket } from 'node:net'
import { type Drive, drive, type Figure } from './figures.ts'

export interface Asked {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

interface Answer {
  status: number
}

/** Asks as fast as it is answered, over so many connections; an answer that is not wanted ends it. */
export async function load(
  url: string,
  { count, atOnce }: Drive,
  wanted: number[],
  ask: (nth: number) => Asked,
): Promise<Figure> {
  const lines = await Promise.all(Array.from({ length: atOnce }, () => openLine(url)))
  const free = [...lines]
  try {
    return await drive({ count, atOnce }, async (nth) => {
      const line = free.pop()
      if (line === undefined) throw new Error('More are asked at once than there are connections')
      const { status } = await line.ask(ask(nth))
      free.push(line)
      if (!wanted.includes(status)) throw new Error(`${url} answers ${status}`)
    })
  } finally {
    for (const line of lines) line.close()
  }
}

/** A connection that is kept, for one request after the other. */
export type Line = Awaited<ReturnType<typeof openLine>>

/** One connection that is kept; it costs a fifth of what `fetch` does, which would be measured too. */
export async function openLine(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    close: () => socket.destroy(),
    ask: ({ method, path, headers = {}, body = '' }: Asked) => {
      const all = { host: hostname, 'content-length': Buffer.byteLength(body), ...headers }
      const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
      const answered = answerOn(socket)
      socket.write(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`)
      return answered
    },
  }
}

function answerOn(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const take = (part: Buffer) => {
      parts.push(part)
      const answer = read(parts.length === 1 ? part : Buffer.concat(parts))
      if (answer === null) return
      done()
      resolve(answer)
    }
    const fail = () => {
      done()
      reject(new Error('The connection was closed without an answer'))
    }
    const done = () => {
      socket.off('data', take)
      socket.off('close', fail)
    }
    socket.on('data', take)
    socket.once('close', fail)
  })
}

/** Null until all of it is there. */
function read(seen: Buffer): Answer | null {
  const end = seen.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = seen.subarray(0, end).toString('latin1')
  const status = Number(head.slice(9, 12))
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  const isAll =
    length === undefined
      ? seen.subarray(-5).toString('latin1') === '0\r\n\r\n'
      : seen.length >= end + 4 + Number(length)
  return isAll ? { status } : null
}
