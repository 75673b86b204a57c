/** What a file that somebody sends may be for. */
export type UploadKind = 'purchase-order' | 'tax-certificate'

/** What a file may be, by its bytes, and how its name then ends. */
export const endings = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
} as const

export type MediaType = keyof typeof endings

/** The largest file, in bytes: 3 MB. */
export const mostBytes = 3_000_000

/** Files that one order holds; what its link opens must not fill the disk. */
export const mostFilesAnOrder = 20

const longestName = 120

export function isMediaType(name: string | undefined): name is MediaType {
  return name !== undefined && Object.hasOwn(endings, name)
}

/**
 * A name that a file can be kept and served under: its last part alone, without what controls a terminal, turns writing
 * around or means something to a file system; at most 120 characters, ending as its bytes say.
 */
export function cleanFileName(
  given: string,
  { kind, mediaType }: { kind: UploadKind; mediaType: MediaType },
): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const shown = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%;]/g, '')
    .replace(/\s+/g, ' ')
    .normalize('NFC')
  const ending = `.${endings[mediaType]}`
  const stem = trimmed(withoutEnding(shown, mediaType))
  const short = trimmed([...stem].slice(0, longestName - ending.length).join(''))
  return `${short || kind}${ending}`
}

function withoutEnding(name: string, mediaType: MediaType): string {
  const own =
    mediaType === 'image/jpeg' ? /\.(jpe?g)$/i : new RegExp(`\\.${endings[mediaType]}$`, 'i')
  return name.trim().replace(own, '')
}

/** Dots and spaces at either end hide a file or are lost. */
function trimmed(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '')
}
