import { Table } from '../table.tsx'

/** One address as it was read, with what is wrong with it. */
export interface RowShown {
  line: number
  text: string
  from: string
  said: string | null
  isWrong: boolean
}

const mostShown = 200

/** Each row of a pasted list or a file, as it was read; of a long list what is wrong alone. */
export function Rows({ rows }: { rows: readonly RowShown[] }) {
  const wrong = rows.filter(({ isWrong }) => isWrong)
  const shown = rows.length <= mostShown ? rows : wrong.slice(0, mostShown)
  const are = wrong.length === 1 ? '1 is' : `${wrong.length} are`
  return (
    <Table
      caption={`We read ${rows.length === 1 ? '1 row' : `${rows.length} rows`}; ${are} to correct`}
      columns={[
        { title: 'Row', isNumber: true, cell: ({ line }) => line },
        { title: 'Address', isHead: true, cell: ({ text }) => text },
        { title: 'From', cell: ({ from }) => from },
        {
          title: 'Result',
          cell: ({ said, isWrong }) =>
            isWrong ? <span class="badge wrong">{said}</span> : (said ?? 'Good'),
        },
      ]}
      rows={shown}
      empty=""
    />
  )
}
