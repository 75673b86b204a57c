import { Table } from '../table.tsx'
import { Console } from './layout.tsx'

/** A letter as it would be mailed, with data that could be real. */
export interface Template {
  /** In the address of its page. */
  id: string
  kind: string
  subject: string
  to: 'person' | 'administrators'
}

/** Every letter that the product writes. */
export function Templates({ templates }: { templates: readonly Template[] }) {
  const groups = [
    ['To people', templates.filter(({ to }) => to === 'person')],
    ['To administrators', templates.filter(({ to }) => to === 'administrators')],
  ] as const
  return (
    <Console title="Letters">
      <p class="eyebrow">
        <a href="/console/mail">Mail</a>
      </p>
      <h1>Letters</h1>
      <p class="lead">
        Each of the {templates.length} letters that are written, with data that could be real.
      </p>
      {groups.map(([title, rows]) => (
        <>
          <h2>{title}</h2>
          <Table
            caption={title}
            isCaptionHidden
            rows={rows}
            columns={[
              {
                title: 'Subject',
                cell: ({ id, subject }) => <a href={`/console/mail/templates/${id}`}>{subject}</a>,
                isHead: true,
              },
              { title: 'Kind', cell: ({ kind }) => inWords(kind) },
            ]}
            empty="There are none."
          />
        </>
      ))}
    </Console>
  )
}

/** One letter, as HTML and as plain text. */
export function TemplatePage({ template, text }: { template: Template; text: string }) {
  const { id, kind, subject } = template
  const html = `/console/mail/templates/${id}/html`
  return (
    <Console title={subject}>
      <p class="eyebrow">
        <a href="/console/mail/templates">Letters</a>
      </p>
      <h1>{subject}</h1>
      <p class="lead">
        {inWords(kind)}, to {template.to === 'person' ? 'a person' : 'the administrators'}
      </p>
      <h2>HTML</h2>
      <p>
        <a href={html}>Open it by itself</a>
      </p>
      <iframe
        class="letter"
        src={html}
        title={`The letter “${subject}” as HTML`}
        width="100%"
        height="900"
      />
      <h2>Plain text</h2>
      <pre class="letter">{text}</pre>
    </Console>
  )
}

/** 'joinDetails' as 'Join details'. */
function inWords(kind: string): string {
  const words = kind.replace(/([a-z])([A-Z\d])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
