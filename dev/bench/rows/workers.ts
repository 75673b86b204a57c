import { drive } from '../figures.ts'
import type { Row, Side } from '../row.ts'
import { joined } from './sign-up.ts'

/** Enough that four workers have something to do. */
const atOnce = 24

/** Sign-ups with one, two and four workers: what more of them bring until something else is the limit. */
export const workersRow: Row = {
  name: 'workers',
  unit: 'members',
  isOnce: true,
  async sides(ground) {
    const count = ground.isQuick ? 24 : 300
    const measure = () => drive({ count, atOnce }, () => joined(ground))
    let running = 1
    const withWorkers = (wanted: number): Side => ({
      name: wanted === 1 ? '1 worker' : `${wanted} workers`,
      async prepare() {
        for (; running < wanted; running += 1) await ground.startWorker()
        await drive({ count: atOnce, atOnce }, () => joined(ground))
      },
      measure,
    })
    return [1, 2, 4].map(withWorkers)
  },
}
