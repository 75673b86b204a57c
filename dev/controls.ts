import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Control, controls } from '../test/chaos/controls.ts'
import { endOnSignals, lifetime } from './lifetime.ts'
import { productName, projectFolder } from './project.ts'
import { heading, tellFailure } from './terminal.ts'
import { startTestStack } from './test-stack.ts'

/** A test that hangs without its guard has failed too, in milliseconds. */
const longest = 120_000

const life = lifetime()
endOnSignals(life)
process.exitCode = await control(process.argv.slice(2))
await life.end()
process.exit()

/** Takes each guard out of a copy and sees that its test fails; 0 when every one is needed. */
async function control(filters: string[]): Promise<number> {
  const wanted = controls.filter(
    ({ race }) => filters.length === 0 || filters.some((filter) => race.includes(filter)),
  )
  heading(`Taking out ${wanted.length} guards, one at a time`)
  try {
    const { TEST_WORKFLOW_BUNDLE: _, ...environment } = await startTestStack(life)
    const copy = copyOfProject()
    let needed = 0
    for (const one of wanted) {
      const isNeeded = await failsWithout(one, copy, environment)
      console.log(
        `  ${isNeeded ? '✓' : '✗'} ${one.race}: ${isNeeded ? 'fails' : 'PASSES'} without it`,
      )
      if (isNeeded) needed += 1
    }
    console.log(`\n${needed} of ${wanted.length} guards are needed`)
    return needed === wanted.length ? 0 : 1
  } catch (error) {
    tellFailure(error)
    return 1
  }
}

function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), `${productName}-controls-`))
  life.atEnd(() => rmSync(copy, { recursive: true, force: true }))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: projectFolder,
  })
  for (const file of files.toString().trim().split('\n')) {
    cpSync(join(projectFolder, file), join(copy, file))
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Whether the test passes with the guard in this copy and fails without it. */
async function failsWithout(
  { file, guard, without, test, name }: Control,
  copy: string,
  environment: Record<string, string>,
): Promise<boolean> {
  const path = join(copy, file)
  const whole = readFileSync(path, 'utf8')
  if (whole.split(guard).length !== 2) throw new Error(`${file} has “${guard}” not just once`)
  const before = await tried(copy, { test, name }, environment)
  if (!before.passes) {
    throw new Error(`“${name}” fails with the guard as well:\n${before.said.slice(-4_000)}`)
  }
  writeFileSync(
    path,
    whole.replace(guard, () => without),
  )
  try {
    return !(await tried(copy, { test, name }, environment)).passes
  } finally {
    writeFileSync(path, whole)
  }
}

function tried(
  cwd: string,
  { test, name }: Pick<Control, 'test' | 'name'>,
  environment: Record<string, string>,
): Promise<{ passes: boolean; said: string }> {
  const args = ['--import', 'tsx', '--test-force-exit', '--test']
  const child = spawn(process.execPath, [...args, `--test-name-pattern=${name}`, test], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: longest,
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ passes: code === 0 && ranSome(said), said })),
  )
}

/** A name that no test has would pass whatever is taken out. */
function ranSome(said: string): boolean {
  return /^# pass [1-9]/m.test(said)
}
