/** What a form says: texts, lists and things within things, as in `line_items[0][price_data][currency]=usd`. */
export interface Form {
  [name: string]: FormValue
}

type FormValue = string | Form | FormValue[]

interface Branch {
  text?: string
  branches: Map<string, Branch>
}

/** Reads a form-encoded body or a query string as Stripe does. */
export function readForm(encoded: string): Form {
  const root: Branch = { branches: new Map() }
  for (const [name, text] of new URLSearchParams(encoded)) {
    let branch = root
    for (const step of stepsOf(name)) branch = growBranch(branch, step)
    branch.text = text
  }
  return Object.fromEntries([...root.branches].map(([name, branch]) => [name, readBranch(branch)]))
}

function stepsOf(name: string): string[] {
  const first = /^[^[]*/.exec(name)?.[0] ?? ''
  return [first, ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, step = '']) => step)]
}

function growBranch({ branches }: Branch, step: string): Branch {
  const name = step === '' ? String(branches.size) : step
  const grown = branches.get(name) ?? { branches: new Map() }
  branches.set(name, grown)
  return grown
}

function readBranch({ text, branches }: Branch): FormValue {
  if (branches.size === 0) return text ?? ''
  const entries = [...branches].map(([name, branch]) => [name, readBranch(branch)] as const)
  const isList = entries.every(([name]) => /^\d+$/.test(name))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}
