import type { JSX } from 'hono/jsx'

type Style = JSX.CSSProperties

const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const monospace = "'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace"

const ink = '#1f2a30'
const quiet = '#5c6970'
const paper = '#f4f2ed'
const accent = '#1d5c63'
const rule = '1px solid #e3e0d8'

const prose: Style = { fontFamily, fontSize: '16px', lineHeight: '25px', color: ink }
const fine: Style = { fontFamily, fontSize: '13px', lineHeight: '20px', color: quiet }
const cell: Style = {
  fontFamily,
  fontSize: '15px',
  lineHeight: '21px',
  color: ink,
  verticalAlign: 'top',
  borderBottom: rule,
}

const value: Style = { ...cell, padding: '9px 0', textAlign: 'left', wordBreak: 'break-word' }
const amount: Style = {
  ...cell,
  padding: '9px 0 9px 14px',
  textAlign: 'right',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
}
const strong: Style = { fontWeight: '700' }

const styles = {
  page: { margin: '0', padding: '0', backgroundColor: paper },
  preheader: {
    display: 'none',
    maxHeight: '0',
    maxWidth: '0',
    overflow: 'hidden',
    opacity: '0',
    fontSize: '1px',
    lineHeight: '1px',
  },
  sheet: { width: '100%', backgroundColor: paper },
  margin: { padding: '24px 8px' },
  column: { width: '100%', maxWidth: '600px' },
  masthead: {
    padding: '4px 32px 16px',
    fontFamily,
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: '600',
    color: accent,
    textAlign: 'left',
  },
  mastheadLink: { color: accent, textDecoration: 'none' },
  card: {
    padding: '32px 32px 20px',
    backgroundColor: '#ffffff',
    border: rule,
    borderRadius: '8px',
    textAlign: 'left',
  },
  paragraph: { ...prose, margin: '0 0 16px' },
  heading: {
    margin: '28px 0 12px',
    fontFamily,
    fontSize: '18px',
    lineHeight: '26px',
    fontWeight: '600',
    color: ink,
  },
  link: { color: accent, textDecoration: 'underline', wordBreak: 'break-word' },
  buttonRow: { margin: '8px 0 10px' },
  buttonCell: { backgroundColor: accent, borderRadius: '6px' },
  button: {
    display: 'inline-block',
    padding: '13px 24px',
    fontFamily,
    fontSize: '16px',
    lineHeight: '22px',
    fontWeight: '600',
    color: '#ffffff',
    textDecoration: 'none',
    borderRadius: '6px',
  },
  address: { ...fine, margin: '0 0 20px', wordBreak: 'break-all' },
  addressLink: { color: quiet, textDecoration: 'underline' },
  code: {
    margin: '4px 0 20px',
    padding: '14px 16px',
    fontFamily: monospace,
    fontSize: '28px',
    lineHeight: '34px',
    letterSpacing: '6px',
    textAlign: 'center',
    color: ink,
    backgroundColor: paper,
    borderRadius: '6px',
  },
  list: { ...prose, margin: '0 0 16px', padding: '0 0 0 22px' },
  item: { margin: '0 0 6px' },
  table: { width: '100%', margin: '4px 0 20px', borderCollapse: 'collapse', borderTop: rule },
  label: {
    ...cell,
    width: '36%',
    padding: '9px 14px 9px 0',
    fontSize: '14px',
    fontWeight: '400',
    textAlign: 'left',
    color: quiet,
  },
  value,
  strongValue: { ...value, ...strong },
  amount,
  strongAmount: { ...amount, ...strong },
  detail: { fontSize: '13px', lineHeight: '19px', color: quiet },
  quotation: {
    ...prose,
    margin: '0 0 16px',
    padding: '2px 0 2px 16px',
    borderLeft: '3px solid #c9d6d5',
    whiteSpace: 'pre-line',
    wordBreak: 'break-word',
  },
  note: { ...fine, margin: '0 0 14px', fontSize: '14px', lineHeight: '21px' },
  footer: { ...fine, padding: '20px 32px 8px', textAlign: 'left' },
  footerLine: { margin: '0 0 8px' },
} satisfies Record<string, Style>

/** The one look of all mail, inline because many mail programs read nothing else: each style as its attribute has it. */
export const look = Object.fromEntries(
  Object.entries(styles).map(([name, style]) => [name, attribute(style)]),
) as Record<keyof typeof styles, string>

function attribute(style: Style): string {
  return Object.entries(style)
    .map(
      ([name, value]) =>
        `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`,
    )
    .join(';')
}

/** What a style sheet can add where it is read: narrow screens, and the dark of the night. */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
table { border-spacing: 0; }
@media (max-width: 480px) {
  .card { padding: 24px 20px 12px !important; }
  .masthead { padding-left: 20px !important; padding-right: 20px !important; }
  .footer { padding-left: 20px !important; padding-right: 20px !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #14191b !important; }
  .card { background-color: #1d2427 !important; border-color: #2e373b !important; }
  .ink { color: #e4e9ea !important; }
  .quiet { color: #9dabb0 !important; }
  .accent { color: #86c9c7 !important; }
  .well { background-color: #283135 !important; }
  .rule { border-color: #364147 !important; }
  .button-cell { background-color: #86c9c7 !important; }
  .button { color: #10211f !important; }
}
`
