import type { Child } from 'hono/jsx'

/** What became of something that was just done, row by row. */
export interface Outcome {
  /** Whom or what it was done to. */
  about: string
  href: string | null
  state: 'done' | 'refused' | 'waiting'
  sentence: string
}

/** One line for each thing that was done; nothing where nothing was. */
export function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null
  const refused = outcomes.filter(({ state }) => state === 'refused').length
  const waiting = outcomes.some(({ state }) => state === 'waiting')
  const style = refused > 0 ? 'notice wrong' : waiting ? 'notice waits' : 'notice'
  const [only] = outcomes
  if (outcomes.length === 1 && only) {
    return (
      <div class={style} role="status">
        <Line {...only} />
      </div>
    )
  }
  return (
    <div class={style} role="status">
      <p>
        <strong>
          {outcomes.length - refused} of {outcomes.length} done
          {refused > 0 && `, ${refused} refused`}
        </strong>
      </p>
      <ul>
        {outcomes.map((outcome) => (
          <li>
            <Line {...outcome} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Line({ about, href, sentence }: Outcome): Child {
  return (
    <>
      {href === null ? <strong>{about}</strong> : <a href={href}>{about}</a>}: {sentence}
    </>
  )
}
