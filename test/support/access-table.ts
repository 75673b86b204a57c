import { readFileSync } from 'node:fs'

/** A route, and what it answers to each of those who ask. */
export interface AccessRow {
  method: string
  path: string
  answers: string[]
}

/** The rows of a table of `test/access`, whose first lines say who asks. */
export function accessTable(name: 'api' | 'pages' | 'others'): AccessRow[] {
  return readFileSync(new URL(`../access/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^(GET|POST) /.test(line))
    .map((line) => {
      const [method = '', path = '', ...answers] = line.split(/\s+/)
      return { method, path, answers }
    })
}
