import { endOnSignals, lifetime } from './lifetime.ts'
import { type Product, startProduct } from './product.ts'
import { productName } from './project.ts'
import { type Seeded, seed } from './seed.ts'
import { lockState } from './settled.ts'
import { type Stack, startStack } from './stack.ts'
import { heading, step, tellFailure } from './terminal.ts'
import { tour } from './tour.ts'

const ready = 'Ready. Ctrl-C stops everything and keeps the state; npm run reset wipes it.'

const life = lifetime()
endOnSignals(life, () => console.log('\nStopping …'))

try {
  heading(`Starting ${productName}`)
  life.atEnd(lockState())
  const stack = await startStack(life)
  const product = await startProduct(stack, life)
  const seeded = await step('A believable day', () => seed({ ...product, ...stack }))
  console.log(welcome(stack, product, seeded))
} catch (error) {
  tellFailure(error)
  await life.end()
  process.exit(1)
}

function welcome(stack: Stack, { publicUrl, firstSignIn }: Product, seeded: Seeded): string {
  const rows = [
    ['Website', publicUrl],
    ['Console, first sign-in', firstSignIn],
    ['API', `${publicUrl}/api/docs`],
    ['Inbox', stack.inboxUrl],
    ['Stripe stand-in', stack.stripe?.url],
    ['Temporal UI', stack.temporalUiUrl && `${stack.temporalUiUrl}/namespaces/default/workflows`],
    ['Postgres', stack.databaseUrl],
    ['Logs', '.data/logs'],
    ['Administrator token', seeded.administratorToken],
  ]
  const lines = rows.map(([name, value]) => value && `  ${name?.padEnd(23)} ${value}`)
  const sights = {
    ...seeded,
    publicUrl,
    inboxUrl: stack.inboxUrl,
    temporalUiUrl: stack.temporalUiUrl,
  }
  return ['', ...lines.filter(Boolean), '', tour(sights), ready].join('\n')
}
