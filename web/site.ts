import { createContext, useContext } from 'hono/jsx'
import type { Role } from '../domain/permission.ts'

/** What every page knows: whose site it is, who is looking, and where its looks are. */
export interface Site {
  name: string
  supportEmail: string
  /** Whom mail comes from, so that people can allow it. */
  sender: string
  /** Time zone of the organisation. */
  zone: string
  /** Who is signed in. */
  person: { name: string; role: Role | null; timeZone: string | null } | null
  /** The path of the page. */
  path: string
  assets: { style: string; icon: string; script: (name: ScriptName) => string }
  /** Of this one answer: only scripts that bear it run. */
  nonce: string
}

/** Small scripts that make a page nicer, and that no page needs. */
export type ScriptName = 'page' | 'passkey'

const nobodys: Site = {
  name: '',
  supportEmail: '',
  sender: '',
  zone: 'UTC',
  person: null,
  path: '/',
  assets: { style: '', icon: '', script: () => '' },
  nonce: '',
}

export const SiteContext = createContext<Site>(nobodys)

export function useSite(): Site {
  return useContext(SiteContext)
}
