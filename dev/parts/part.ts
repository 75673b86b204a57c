import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { cacheFolder } from '../project.ts'
import type { Teller } from '../terminal.ts'

/** A program that the product needs and npm does not bring. */
export interface Part {
  name: string
  /** What the product needs it for, after "which". */
  purpose: string
  /** The environment variable that names one which is already here. */
  variable: string
  /** What it is called on the PATH, if it is looked for there. */
  command?: string
  /** How it can be had otherwise, best first. */
  ways: Way[]
  /** A sentence that says what to install when no way works. */
  advice: string
}

export interface Way {
  /** The folder of the cache that holds what came this way, with its version. */
  id: string
  /** Says, before anything is fetched, what it is and where it comes from. */
  announcement: string
  /** Puts the program somewhere inside the folder, and returns its path. */
  fetch(folder: string, teller: Teller): Promise<string>
}

/** The path of a part, which is fetched once if this machine does not have it. */
export async function findPart(part: Part, teller: Teller): Promise<string> {
  return named(part) ?? onPath(part) ?? cached(part) ?? (await fetchOneWay(part, teller))
}

function named(part: Part): string | undefined {
  const path = process.env[part.variable]
  if (!path) return undefined
  if (!isProgram(path)) throw new Error(`${part.variable} names ${path}, which cannot be run.`)
  return path
}

function onPath(part: Part): string | undefined {
  const { command } = part
  if (!command) return undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, command)).find(isProgram)
}

function cached(part: Part): string | undefined {
  return part.ways.map(programOf).find(isProgram)
}

async function fetchOneWay(part: Part, teller: Teller): Promise<string> {
  teller.note(`the ${part.name}, which ${part.purpose}, is not on this machine yet`)
  for (const way of part.ways) {
    teller.note(way.announcement)
    try {
      return await fetchInto(way, teller)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      teller.note(`that did not work: ${reason}`)
    }
  }
  throw new Error(`The ${part.name} could not be had. ${part.advice}`)
}

/** Fetches beside the final place and moves the program there whole, so that none is half there. */
async function fetchInto(way: Way, teller: Teller): Promise<string> {
  const program = programOf(way)
  const partial = join(cacheFolder(), `${way.id}.${process.pid}`)
  mkdirSync(partial, { recursive: true })
  try {
    const fetched = await way.fetch(partial, teller)
    mkdirSync(dirname(program), { recursive: true })
    renameSync(fetched, program)
    return program
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

function programOf(way: Way): string {
  return join(cacheFolder(), way.id, 'program')
}

function isProgram(path: string): boolean {
  if (!existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
