import { styleText } from 'node:util'

/** How a step tells what it is doing: a note stays on the screen, progress is overwritten. */
export interface Teller {
  note(text: string): void
  progress(text: string): void
}

const isTerminal = process.stdout.isTTY === true
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const plainProgressEveryMs = 5_000

/** Runs one piece of work and ticks it off with what came of it and how long it took. */
export async function step<T>(
  title: string,
  work: (teller: Teller) => Promise<T>,
  outcome: (result: T) => string = () => '',
): Promise<T> {
  const began = performance.now()
  const line = liveLine(title)
  try {
    const result = await work(line)
    line.end(tick('✔', 'green', title, outcome(result), began))
    return result
  } catch (error) {
    line.end(tick('✘', 'red', title, '', began))
    throw error
  }
}

/** One sentence for a person, without a stack. */
export function tellFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error)
  console.error(`\n${paint('red', text)}`)
}

/** One line of what must hold, and the rows that break it. */
export function tellFinding(found: {
  name: string
  looked: number
  broken: { id: string; wrong: string }[]
}): void {
  const holds = found.broken.length === 0
  console.log(
    `  ${paint(holds ? 'green' : 'red', holds ? '✓' : '✗')} ${found.name} ${dim(`${found.looked} looked at`)}`,
  )
  for (const { id, wrong } of found.broken) console.log(`      ${id}: ${wrong}`)
}

/** One line of what was looked at, and what to do where it is not well. */
export function tellLooked(looked: { name: string; found: string; remedy: string | null }): void {
  const { name, found, remedy } = looked
  const mark = remedy === null ? paint('green', '✓') : paint('red', '✗')
  const todo = remedy === null ? '' : ` → ${paint('bold', remedy)}`
  console.log(`  ${mark} ${name.padEnd(18)} ${found.replaceAll('\n', ' ')}${todo}`)
}

export function heading(text: string): void {
  console.log(`\n${paint('bold', text)}\n`)
}

export function dim(text: string): string {
  return paint('dim', text)
}

function tick(
  mark: string,
  colour: 'green' | 'red',
  title: string,
  outcome: string,
  began: number,
): string {
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  return `  ${paint(colour, mark)} ${title.padEnd(22)} ${outcome} ${dim(`${seconds} s`)}`
}

function liveLine(title: string): Teller & { end(text: string): void } {
  return isTerminal ? spinningLine(title) : plainLines(title)
}

function spinningLine(title: string): Teller & { end(text: string): void } {
  let frame = 0
  let doing = ''
  const draw = () => {
    frame = (frame + 1) % frames.length
    process.stdout.write(`\r\x1b[K  ${frames[frame]} ${title.padEnd(22)} ${dim(doing)}`)
  }
  const timer = setInterval(draw, 100)
  timer.unref()
  draw()
  return {
    note: (text) => process.stdout.write(`\r\x1b[K  ${dim(`→ ${text}`)}\n`),
    progress: (text) => {
      doing = text
    },
    end: (text) => {
      clearInterval(timer)
      process.stdout.write(`\r\x1b[K${text}\n`)
    },
  }
}

function plainLines(title: string): Teller & { end(text: string): void } {
  let toldAt = performance.now()
  return {
    note: (text) => console.log(`  → ${text}`),
    progress: (text) => {
      if (performance.now() - toldAt < plainProgressEveryMs) return
      toldAt = performance.now()
      console.log(`  … ${title}: ${text}`)
    },
    end: (text) => console.log(text),
  }
}

function paint(style: 'green' | 'red' | 'bold' | 'dim', text: string): string {
  return isTerminal && !process.env.NO_COLOR ? styleText(style, text) : text
}
