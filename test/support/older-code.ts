import assert from 'node:assert/strict'

const reading = 'accept(process, run, await process.load());\n    run.isLoaded = true;'

/**
 * The workflows as they were before, or as a careless change makes them: every process sleeps before it reads its rows,
 * so that neither code can follow a history of the other.
 */
export function olderCode({ code }: { code: string }): { code: string } {
  const [before = '', after, ...more] = code.split(reading)
  assert.ok(after !== undefined && more.length === 0, 'the bundle reads its rows elsewhere')
  const module = /(\w+)\.makeContinueAsNewFunc\(next\)/.exec(after)?.[1]
  assert.ok(module, 'the bundle names its parts differently')
  return { code: `${before}await ${module}.sleep(1);\n    ${reading}${after}` }
}
