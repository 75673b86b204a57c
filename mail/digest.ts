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
  link: string
}

/** Names everything that waits for an administrator; a queue with nothing in it is left out. */
export function digest(props: { queues: WaitingQueue[]; consoleLink: string }): Letter {
  const queues = props.queues.filter((queue) => queue.items.length > 0)
  const things = counted(
    queues.reduce((sum, queue) => sum + queue.items.length, 0),
    'thing',
  )
  return administratorsNotice({
    subject: `Waiting for you: ${things}`,
    preheader: queues.map((queue) => `${queue.title}: ${queue.items.length}`).join(', '),
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
    link(`Open: ${queue.title}`, queue.link),
  ]
}
