import { may } from '../../domain/permission.ts'
import { useSite } from '../site.ts'

/** The way to the form for a check that pays an order; nothing for who may not record one. */
export function RecordCheck({ order }: { order: string }) {
  const { person } = useSite()
  return may(person?.role ?? null, 'record payments') ? (
    <a href={`/console/checks/new?order=${order}`} class="button">
      Record the check
    </a>
  ) : null
}
