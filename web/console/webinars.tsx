import { may } from '../../domain/permission.ts'
import type { WebinarStage } from '../../domain/webinar.ts'
import type { WebinarRow } from '../../readmodels/webinar-row.ts'
import { useSite } from '../site.ts'
import { type Column, More, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { Console } from './layout.tsx'
import { webinarStages } from './webinar-words.ts'

export interface WebinarsShown {
  rows: readonly WebinarRow[]
  search: string
  stage: WebinarStage | null
  more: string | null
}

/** Every webinar, drafts among them, with what is there already. */
export function Webinars({ rows, search, stage, more }: WebinarsShown) {
  const { person } = useSite()
  const role = person?.role ?? null
  const isSought = search !== '' || stage !== null
  return (
    <Console title="Webinars">
      <h1>Webinars</h1>
      <div class="actions">
        {may(role, 'edit webinars') && (
          <a href="/console/webinars/new" class="button">
            Make a webinar
          </a>
        )}
        <a href="/console/catalogue">Series, presenters, prices and passes</a>
        {may(role, 'carry over') && <a href="/console/carry-over">Carry over a spreadsheet</a>}
      </div>
      <Search search={search} stage={stage} />
      <Table
        caption="Webinars, the latest first"
        columns={columns}
        rows={rows}
        empty={
          isSought ? (
            <>
              Nothing fits. <a href="/console/webinars">Show all webinars</a>.
            </>
          ) : (
            'No webinar has been made yet.'
          )
        }
      />
      <More href={more} />
    </Console>
  )
}

function Search({ search, stage }: Pick<WebinarsShown, 'search' | 'stage'>) {
  return (
    <form method="get" action="/console/webinars" class="inline no-print">
      <div class="field">
        <label for="search">Search by title or presenter</label>
        <input type="search" id="search" name="search" value={search} />
      </div>
      <div class="field">
        <label for="stage">State</label>
        <select id="stage" name="stage">
          <option value="">All</option>
          {Object.entries(webinarStages).map(([value, { label }]) => (
            <option value={value} selected={value === stage}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="secondary">
        Show these
      </button>
      {(search !== '' || stage !== null) && <a href="/console/webinars">Show all</a>}
    </form>
  )
}

const columns: Column<WebinarRow>[] = [
  {
    title: 'Webinar',
    cell: ({ slug, title }) => <a href={`/console/webinars/${slug}`}>{title}</a>,
    isHead: true,
  },
  { title: 'Presenter', cell: ({ presenter }) => presenter },
  { title: 'Begins', cell: ({ startsAt, timeZone }) => <When at={startsAt} zone={timeZone} /> },
  { title: 'State', cell: ({ stage }) => <WebinarBadge stage={stage} /> },
  { title: 'Join details', cell: ({ hasJoinDetails }) => (hasJoinDetails ? 'Given' : '–') },
  { title: 'Places', cell: ({ places }) => places, isNumber: true },
]

export function WebinarBadge({ stage }: { stage: WebinarStage }) {
  const { label, tone } = webinarStages[stage]
  return <span class={`badge ${tone}`.trim()}>{label}</span>
}
