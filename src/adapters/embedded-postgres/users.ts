import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isSameProcess } from './process-identity.ts'

let count = 0

/** Writes down that this process uses the server; the answer takes the note away again. Call while holding the turn. */
export function joinUsers(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const note = join(folder, `${process.pid}.${++count}`)
  writeFileSync(note, JSON.stringify(identityOf(process.pid)))
  return () => rmSync(note, { force: true })
}

/** How many notes belong to living processes; the notes of dead ones are swept. Call while holding the turn. */
export function countUsers(folder: string): number {
  let living = 0
  for (const name of readdirSync(folder)) {
    const note = join(folder, name)
    if (isSameProcess(JSON.parse(readFileSync(note, 'utf8')))) living++
    else rmSync(note, { force: true })
  }
  return living
}
