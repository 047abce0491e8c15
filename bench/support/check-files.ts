import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '../../src/core/register/entry.ts'
import { snapshotFormat, writeSnapshotLine } from '../../src/core/register/snapshot-file.ts'
import { agedEntry } from './big-register.ts'

/** The moment of the register, and the day that is asked about. */
export const takenAt = '2026-11-24T01:00:00Z'
export const asOf = '2026-11-24'

export const modelsEach = 10
const makers = 2_000

/** The n-th label of a register of some years, with models that nobody else has. */
export function benchEntry(n: number): Entry {
  const entry = agedEntry(n, modelsEach)
  const { gtins: _, ...product } = entry.product // they are of other models
  const id = `maker-${n % makers}`
  return {
    ...entry,
    product: { ...product, models: Array.from({ length: modelsEach }, (_, k) => modelOf(n, k)) },
    maker: { ...entry.maker, id, name: { ja: id, en: id } },
  }
}

const modelOf = (n: number, k: number): string =>
  `${(n % 97).toString(36).toUpperCase()}M-${n}${String.fromCharCode(65 + k)}`

/** Writes the register as it is published. */
export function writeRegister(folder: string, labels: number): string {
  const file = join(folder, `register-${labels}.jsonl`)
  return written(file, function* () {
    yield `${writeSnapshotLine({ format: snapshotFormat, takenAt, entries: labels })}\n`
    for (let n = 0; n < labels; n++) yield `${writeSnapshotLine(benchEntry(n))}\n`
  })
}

/** Writes a list: most rows as the register has them, some in another writing, some not there, two thirds with the maker. */
export function writeList(folder: string, rows: number, labels: number, seed = 1): string {
  const file = join(folder, `list-${rows}-${seed}.csv`)
  const next = random(seed)
  return written(file, function* () {
    yield 'row_no,maker,model,quantity,note\r\n'
    for (let i = 1; i <= rows; i++) {
      const n = next(labels)
      const model = modelOf(n, next(modelsEach))
      const way = next(20)
      const asked = way === 0 ? model.toLowerCase().replace('-', '') : way === 1 ? `ZZ${model}9` : model
      yield `${i},${next(3) === 0 ? '' : `maker-${n % makers}`},${asked},${1 + next(50)},memo\r\n`
    }
  })
}

/** Numbers that look drawn and are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function written(file: string, pieces: () => Iterable<string>): string {
  const out = openSync(file, 'w')
  let held = ''
  for (const piece of pieces()) {
    held += piece
    if (held.length < 1_000_000) continue
    writeSync(out, held)
    held = ''
  }
  writeSync(out, held)
  closeSync(out)
  return file
}
