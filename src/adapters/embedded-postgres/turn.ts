import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isSameProcess, type ProcessIdentity } from './process-identity.ts'

interface Slip extends ProcessIdentity {
  readonly released?: boolean
}

const numberOf = (name: string): number => Number(/^turn\.(\d+)$/.exec(name)?.[1] ?? -1)
const highest = (folder: string): number => Math.max(0, ...readdirSync(folder).map(numberOf))

function holderOf(folder: string, n: number): Slip | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `turn.${n}`), 'utf8'))
  } catch {
    return undefined // cleaned away by a later holder
  }
}

let slips = 0

/**
 * Lets one process at a time start or stop the server. Survives kill -9: the slip of a dead holder is not removed but
 * followed by the next number, and a number can be created only once, so two waiting processes cannot both take over.
 */
export async function takeTurn(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mine = join(folder, `slip.${process.pid}.${++slips}`)
  writeFileSync(mine, JSON.stringify(identityOf(process.pid)))
  try {
    for (;;) {
      const last = highest(folder)
      const holder = last === 0 ? undefined : holderOf(folder, last)
      if (holder !== undefined && !holder.released && isSameProcess(holder)) {
        await sleep(10)
        continue
      }
      try {
        linkSync(mine, join(folder, `turn.${last + 1}`))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
        throw error
      }
      if (highest(folder) > last + 1) {
        rmSync(join(folder, `turn.${last + 1}`), { force: true }) // we looked at an old list: queue again
        continue
      }
      for (const name of readdirSync(folder))
        if (numberOf(name) >= 0 && numberOf(name) <= last) rmSync(join(folder, name), { force: true })
      return () => {
        const released = `${mine}.released`
        writeFileSync(released, JSON.stringify({ ...identityOf(process.pid), released: true }))
        renameSync(released, join(folder, `turn.${last + 1}`))
      }
    }
  } finally {
    rmSync(mine, { force: true })
  }
}
