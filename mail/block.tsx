import type { Child } from 'hono/jsx'
import { formatCents } from '../domain/money.ts'
import { unreachable } from '../domain/unreachable.ts'
import { oneLine, openable, printable } from './clean.ts'
import type { Block, Fact } from './letter.ts'
import { look } from './look.ts'

type MoneyBlock = Extract<Block, { kind: 'money' }>
type Target = { label: string; url: string; publicUrl: string }

/** One block of a letter as HTML that old mail programs understand. */
export function BlockPart({ block, publicUrl }: { block: Block; publicUrl: string }) {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraph text={block.text} />
    case 'heading':
      return (
        <h2 class="ink" style={look.heading}>
          {oneLine(block.text)}
        </h2>
      )
    case 'button':
      return <Button label={block.label} url={block.url} publicUrl={publicUrl} />
    case 'link':
      return <Link label={block.label} url={block.url} publicUrl={publicUrl} />
    case 'code':
      return (
        <p class="ink well" style={look.code}>
          {oneLine(block.code)}
        </p>
      )
    case 'list':
      return (
        <ul class="ink" style={look.list}>
          {block.items.map((item) => (
            <li style={look.item}>
              <Lines text={item} />
            </li>
          ))}
        </ul>
      )
    case 'facts':
      return <Facts rows={block.rows} />
    case 'money':
      return <Money lines={block.lines} totals={block.totals} />
    case 'quotation':
      return (
        <blockquote class="ink rule" style={look.quotation}>
          {printable(block.text)}
        </blockquote>
      )
    case 'note':
      return (
        <p class="quiet" style={look.note}>
          <Lines text={block.text} />
        </p>
      )
    default:
      return unreachable(block)
  }
}

export function Paragraph({ text }: { text: string }) {
  return (
    <p class="ink" style={look.paragraph}>
      <Lines text={text} />
    </p>
  )
}

/** Text whose line breaks are kept. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {printable(text)
        .split('\n')
        .map((line, index) => (
          <>
            {index > 0 && <br />}
            {line}
          </>
        ))}
    </>
  )
}

/** A table that only arranges: a screen reader reads past it. */
export function Table(props: { style: string; class?: string; children: Child }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      border={0}
      class={props.class}
      style={props.style}
    >
      <tbody>{props.children}</tbody>
    </table>
  )
}

/** A button with its address below it, for whoever cannot press it. */
function Button({ label, url, publicUrl }: Target) {
  const href = openable(url, publicUrl)
  if (href === null) return <Paragraph text={`${label}: ${url}`} />
  return (
    <>
      <table role="presentation" cellpadding="0" cellspacing="0" border={0} style={look.buttonRow}>
        <tbody>
          <tr>
            <td class="button-cell" style={look.buttonCell}>
              <a class="button" href={href} style={look.button}>
                {oneLine(label)}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
      <p class="quiet" style={look.address}>
        <a class="quiet" href={href} style={look.addressLink}>
          {href}
        </a>
      </p>
    </>
  )
}

function Link({ label, url, publicUrl }: Target) {
  const href = openable(url, publicUrl)
  if (href === null) return <Paragraph text={`${label}: ${url}`} />
  return (
    <p class="ink" style={look.paragraph}>
      <a class="accent" href={href} style={look.link}>
        {oneLine(label)}
      </a>
    </p>
  )
}

function Facts({ rows }: { rows: Fact[] }) {
  return (
    <table cellpadding="0" cellspacing="0" border={0} class="rule" style={look.table}>
      <tbody>
        {rows.map(({ label, value }) => (
          <tr>
            <th scope="row" class="quiet rule" style={look.label}>
              {oneLine(label)}
            </th>
            <td class="ink rule" style={look.value}>
              <Lines text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Money({ lines, totals }: { lines: MoneyBlock['lines']; totals: MoneyBlock['totals'] }) {
  return (
    <table cellpadding="0" cellspacing="0" border={0} class="rule" style={look.table}>
      <tbody>
        {lines.map(({ what, detail, amountCents }) => (
          <AmountRow amountCents={amountCents}>
            {oneLine(what)}
            {detail && (
              <div class="quiet" style={look.detail}>
                {oneLine(detail)}
              </div>
            )}
          </AmountRow>
        ))}
        {totals.map(({ label, amountCents, isStrong }) => (
          <AmountRow amountCents={amountCents} isStrong={isStrong}>
            {oneLine(label)}
          </AmountRow>
        ))}
      </tbody>
    </table>
  )
}

function AmountRow(props: {
  amountCents: number
  isStrong?: boolean | undefined
  children: Child
}) {
  const { amountCents, isStrong = false, children } = props
  return (
    <tr>
      <td class="ink rule" style={isStrong ? look.strongValue : look.value}>
        {children}
      </td>
      <td class="ink rule" align="right" style={isStrong ? look.strongAmount : look.amount}>
        {formatCents(amountCents)}
      </td>
    </tr>
  )
}
