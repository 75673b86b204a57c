import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { searchAttributes } from '../dev/services/temporal.ts'

const compose = readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8')
const config = readFileSync(new URL('../config.ts', import.meta.url), 'utf8')

describe('the production-like set', () => {
  test('passes on every variable that the product reads, and no other', () => {
    const passedOn = new Set(names(productEnvironment(), /^ {4}([A-Z][A-Z0-9_]+):/gm))
    const read = new Set(names(config, /(?:env\.|read\(\s*')([A-Z][A-Z0-9_]+)/g))
    const setElsewhere = [
      'NODE_ENV',
      'PORT',
      'HOST',
      'WORKFLOW_BUNDLE',
      'POSTS_A_MINUTE',
      'STRIPE_API_URL',
    ]
    const temporal = ['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE']
    const expected = [...read, ...temporal].filter((name) => !setElsewhere.includes(name))
    assert.deepEqual([...passedOn].sort(), expected.sort())
  })

  test('refuses to start without its secrets, in a sentence that names the variable', () => {
    for (const name of [
      'SECRET_KEY',
      'DATABASE_PASSWORD',
      'TEMPORAL_PASSWORD',
      'POSTGRES_PASSWORD',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
    ])
      assert.match(compose, new RegExp(`\\$\\{${name}:\\?Set ${name} to `))
  })

  test('registers every search attribute with its type', () => {
    const command = compose.slice(compose.indexOf('search-attribute create'))
    for (const [name, type] of Object.entries(searchAttributes)) {
      const ofType = command.slice(command.indexOf(`--type ${type}`)).split('search-attribute')[0]
      assert.ok(ofType?.includes(`--name ${name}`), `${name} as ${type}`)
    }
  })

  test('opens ports to this machine alone', () => {
    const published = names(compose, /^ {6}- (\S+:\d+)$/gm)
    assert.ok(published.length >= 5)
    for (const port of published) assert.match(port, /^127\.0\.0\.1:/)
  })
})

function productEnvironment(): string {
  const from = compose.indexOf('environment: &product-environment')
  return compose.slice(from, compose.indexOf('\nservices:', from))
}

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}
