/** Where somebody goes who wanted nothing else. */
const home = '/me'

/**
 * The page of this site that somebody wanted to go on to: a path, never another host, whichever way a browser would
 * read it.
 */
export function nextPage(wanted: unknown, publicUrl: string): string {
  if (typeof wanted !== 'string' || wanted.length > 500) return home
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return home
  const url = URL.canParse(wanted, publicUrl) ? new URL(wanted, publicUrl) : null
  if (url === null || url.origin !== new URL(publicUrl).origin) return home
  return `${url.pathname}${url.search}`.startsWith('//') ? home : `${url.pathname}${url.search}`
}
