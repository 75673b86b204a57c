import {
  administratorsNotice,
  type Block,
  button,
  heading,
  type Letter,
  link,
  list,
  paragraph,
} from './letter.ts'
import { counted } from './words.ts'

/** One queue of the console with what waits in it, oldest first. */
export type WaitingQueue = {
  title: string
  items: { what: string; since: string; dueAt: string | null }[]
  /** All that wait in it, also those that are not named. */
  count: number
  link: string
}

/** Names everything that waits for an administrator; a queue with nothing in it is left out. */
export function digest(props: { queues: WaitingQueue[]; consoleLink: string }): Letter {
  const queues = props.queues.filter((queue) => queue.items.length > 0)
  const things = counted(
    queues.reduce((sum, queue) => sum + queue.count, 0),
    'thing',
  )
  return administratorsNotice({
    subject: `Waiting for you: ${things}`,
    preheader: queues.map((queue) => `${queue.title}: ${queue.count}`).join(', '),
    blocks: [
      paragraph(queues.length === 0 ? 'Nothing is waiting for you.' : `${things}, oldest first.`),
      ...queues.flatMap(queueBlocks),
      button('Open the console', props.consoleLink),
    ],
  })
}

function queueBlocks(queue: WaitingQueue): Block[] {
  return [
    heading(queue.title),
    list(
      queue.items.map(
        ({ what, since, dueAt }) => `${what}, since ${since}${dueAt ? `, due ${dueAt}` : ''}`,
      ),
    ),
    ...(queue.count > queue.items.length
      ? [paragraph(`And ${queue.count - queue.items.length} more.`)]
      : []),
    link(`Open: ${queue.title}`, queue.link),
  ]
}
