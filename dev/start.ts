import { endOnSignals, lifetime } from './lifetime.ts'
import { type Product, startProduct } from './product.ts'
import { productName } from './project.ts'
import { lockState } from './settled.ts'
import { type Stack, startStack } from './stack.ts'
import { heading, tellFailure } from './terminal.ts'

const ready = 'Ready. Ctrl-C stops everything and keeps the state; npm run reset wipes it.'

const life = lifetime()
endOnSignals(life, () => console.log('\nStopping …'))

try {
  heading(`Starting ${productName}`)
  life.atEnd(lockState())
  const stack = await startStack(life)
  const product = await startProduct(stack, life)
  console.log(welcome(stack, product))
} catch (error) {
  tellFailure(error)
  await life.end()
  process.exit(1)
}

function welcome(stack: Stack, { publicUrl, bootstrapToken }: Product): string {
  const rows = [
    ['API', `${publicUrl}/api/docs`],
    ['Inbox', stack.inboxUrl],
    ['Temporal UI', stack.temporalUiUrl && `${stack.temporalUiUrl}/namespaces/default/workflows`],
    ['Postgres', stack.databaseUrl],
    ['Logs', '.data/logs'],
    ['Administrator token', bootstrapToken],
  ]
  const lines = rows.map(([name, value]) => value && `  ${name?.padEnd(22)} ${value}`)
  return ['', ...lines.filter(Boolean), '', ready].join('\n')
}
