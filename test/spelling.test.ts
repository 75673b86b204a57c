import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = execFileSync('git', ['ls-files', 'api', 'web', 'mail', 'documents', 'domain'], {
  cwd: root,
})
  .toString()
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file))

/** Words of identifiers, which nobody reads, are written as they are. */
const british = /\b(organisations?|cancelled|e-mails?|cheques?|colours?|licences?|behaviour)\b/i

describe('what people read', () => {
  it('is spelled as in the United States, the same on pages, in mails and in answers', () => {
    const wrong = files.flatMap((file) =>
      sentencesIn(readFileSync(join(root, file), 'utf8'))
        .filter((sentence) => british.test(sentence))
        .map((sentence) => `${file}: ${sentence}`),
    )
    assert.deepEqual(wrong, [])
  })
})

/** Quoted texts that begin with a capital letter and have more than one word, without what they are filled with. */
function sentencesIn(source: string): string[] {
  const code = source.replace(/\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/'([A-Z][^'\n]* [^'\n]*)'|`([^`]*)`|>([^<>{}]* [^<>{}]*)</g)]
    .map(([, quoted, template, shown]) => quoted ?? template ?? shown ?? '')
    .map((text) => text.replace(/\$\{[^}]*\}|\w+:<id>/g, '…'))
    .filter((text) => /^\s*[A-Z“]/.test(text) && !/^\s*[A-Z]+\b.*=/.test(text))
}
