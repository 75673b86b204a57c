import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { projectFolder } from './project.ts'
import { heading, step, tellFailure } from './terminal.ts'

const checks = [
  { title: 'Types', args: [join('node_modules', 'typescript', 'bin', 'tsc')] },
  {
    title: 'Lint and format',
    args: [join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'ci'],
  },
  { title: 'Tidy', args: ['--import', 'tsx', '--test', join('test', 'tidy.test.ts')] },
]

heading('Checking without services')
for (const { title, args } of checks) {
  try {
    await step(title, () => runNode(args))
  } catch (error) {
    tellFailure(error)
    process.exitCode = 1
  }
}

/** Silent when all is well; else what the tool had to say. */
async function runNode(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const output = await Promise.all([text(child.stdout), text(child.stderr)])
  if ((await code) !== 0) throw new Error(output.join('').trim())
}
