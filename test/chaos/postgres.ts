import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { connect } from '../../database/connect.ts'
import type { ExposedWorld } from './exposed.ts'
import { applyOver, calm, eachOnce, type Sender, tally } from './load.ts'
import { approve, pending, stages, welcomes } from './people.ts'
import type { Chaos, Scenario } from './scenario.ts'

/** What goes wrong with Postgres, while people apply. */
export const postgresScenarios: Scenario[] = [
  {
    name: 'Postgres is restarted with -m fast under load',
    run: (chaos) => underLoad(chaos, ({ postgres }) => away(postgres.stop, postgres.start, 1_000)),
  },
  {
    name: 'Postgres is restarted with -m immediate under load',
    run: (chaos) =>
      underLoad(chaos, ({ postgres }) => away(postgres.stopAtOnce, postgres.start, 1_000)),
  },
  {
    name: 'Postgres goes away for up to two seconds, again and again, under two workers',
    async run(chaos) {
      const second = await (await chaos.exposed()).startWorker()
      const seen = await underLoad(chaos, async ({ postgres }, untilMs) => {
        for (let round = 0; Date.now() < untilMs; round += 1) {
          const stop = round % 2 === 0 ? postgres.stop : postgres.stopAtOnce
          await away(stop, postgres.start, (round * 700) % 2_000)
          await setTimeout(chaos.size(2_000, 5_000) + ((round * 1_700) % 5_000))
        }
      })
      process.kill(second.pid, 'SIGTERM')
      assert.equal(await second.exited, 'ended with code 0')
      return seen
    },
  },
  {
    name: 'the connections to Postgres are terminated under load',
    async run(chaos) {
      let terminated = 0
      const seen = await underLoad(
        chaos,
        async (world, untilMs) => {
          while (Date.now() < untilMs) {
            terminated += await terminateAll(world)
            await setTimeout(300)
          }
        },
        { isRefusing: false },
      )
      assert.ok(terminated > 10)
      return `${terminated} terminated; ${seen}`
    },
  },
  {
    name: 'somebody holds the lock of a row',
    async run({ exposed, size }) {
      const world = await exposed()
      const [held, other] = await pending(world, 2)
      assert.ok(held && other)
      const holder = connect(world.postgres.databaseUrl, { connections: 1 })
      await holder.unsafe('begin')
      await holder`select from memberships where person_id = ${held.id} for update`
      const lockedMs = size(12_000, 30_000)
      const ended = setTimeout(lockedMs).then(() => holder.unsafe('rollback'))
      const [first, second] = await Promise.all([approve(world, held), approve(world, other)])
      assert.deepEqual([first.answers, second.answers], [[202], [201]])
      assert.deepEqual((await stages(world, [held]))[0], 'pending')
      await ended
      await holder.end()
      await calm(world)
      assert.deepEqual(await stages(world, [held, other]), ['active', 'active'])
      assert.deepEqual(welcomes(world, [held, other]), [1, 1])
      return `${lockedMs / 1_000} s: who waits for it is answered 202, nobody else notices`
    },
  },
  {
    name: 'the API’s pool is exhausted',
    run: (chaos) =>
      underLoad(chaos, async ({ postgres }) => {
        const holder = connect(postgres.databaseUrl, { connections: 1 })
        await holder.unsafe('begin')
        await holder.unsafe('lock table submissions in access exclusive mode')
        await setTimeout(chaos.size(10_000, 30_000))
        await holder.unsafe('rollback')
        await holder.end()
      }),
  },
  {
    name: 'Postgres takes no more connections',
    run: (chaos) =>
      underLoad(chaos, async (world, untilMs) => {
        const hoarders = connect(world.postgres.urlOf('postgres'), { connections: 300 })
        const all = Array.from({ length: 300 }, () => hoarders`select pg_sleep(3)`.catch(() => 0))
        while (Date.now() < untilMs - 2_000) {
          await terminateAll(world).catch(() => 0)
          await setTimeout(200)
        }
        await Promise.all(all)
        await hoarders.end({ timeout: 1 })
      }),
  },
]

/** People apply while it happens; each is taken in the end, once, and had one mail: the mail server is always there. */
async function underLoad(
  { exposed, size }: Chaos,
  harm: (world: ExposedWorld, untilMs: number) => Promise<void>,
  { isRefusing = true } = {},
): Promise<string> {
  const world = await exposed()
  const overMs = size(6_000, 5 * 60_000)
  const began = Date.now()
  const load = applyOver(world, { people: size(60, 2_000), overMs })
  await setTimeout(1_000)
  await harm(world, began + overMs)
  const people = await load
  if (isRefusing) assert.ok(people.some(wasTurnedAway), `nobody noticed: ${tally(people)}`)
  await calm(world)
  assert.equal(await eachOnce(world, people), 0)
  return `${tally(people)}; each applied once, nobody mailed twice`
}

function wasTurnedAway({ answers }: Sender): boolean {
  return answers.includes(503)
}

async function away(
  stop: () => Promise<void>,
  start: () => Promise<void>,
  milliseconds: number,
): Promise<void> {
  await stop()
  await setTimeout(milliseconds)
  await start()
}

async function terminateAll({ postgres }: ExposedWorld): Promise<number> {
  const sql = connect(postgres.urlOf('postgres'), { connections: 1 })
  try {
    const ended = await sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = 'chaos' and application_name = 'webinar-desk'
    `
    return ended.length
  } finally {
    await sql.end({ timeout: 1 })
  }
}
