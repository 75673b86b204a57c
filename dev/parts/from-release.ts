import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { runErrand } from './command.ts'
import type { Way } from './part.ts'

export interface Release {
  /** On GitHub, as in `stripe/stripe-mock`. */
  repository: string
  version: string
  program: string
}

const limitMs = 300_000

/** The build that its makers publish for this machine as a release on GitHub. */
export function fromRelease({ repository, version, program }: Release): Way {
  return {
    id: `${program}-release-${version}`,
    announcement: `fetching release ${version} of github.com/${repository} (about 15 MB, once)`,
    fetch: async (folder, teller) => {
      const archive = join(folder, 'release.tar.gz')
      const name = `${program}_${version}_${platform()}.tar.gz`
      const url = `https://github.com/${repository}/releases/download/v${version}/${name}`
      const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) })
      if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`)
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(archive))
      const args = ['-xzf', archive, '-C', folder, program]
      await runErrand({ command: 'tar', args, limitMs, watched: folder, teller })
      return join(folder, program)
    },
  }
}

/** As releases name it: the system and the processor. */
function platform(): string {
  const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', linux: 'linux' }
  const processors: Partial<Record<NodeJS.Architecture, string>> = { arm64: 'arm64', x64: 'amd64' }
  const [system, processor] = [systems[process.platform], processors[process.arch]]
  if (system && processor) return `${system}_${processor}`
  throw new Error(`there is no release for ${process.platform} on ${process.arch}`)
}
