/** Says that what was sent is done, above what it changed. */
export function Saved({ what }: { what: string | null }) {
  return what === null ? null : (
    <div class="notice" role="status">
      <p>{what}</p>
    </div>
  )
}
