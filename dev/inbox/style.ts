export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2430, #e6eaf0);
  --soft: light-dark(#5a6678, #9aa7b8);
  --line: light-dark(#dde3ea, #2c3542);
  --paper: light-dark(#ffffff, #161c25);
  --ground: light-dark(#f4f6f9, #0f141b);
  --accent: light-dark(#1d5fa8, #7db7f5);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
header, main { max-width: 56rem; margin: 0 auto; padding: 1rem 1.25rem }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; color: var(--soft) }
header a { font-weight: 700; color: var(--ink); text-decoration: none }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; overflow-wrap: anywhere }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: 1rem }
.search input { flex: 1 1 14rem }
input, button {
  font: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--paper); color: inherit;
}
button { background: var(--accent); border-color: var(--accent); color: var(--paper); cursor: pointer }
.mails { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line);
  border-radius: .75rem; overflow: hidden }
.mails li + li { border-top: 1px solid var(--line) }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .75rem 1rem;
  color: inherit; text-decoration: none }
.mails a:hover { background: var(--ground) }
.mails strong { grid-column: 1 / -1; overflow-wrap: anywhere }
.mails span, .mails time { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere }
.envelope, .headers { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1rem }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
dd a + a::before { content: ', ' }
iframe { width: 100%; height: 60vh; min-height: 24rem; border: 1px solid var(--line); border-radius: .75rem;
  background: #fff; color-scheme: light }
details { margin-top: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem;
  padding: .75rem 1rem }
summary { cursor: pointer; font-weight: 600 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem }
.headers { font-size: .9rem; margin-top: 1rem }
.empty, .attachments { color: var(--soft) }
@media (max-width: 36rem) { .mails a { grid-template-columns: 1fr } .headers { grid-template-columns: 1fr } }
`
