const sans =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

const ink = '#1f2a30'
const quiet = '#5c6970'
const line = '#e3e0d8'
const accent = '#1d5c63'

const prose = `margin:0 0 16px;font-family:${sans};font-size:16px;line-height:25px;color:${ink};`

/** The one look of all mail, inline because many mail programs read nothing else. */
export const look = {
  page: 'margin:0;padding:0;background-color:#f4f2ed;-webkit-text-size-adjust:100%;',
  preheader:
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;',
  sheet: 'width:100%;background-color:#f4f2ed;',
  margin: 'padding:24px 8px;',
  column: 'width:100%;max-width:600px;',
  masthead: `padding:4px 32px 16px;font-family:${sans};font-size:14px;line-height:20px;font-weight:600;letter-spacing:0.2px;color:${accent};text-align:left;`,
  mastheadLink: `color:${accent};text-decoration:none;`,
  card: `padding:32px 32px 20px;background-color:#ffffff;border:1px solid ${line};border-radius:8px;text-align:left;`,
  paragraph: prose,
  heading: `margin:28px 0 12px;font-family:${sans};font-size:18px;line-height:26px;font-weight:600;color:${ink};`,
  link: `color:${accent};text-decoration:underline;word-break:break-word;`,
  buttonRow: 'margin:8px 0 10px;',
  buttonCell: `background-color:${accent};border-radius:6px;`,
  button: `display:inline-block;padding:13px 24px;font-family:${sans};font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px;`,
  address: `margin:0 0 20px;font-family:${sans};font-size:13px;line-height:19px;color:${quiet};word-break:break-all;`,
  addressLink: `color:${quiet};text-decoration:underline;`,
  code: `margin:4px 0 20px;padding:14px 16px;font-family:'SF Mono',Menlo,Consolas,'Liberation Mono',monospace;font-size:28px;line-height:34px;letter-spacing:6px;text-align:center;color:${ink};background-color:#f4f2ed;border-radius:6px;`,
  list: `margin:0 0 16px;padding:0 0 0 22px;font-family:${sans};font-size:16px;line-height:25px;color:${ink};`,
  item: 'margin:0 0 6px;',
  table: `width:100%;margin:4px 0 20px;border-collapse:collapse;border-top:1px solid ${line};`,
  label: `width:36%;padding:9px 14px 9px 0;font-family:${sans};font-size:14px;line-height:21px;color:${quiet};text-align:left;font-weight:400;vertical-align:top;border-bottom:1px solid ${line};`,
  value: `padding:9px 0;font-family:${sans};font-size:15px;line-height:21px;color:${ink};text-align:left;vertical-align:top;border-bottom:1px solid ${line};word-break:break-word;`,
  amount: `padding:9px 0 9px 14px;font-family:${sans};font-size:15px;line-height:21px;color:${ink};text-align:right;vertical-align:top;white-space:nowrap;font-variant-numeric:tabular-nums;border-bottom:1px solid ${line};`,
  detail: `font-size:13px;line-height:19px;color:${quiet};`,
  total: 'border-bottom:0;padding-bottom:4px;',
  strong: 'font-weight:700;',
  quotation: `margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #c9d6d5;font-family:${sans};font-size:16px;line-height:25px;color:${ink};white-space:pre-line;word-break:break-word;`,
  note: `margin:0 0 14px;font-family:${sans};font-size:14px;line-height:21px;color:${quiet};`,
  footer: `padding:20px 32px 8px;font-family:${sans};font-size:13px;line-height:20px;color:${quiet};text-align:left;`,
  footerLine: 'margin:0 0 8px;',
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
