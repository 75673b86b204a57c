import { raw } from 'hono/html'
import { BlockPart, Lines, Paragraph, Table } from './block.tsx'
import { oneLine } from './clean.ts'
import type { Block, Letter } from './letter.ts'
import { look, styleSheet } from './look.ts'
import { plainBlocks, wrap } from './plain.ts'
import { remembered } from './remembered.ts'

/** Who writes: shown in every footer. The postal address may have several lines. */
export type Organisation = {
  name: string
  address: string
  supportEmail: string
  senderAddress: string
}

export type Rendered = { subject: string; html: string; text: string }

type Sender = {
  organisation: Organisation
  publicUrl: string
  /** Where the reader chooses which mail of this kind to get; null for mail that everybody gets. */
  mailChoices?: string | null
}

/** A letter as it is sent, HTML and plain text from the same blocks; links may be paths. */
export function render(letter: Letter, sender: Sender): Rendered {
  return {
    subject: oneLine(letter.subject),
    html: `<!doctype html>${<Page letter={letter} sender={sender} />}`,
    text: `${plainText(letter, sender)}\n`,
  }
}

function plainText(letter: Letter, { organisation, publicUrl, mailChoices }: Sender): string {
  const closing = letter.audience === 'person' ? [`Kind regards,\n${organisation.name}`] : []
  const choosing = mailChoices ? [`${choose}:\n${mailChoices}`] : []
  const footer = [...footerText(organisation), ...choosing].join('\n\n')
  return [plainBlocks(letter.blocks, publicUrl), ...closing, `-- \n${footer}`].join('\n\n')
}

const blockHtml = remembered((props: { block: Block; publicUrl: string }) =>
  String(<BlockPart {...props} />),
)

const choose = 'Choose which of these emails you get'

function footerLines({ name, address, supportEmail, senderAddress }: Organisation): string[] {
  return [
    `${oneLine(name)}\n${address}`,
    [
      `Our email comes from ${senderAddress}.`,
      'If it lands in your junk or spam folder, please mark it as safe and allow that address.',
    ].join(' '),
    `To reach a person, write to ${supportEmail}.`,
  ]
}

const footerText = remembered((organisation: Organisation) =>
  footerLines(organisation).map((line) => wrap(line)),
)

const footerHtml = remembered((organisation: Organisation) =>
  footerLines(organisation)
    .map((text) => (
      <p style={look.footerLine}>
        <Lines text={text} />
      </p>
    ))
    .join(''),
)

function Page({ letter, sender }: { letter: Letter; sender: Sender }) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="format-detection" content="telephone=no, date=no" />
        <title>{oneLine(letter.subject)}</title>
        <style>{raw(styleSheet)}</style>
      </head>
      <body class="page" style={look.page}>
        <div style={look.preheader}>{oneLine(letter.preheader)}</div>
        <Table class="page" style={look.sheet}>
          <tr>
            <td align="center" style={look.margin}>
              {raw('<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->')}
              <Column letter={letter} sender={sender} />
              {raw('<!--[if mso]></td></tr></table><![endif]-->')}
            </td>
          </tr>
        </Table>
      </body>
    </html>
  )
}

function Column({ letter, sender }: { letter: Letter; sender: Sender }) {
  const { organisation, publicUrl, mailChoices } = sender
  return (
    <Table style={look.column}>
      <tr>
        <td class="masthead accent" style={look.masthead}>
          <a class="accent" href={publicUrl} style={look.mastheadLink}>
            {oneLine(organisation.name)}
          </a>
        </td>
      </tr>
      <tr>
        <td class="card" style={look.card}>
          {letter.blocks.map((block) => raw(blockHtml({ block, publicUrl })))}
          {letter.audience === 'person' && (
            <Paragraph text={`Kind regards,\n${organisation.name}`} />
          )}
        </td>
      </tr>
      <tr>
        <td class="footer quiet" style={look.footer}>
          {raw(footerHtml(organisation))}
          {mailChoices && (
            <p style={look.footerLine}>
              <a class="quiet" href={mailChoices}>
                {choose}
              </a>
            </p>
          )}
        </td>
      </tr>
    </Table>
  )
}
