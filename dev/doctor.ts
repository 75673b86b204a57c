import { examine, type Looked } from './examination.ts'
import { keptPlaces } from './settled.ts'
import { heading, tellFailure, tellLooked } from './terminal.ts'

/** Looks at what the environment names, else at what `npm start` runs; ends with 1 when something is wrong. */
try {
  if (process.env.DATABASE_URL === undefined) Object.assign(process.env, keptPlaces())
  heading('What the product stands on')
  const looked: Looked[] = []
  for await (const one of examine(process.env)) {
    looked.push(one)
    tellLooked(one)
  }
  const wrong = looked.filter(({ remedy }) => remedy !== null).length
  console.log(
    wrong === 0 ? '\nAll is well.' : `\n${wrong} of ${looked.length} need something done.`,
  )
  process.exitCode = wrong > 0 ? 1 : 0
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}
