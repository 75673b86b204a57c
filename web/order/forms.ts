import { type Filled, unfilled } from '../form.tsx'

/** The forms of an order's page: where they go, and the one that came back with something to correct. */
export interface FormsShown {
  order: string
  /** `?token=…` of the order's own link; empty for who is signed in. */
  query: string
  key: (name: string) => string
  open: { name: string; filled: Filled } | null
}

/** What stands in a form: as it came back, else nothing or what is known. */
export function filledOf(
  forms: FormsShown,
  name: string,
  known: Record<string, string> = {},
): Filled {
  return forms.open?.name === name ? forms.open.filled : unfilled(forms.key(name), known)
}

/** Where a form of the order goes. */
export function actionOf({ order, query }: FormsShown, name: string): string {
  return `/orders/${order}/${name}${query}`
}
