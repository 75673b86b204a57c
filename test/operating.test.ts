import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { bundleWorkflowCode, Runtime, Worker } from '@temporalio/worker'
import { parse } from 'yaml'
import { migrationNames } from '../database/migrate.ts'
import { examine, type Looked } from '../dev/examination.ts'
import { anyPort } from '../dev/services/ports.ts'
import { workflowCode } from '../worker/workflow-code.ts'
import { application, somebody } from './support/applicant.ts'
import { workflowBundle } from './support/bundle.ts'
import { type Span, startCollector } from './support/collector.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'
import { installRuntime } from './support/temporal.ts'

let world: RealWorld
let collector: Awaited<ReturnType<typeof startCollector>>
let api: string
const served = { api: '', worker: '' }
before(async () => {
  installRuntime()
  collector = await startCollector()
  served.api = `127.0.0.1:${await anyPort()}`
  served.worker = `127.0.0.1:${await anyPort()}`
  world = await openRealWorld({
    API_METRICS: served.api,
    WORKER_METRICS: served.worker,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  })
  api = await world.startApi()
})
after(async () => {
  await world.close()
  collector.stop()
  await Runtime.instance().shutdown()
})

const apply = async () => {
  const person = somebody()
  const response = await fetch(`${api}/api/v1/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(application(person)),
  })
  const { subject } = (await response.json()) as { subject: string }
  return { status: response.status, subject, email: person.email }
}

const spansFor = (isIt: (span: Span) => boolean) => collector.spans.filter(isIt)
const activity = ({ name }: Span) => name.startsWith('RunActivity:')
const request = ({ name }: Span) => name === 'POST /api/v1/applications'

describe('a trace', () => {
  it('goes from the request to the activities that it brings about, and to its mail', async () => {
    const { status, email } = await apply()
    assert.equal(status, 201)
    await world.mail.to(email, /confirm/i)
    await world.until('all of it is traced', async () => spansFor(mailed).length === 1)
    const [post] = spansFor(request)
    assert.ok(post)
    assert.equal(post.parentSpanId || undefined, undefined)
    const ofIt = spansFor(({ traceId }) => traceId === post.traceId)
    const told = ofIt.find(({ parentSpanId }) => parentSpanId === post.spanId)
    assert.match(told?.name ?? '', /^UpdateWithStartWorkflow|^StartUpdateWithStart|WithStart/)
    const done = ofIt.filter(activity)
    assert.ok(done.length >= 2, JSON.stringify(ofIt))
    assert.deepEqual(new Set(done.map(({ service }) => service)), new Set(['webinar-desk-worker']))
    for (const { parentSpanId } of done) assert.equal(parentSpanId, told?.spanId)
    assert.ok(done.some(mailed))
  })

  it('changes nothing in what a process does: its history replays with traces and without', async () => {
    const { subject, email } = await apply()
    await world.mail.to(email, /confirm/i)
    const history = await world.client.workflow.getHandle(subject).fetchHistory()
    assert.match(JSON.stringify(history), /_tracer-data/)
    const { workflowsPath } = workflowCode
    for (const bundle of [
      await workflowBundle(),
      await bundleWorkflowCode({ workflowsPath, logger: Runtime.instance().logger }),
    ]) {
      await Worker.runReplayHistory({ workflowBundle: bundle }, history)
    }
  })

  it('is the same when what was sent is delivered later by another process', async () => {
    await world.killWorker()
    const { status, email } = await apply()
    assert.equal(status, 202)
    await world.startWorker()
    await world.mail.to(email, /confirm/i)
    await world.until('all of it is traced', async () => spansFor(mailed).length === 3)
    const late = spansFor(request).at(-1)
    assert.equal(spansFor(mailed).at(-1)?.traceId, late?.traceId)
  })
})

describe('what Prometheus is told', () => {
  const metrics = async (where: keyof typeof served) => {
    const response = await fetch(`http://${served[where]}/metrics`)
    assert.equal(response.status, 200)
    return response.text()
  }
  const namesIn = (text: string) => new Set(text.match(/^[a-z_]+(?=[{ ])/gm))

  it('names everything that an alarm asks for, and each alarm has its page', async () => {
    // What no worker knows: its task fails, which is counted, and stands still as a defect does.
    await world.client.workflow.start('unheardOf', { workflowId: 'unheard-of', taskQueue: 'desk' })
    const failed = 'temporal_workflow_task_execution_failed_total'
    await world.until('it has failed', async () => (await metrics('worker')).includes(failed))
    const names = new Set([...namesIn(await metrics('api')), ...namesIn(await metrics('worker'))])
    const asked = rules.flatMap(({ expr }) => expr.match(/\b(desk|temporal|process)_\w+/g) ?? [])
    assert.ok(asked.length >= rules.length)
    assert.deepEqual(
      asked.filter((name) => !names.has(name)),
      [],
    )
    assert.equal(rules.length, 5)
    const runbook = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8')
    for (const { alert, annotations } of rules) {
      assert.equal(annotations.runbook, `docs/operations.md#${alert.toLowerCase()}`)
      assert.match(runbook, new RegExp(`^### ${alert}$`, 'm'))
    }
    await world.client.workflow.getHandle('unheard-of').terminate()
  })

  it('is what there is: nobody is named, and a path is its route', async () => {
    await fetch(`${api}/api/v1/applications/5f5b5a0e-0000-4000-8000-000000000000`)
    await fetch(`${api}/readyz`)
    const text = await metrics('api')
    assert.match(text, /^desk_http_request_seconds_count\{.*route="\/readyz",status="200"\} 1$/m)
    assert.match(text, /^desk_postgres_up 1$/m)
    assert.match(text, /^desk_temporal_up 1$/m)
    assert.match(text, /^desk_workers_polling [12]$/m)
    assert.match(text, /^desk_submissions_total\{kind="apply",outcome="applied"\} 2$/m)
    assert.match(text, /desk_http_request_seconds_count\{.*route="\/api\/v1\/applications\/:id"/)
    assert.doesNotMatch(text, /5f5b5a0e|@/)
    assert.equal((await fetch(`http://${served.api}/`)).status, 404)
    assert.equal((await fetch(`${api}/metrics`)).status, 404)
  })
})

describe('a log', () => {
  const lines = (of: 'worker' | 'api') =>
    world
      .log(of)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('says of which process it is, and names nobody', async () => {
    await world.inbox.refuseConnections()
    const { subject, email } = await apply()
    const isIt = (line: Record<string, unknown>) =>
      line.workflowId === subject && line.activityType === 'sendMessages'
    await world.until('it has failed', async () => lines('worker').some(isIt))
    await world.inbox.acceptConnections()
    const failed = lines('worker').find(isIt)
    assert.deepEqual([failed?.level, failed?.attempt], [40, 1])
    assert.ok(failed?.runId)
    const sent = lines('api').filter(({ workflowId }) => workflowId === subject)
    assert.deepEqual([sent[0]?.kind, sent[0]?.outcome], ['apply', 'applied'])
    await world.mail.to(email, /confirm/i)
    assert.doesNotMatch(world.log('api') + world.log('worker'), /library\.example|taskToken/)
  })
})

describe('npm run doctor', () => {
  const looked = async (changed: Record<string, string> = {}) => {
    const found: Looked[] = []
    const environment = { ...world.environment, PUBLIC_URL: api, ...changed }
    for await (const one of examine(environment)) found.push(one)
    return found
  }
  const wrong = (found: Looked[]) =>
    found.filter(({ remedy }) => remedy !== null).map(({ name, found: what }) => [name, what])

  it('finds nothing to do where all is well, and says what it looked at', async () => {
    const found = await looked()
    assert.deepEqual(wrong(found), [])
    assert.deepEqual(
      found.map(({ name }) => name),
      [
        'Configuration',
        'Postgres',
        'Tables',
        'Temporal',
        'Namespace',
        'Search attributes',
        'Schedules',
        'Workers',
        'Parked processes',
        'Mail server',
        'Stripe',
        'The site',
      ],
    )
  })

  it('says of each what is wrong and what to do, and no secret', async () => {
    const [newest = ''] = migrationNames().slice(-1)
    await world.sql`delete from migrations where name = ${newest}`
    await world.client.schedule.getHandle('sweep').pause()
    const nowhere = `127.0.0.1:${await anyPort()}`
    const found = await looked({
      SMTP_URL: `smtp://desk:pa55word@${nowhere}`,
      STRIPE_API_URL: `http://${nowhere}`,
      PUBLIC_URL: `http://${nowhere}`,
    })
    const named = new Map(found.map((one) => [one.name, one]))
    assert.deepEqual(
      wrong(found).map(([name]) => name),
      ['Tables', 'Schedules', 'Mail server', 'Stripe', 'The site'],
    )
    assert.equal(named.get('Tables')?.found, `without ${newest}`)
    assert.equal(named.get('Schedules')?.found, 'paused: sweep')
    assert.match(named.get('Mail server')?.remedy ?? '', /SMTP_URL/)
    assert.doesNotMatch(JSON.stringify(found), /pa55word/)
    await world.client.schedule.getHandle('sweep').unpause()
  })

  it('ends where nothing more can be known', async () => {
    const [first, ...rest] = await looked({ DATABASE_URL: '' })
    assert.equal(first?.found, 'DATABASE_URL is not set, and there is no default for it.')
    assert.deepEqual(rest, [])
    const nowhere = `127.0.0.1:${await anyPort()}`
    const away = { DATABASE_URL: `postgres://desk:pa55@${nowhere}/desk`, TEMPORAL_ADDRESS: nowhere }
    const names = wrong(await looked(away)).map(([name]) => name)
    assert.deepEqual(names, ['Postgres', 'Temporal'])
  })
})

function mailed({ name }: Span): boolean {
  return name === 'RunActivity:sendMessages'
}

const rules = (
  parse(readFileSync(new URL('../docs/alerts.yml', import.meta.url), 'utf8')) as {
    groups: {
      rules: { alert: string; expr: string; annotations: { runbook: string } }[]
    }[]
  }
).groups.flatMap((group) => group.rules)
