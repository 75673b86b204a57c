/** Calm, and readable on a phone and in the dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1a2330, #e8ecf2);
  --quiet: light-dark(#566072, #a3adbd);
  --paper: light-dark(#ffffff, #171c24);
  --ground: light-dark(#f4f6f9, #0f1319);
  --line: light-dark(#d6dce5, #343d4b);
  --accent: light-dark(#2b4acb, #9db0ff);
  --on-accent: light-dark(#ffffff, #10162e);
  --wrong: light-dark(#a8201a, #ff9d94);
  --wrong-ground: light-dark(#fdefee, #331a19);
  --notice: light-dark(#fff6d9, #332c14);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--accent); }
h1, h2, h3 { line-height: 1.25; margin: 0 0 .5rem; }
h1 { font-size: 1.35rem; }
h2 { font-size: 1.1rem; }
h3 { font-size: 1rem; }
.stand-in {
  margin: 0; padding: .6rem 1.25rem; background: var(--notice);
  border-bottom: 1px solid var(--line); text-align: center; font-size: .9rem;
}
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.halves { display: grid; gap: 0 2.5rem; grid-template-columns: 1fr; align-items: start; }
@media (min-width: 52rem) { .halves { grid-template-columns: 5fr 6fr; padding-top: 1rem; } }
.card {
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem;
}
.narrow { max-width: 34rem; margin: 2rem auto; }
.quiet { color: var(--quiet); font-size: .9rem; }
.payee { color: var(--quiet); margin: 0; }
.total { font-size: 2.4rem; font-weight: 650; margin: 0 0 1.5rem; line-height: 1.2; }
.lines { list-style: none; margin: 0 0 1.25rem; padding: 0; }
.lines li {
  display: flex; gap: 1rem; justify-content: space-between;
  padding: .75rem 0; border-top: 1px solid var(--line);
}
.lines li.sum { font-weight: 650; border-top-width: 2px; }
.lines small { display: block; color: var(--quiet); }
.lines span:last-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
legend { padding: 0; font-weight: 650; margin-bottom: .5rem; }
label { display: block; font-size: .9rem; margin: .75rem 0 .25rem; }
input, select {
  width: 100%; font: inherit; color: inherit; padding: .55rem .7rem; min-height: 2.7rem;
  background: var(--paper); border: 1px solid var(--line); border-radius: 6px;
}
input[aria-invalid] { border-color: var(--wrong); }
.mistake { color: var(--wrong); font-size: .9rem; margin: .25rem 0 0; }
.refused {
  color: var(--wrong); background: var(--wrong-ground); border-radius: 6px;
  padding: .75rem 1rem; margin: 0 0 1.25rem;
}
ul.refused { list-style: none; }
.refused a { color: inherit; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .75rem; }
button {
  font: inherit; cursor: pointer; border-radius: 6px; padding: .4rem .8rem;
  border: 1px solid var(--line); background: var(--paper); color: inherit;
}
button.main {
  width: 100%; padding: .75rem 1rem; font-weight: 650; border-color: transparent;
  background: var(--accent); color: var(--on-accent);
}
button:hover { filter: brightness(.96); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.cards { display: grid; gap: .35rem; grid-template-columns: 1fr; margin: 0; padding: 0; }
.cards button {
  display: flex; width: 100%; gap: .25rem .75rem; flex-wrap: wrap;
  justify-content: space-between; text-align: left; font-size: .88rem;
}
.cards code { font-size: .88rem; white-space: nowrap; }
.cards span { color: var(--quiet); }
details { margin-top: .5rem; }
summary { cursor: pointer; }
.actions { display: grid; gap: .75rem; margin-top: 1.25rem; }
.cancel { display: inline-block; margin-top: 1.5rem; }
section { margin-bottom: 2.5rem; }
.scrolls { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; white-space: nowrap; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; height: 2.9rem; border-top: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
td form { display: inline-block; margin: 0 .35rem 0 0; }
.knobs { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); align-items: start; }
.knobs form { padding: 1rem 1.25rem 1.25rem; }
.knobs button { margin-top: .9rem; }
`
