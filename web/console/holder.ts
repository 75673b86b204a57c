/** Where what somebody owes is shown. */
export function openPageOf(holder: string): string {
  return `/console/open/${holder.replace(':', '/')}`
}
