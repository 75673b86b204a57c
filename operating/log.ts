import pino, { type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from '../config.ts'

/**
 * Logs one line of JSON an event. Whatever a line holds, in whichever field, an address or a secret in it is masked:
 * what goes wrong often repeats what it was given.
 */
export function createLog(
  { name, level }: { name: string; level: LogLevel },
  to: DestinationStream = stdout(),
): Logger {
  const masking = { write: (line: string) => to.write(masked(line)) }
  const base = { name, pid: process.pid }
  return pino({ level, base, timestamp: inWords, serializers: { error: told } }, masking)
}

/** Nobody waits while a line is written, and lines that come meanwhile go together; what is left is written at the exit. */
const stdout = () => pino.destination({ dest: 1, sync: false, maxLength: 16_000_000 })

/** A text without e-mail addresses, tokens, keys and passwords. */
export function masked(text: string): string {
  if (!isSuspicious(text)) return text
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}

/** What may be told of an error: Postgres gives whole rows in its details, and in its class 22 the value itself. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : undefined
  const [, ...calls] = error.stack?.split(/\n(?= +at )/) ?? []
  return {
    type: error.name,
    message: code?.startsWith('22') ? 'a value could not be read' : error.message,
    code,
    stack: calls.map((call) => call.trim()).join('\n'),
    cause: told(error.cause),
  }
}

const inWords = () => `,"at":"${new Date().toISOString()}"`

/** Most lines hold nothing of all this, and are only looked through. */
function isSuspicious(text: string): boolean {
  return hints.some((hint) => text.includes(hint)) || /-[\da-f]{12}\./.test(text)
}

// Without the letter that may be a capital.
const names = ['oken"', 'ecret"', 'assword"', 'uthorization"', 'ookie"', 'ode":"']
const hints = ['@', '%40', '_live_', '_test_', 'whsec_', 'earer ', 'asic ', '=', ...names]

const secrets: [pattern: RegExp, instead: string][] = [
  // The user and password of a connection.
  [/(:\/\/)[^\s/@"]+@/g, '$1•@'],
  [/[\w.!$%'*+^`{|}~-]{1,64}(@|%40)[\w-]+(\.[\w-]+)+/g, '•$1•'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 •'],
  [/\b(sk|rk|pk)_(live|test)_\w+|\bwhsec_\w+/g, '•'],
  [/\b((?:token|code|secret|password|key)=)[^\s&"']+/gi, '$1•'],
  // An administrator's token: who, and the proof.
  [/\b([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.[\w-]{20,}/g, '$1.•'],
  [/("(?:token|secret|password|authorization|cookie)":)"[^"]*"/gi, '$1"•"'],
  [/("code":)"\d{6}"/g, '$1"•"'],
]
