import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeLabelId } from '../../src/core/kernel/label-id.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import { snapshotFormat, writeSnapshotLine } from '../../src/core/register/snapshot-file.ts'
import { entryOf } from '../../tests/support/procurement-world.ts'

/** The moment of the register, and the day that is asked about. */
export const takenAt = '2026-11-24T01:00:00Z'
export const asOf = '2026-11-24'

export const modelsEach = 10
const makers = 2_000

/** The n-th label of a made-up register: one in ten of level 3, one in fifty suspended. */
export function benchEntry(n: number): Entry {
  const digits = new Uint8Array(18)
  for (let i = 0, rest = n; i < 9; i++, rest = Math.floor(rest / 31)) digits[2 * i + 1] = rest % 31
  return entryOf({
    label: makeLabelId(digits),
    models: Array.from({ length: modelsEach }, (_, k) => modelOf(n, k)),
    maker: `maker-${n % makers}`,
    category: n % 2 === 0 ? 'network-camera' : 'router',
    level: n % 10 === 0 ? '3' : '1',
    ...(n % 50 === 7 ? { events: [{ event: 'suspended', at: '2026-11-01T00:00:00Z' }] } : {}),
  })
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
