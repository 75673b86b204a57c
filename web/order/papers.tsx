import { documentNames } from '../../domain/document.ts'
import type { IssuedDocument } from '../../readmodels/document.ts'
import type { Message } from '../../readmodels/message.ts'
import { Table } from '../table.tsx'
import { Stamp } from '../when.tsx'

export type DocumentShown = IssuedDocument & { link: string }
export type MailShown = Pick<Message, 'title' | 'kind' | 'email' | 'state' | 'sendAt' | 'settledAt'>

/** What was issued on paper, each as a PDF. */
export function Documents({ documents }: { documents: readonly DocumentShown[] }) {
  return (
    <>
      <h2>Documents</h2>
      <Table
        caption="Documents of this order"
        isCaptionHidden
        columns={[
          {
            title: 'Document',
            isHead: true,
            cell: ({ kind, number, fileName, link }) =>
              fileName === null ? (
                `${documentNames[kind]} ${number} (being made)`
              ) : (
                <a href={link}>
                  {documentNames[kind]} {number} (PDF)
                </a>
              ),
          },
          { title: 'Issued', cell: ({ issuedAt }) => <Stamp at={issuedAt} /> },
        ]}
        rows={documents}
        empty="Nothing has been issued yet. Quotes, invoices and receipts stand here as PDF."
      />
    </>
  )
}

export const fates: Record<Message['state'], string> = {
  waiting: 'goes out soon',
  sending: 'is being sent',
  sent: 'sent',
  refused: 'refused by the mail server',
  expired: 'could not be delivered',
  unknown: 'sent, but the mail server did not confirm it',
  dropped: 'not needed any more',
}

/** The mail about the order: what, to where, when, and its fate. */
export function Mails({ mails, title }: { mails: readonly MailShown[]; title: string }) {
  return (
    <section aria-labelledby="mails" class="no-print">
      <h2 id="mails">Email</h2>
      <details>
        <summary>{title}</summary>
        <Table
          caption="Email, the latest first"
          isCaptionHidden
          columns={[
            { title: 'Subject', isHead: true, cell: mailTitle },
            { title: 'To', cell: ({ email }) => email },
            { title: 'When', cell: ({ settledAt, sendAt }) => <Stamp at={settledAt ?? sendAt} /> },
            { title: 'What became of it', cell: ({ state }) => fates[state] },
          ]}
          stacks
          rows={mails}
          empty="No email has been written yet."
        />
      </details>
      <p class="small">Is one missing? Please look in the junk folder first.</p>
    </section>
  )
}

export function mailTitle({ title, kind }: Pick<MailShown, 'title' | 'kind'>): string {
  return title ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`
}
