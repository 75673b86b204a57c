import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|sql)$/.test(file))
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const code = files.filter((file) => /\.tsx?$/.test(file))
const product = code.filter((file) => !/^(test|dev)\//.test(file))

/** Which part of the house may use which; a type that is only named may come from further. */
const mayUse: Record<string, string[]> = {
  domain: ['domain'],
  readmodels: ['readmodels', 'domain', 'database'],
  payments: ['payments', 'domain'],
  documents: ['documents', 'domain'],
  mail: ['mail', 'domain', 'readmodels'],
  web: ['web', 'domain', 'readmodels'],
  delivery: ['delivery', 'workflows', 'domain', 'database', 'operating'],
  activities: [
    'activities',
    'domain',
    'readmodels',
    'mail',
    'payments',
    'documents',
    'database',
    'link.ts',
    'secret.ts',
    'config.ts',
  ],
  workflows: ['workflows', 'domain', 'activities', 'delivery'],
  database: ['database'],
  // What a process tells about itself: logs, metrics, traces.
  operating: ['operating', 'config.ts'],
  // What keeps histories from being read by others.
  encryption: ['encryption'],
  api: [
    'api',
    'encryption',
    'operating',
    'delivery',
    'readmodels',
    'web',
    'payments',
    // Calendar entries, which are text.
    'documents',
    // Letters as they are sent, previewed with samples; mailing them stays with the activities.
    'mail',
    'domain',
    'database',
    'config.ts',
    'link.ts',
    'secret.ts',
  ],
  worker: [
    'worker',
    'encryption',
    'operating',
    'workflows',
    'activities',
    'delivery',
    'mail',
    'payments',
    'documents',
    'database',
    'config.ts',
  ],
}

interface Import {
  file: string
  line: number
  from: string
  isType: boolean
}

const imports: Import[] = product.flatMap((file) =>
  [
    ...(text.get(file) ?? '').matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'/gms),
  ].map(({ 1: type, 2: from = '', index }) => ({
    file,
    from,
    line: lineAt(file, index),
    isType: type !== undefined,
  })),
)
const own = imports
  .filter(({ from }) => from.startsWith('.'))
  .map((one) => ({ ...one, to: normalize(join(dirname(one.file), one.from)) }))

describe('the arrows', () => {
  it('each part uses only the parts that it may', () => {
    none(
      own.filter(({ file, to }) => {
        const part = partOf(file)
        return part in mayUse && !mayUse[part]?.includes(partOf(to))
      }),
      ({ to }) => `may not use ${to}`,
    )
  })

  it('workflows know activities by type only, and no zones, no zod, no Node', () => {
    none(
      own.filter(
        ({ file, to, isType }) =>
          partOf(file) === 'workflows' && partOf(to) === 'activities' && !isType,
      ),
      ({ to }) => `imports ${to} itself`,
    )
    none(
      own.filter(
        ({ file, to }) => partOf(file) === 'workflows' && to.startsWith('domain/calendar'),
      ),
      ({ to }) => `imports ${to}`,
    )
    none(
      imports.filter(
        ({ file, from, isType }) =>
          /^(workflows|domain)\//.test(file) &&
          !file.startsWith('domain/calendar') &&
          !isType &&
          !from.startsWith('.') &&
          !/^@temporalio\/(workflow|common)$/.test(from),
      ),
      ({ from }) => `imports ${from}`,
    )
  })

  it('relative imports have an extension, and nothing is exported by star', () => {
    none(
      own.filter(({ from }) => !/\.(ts|tsx|mjs)$/.test(from)),
      ({ from }) => `${from} has no extension`,
    )
    found(product, /^export \*/gm, 'exports by star')
  })
})

describe('the laws', () => {
  it('only activities write business tables, but for the intake and the session', () => {
    const elsewhere = product.filter(
      (file) =>
        !/^(activities|database)\//.test(file) &&
        !/^api\/(intake|session(-proof)?|passkey)\.ts$/.test(file),
    )
    found(elsewhere, /\b(insert into|delete from|update \w+\s+set)\b/gi, 'writes SQL')
  })

  it('pages and lists never ask a workflow, and only delivery tells one', () => {
    found(
      product.filter((file) => /^(api|readmodels|web)\//.test(file)),
      /(?<!req)\.(query|signal|executeUpdate)\(/g,
      'asks a workflow',
    )
  })

  it('no statement opens a transaction or asks Postgres for the time', () => {
    found(product, /\bsql\.begin\b|\.begin\(/g, 'uses sql.begin')
    found(
      product.filter((file) => /^(activities|readmodels)\//.test(file)),
      /\b(now\(\)|current_timestamp|current_date)\b(?=[^'`]*`)/gi,
      'asks Postgres for the time',
    )
  })

  it('domain rules have no clock and no chance', () => {
    found(
      product.filter((file) => file.startsWith('domain/')),
      /Date\.now\(|new Date\(\)|Math\.random|randomUUID/g,
      'is not pure',
    )
  })
})

describe('the smells', () => {
  it('no file or folder has a name that says nothing', () => {
    const empty = files.filter((file) =>
      /(^|\/)(utils?|helpers?|common|shared|misc|lib|types|constants)(\/|\.[jt]sx?$)/i.test(file),
    )
    assert.deepEqual(empty, [])
  })

  it('no file is over 300 lines', () => {
    const long = files.filter((file) => (text.get(file) ?? '').split('\n').length > 301)
    assert.deepEqual(long, [])
  })

  it('a class is only for an error', () => {
    found(product, /^\s*(export )?(abstract )?class \w+\b(?! extends Error)/gm, 'is a class')
  })

  it('the environment is read in one place', () => {
    found(
      product.filter((file) => file !== 'config.ts'),
      /process\.env/g,
      'reads the environment',
    )
  })

  it('nothing is left for later, switched off or untyped', () => {
    const mark = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|'), 'g')
    found(code, mark, 'is left for later')
    found(
      code.filter((file) => file !== 'test/tidy.test.ts'),
      /\b(it|test|describe)\.(only|skip|todo)\(/g,
      'is switched off',
    )
    found(
      code.filter((file) => file !== 'test/tidy.test.ts'),
      /:\s*any\b|\bas any\b|<any>|@ts-(ignore|expect-error|nocheck)|biome-ignore/g,
      'is untyped',
    )
  })
})

function partOf(file: string): string {
  return file.split('/')[0] ?? file
}

function lineAt(file: string, index = 0): number {
  return (text.get(file) ?? '').slice(0, index).split('\n').length
}

function none<T extends { file: string; line: number }>(
  wrong: T[],
  rule: (one: T) => string,
): void {
  assert.deepEqual(
    wrong.map((one) => `${one.file}:${one.line} ${rule(one)}`),
    [],
  )
}

function found(where: string[], pattern: RegExp, rule: string): void {
  const wrong = where.flatMap((file) =>
    [...(text.get(file) ?? '').matchAll(pattern)].map(
      ({ index }) => `${file}:${lineAt(file, index)} ${rule}`,
    ),
  )
  assert.deepEqual(wrong, [])
}
