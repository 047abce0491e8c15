import { readFileSync } from 'node:fs'

/** A process that can be told from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  readonly started: string | null // clock ticks since boot; null where the system does not tell
}

/** State letter and start time of a process, where /proc exists. */
function stat(pid: number): { state: string; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ') // the name in brackets may hold blanks
    return { state: fields[0]!, started: fields[19]! }
  } catch {
    return undefined
  }
}

/** True while the process runs; a zombie, dead but not yet buried by its parent, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const seen = stat(pid)
  return seen === undefined || (seen.state !== 'Z' && seen.state !== 'X')
}

export const identityOf = (pid: number): ProcessIdentity => ({ pid, started: stat(pid)?.started ?? null })

/** True while that very process runs, not another one that was given its number. */
export const isSameProcess = (who: ProcessIdentity): boolean =>
  isAlive(who.pid) && (who.started === null || stat(who.pid)?.started === who.started)

/** The command line of a process, or undefined where the system does not tell. */
export function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return undefined
  }
}
