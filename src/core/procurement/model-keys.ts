import { hashOfBytes, openTable } from './hash-table.ts'
import { alikeCodes, endOfStem, nearLimit } from './model-key.ts'
import type { PackedModels } from './packed/packed-register.ts'
import { hasWide, keyCode, plainKey } from './packed/plain-key.ts'

const longestModel = 100 // bytes, well below what a cell may hold
const nowhere = -1
const unclear = -2

/**
 * Finds plain models that lie as bytes among those of a register, many at once: each step is done for all of them before the next,
 * so that the memory one of them needs is fetched while the others are looked at.
 */
export interface ModelKeys {
  /** Takes the model of a row in. */
  take(bytes: Uint8Array, from: number, to: number, row: number): void
  /** The row has no model that could be looked for so. */
  skip(row: number): void
  /** The place of the only model of its class, `nowhere` where nothing is like it, `unclear` where more has to be looked at. */
  find(count: number, places: Int32Array): void
  readonly nowhere: number
  readonly unclear: number
}

/** Opens the finding of so many models at once. */
export function openModelKeys(models: PackedModels, atOnce: number): ModelKeys {
  const { texts, ends } = models
  const classes = openTable(models.classes)
  const skeletons = openTable(models.skeletons)
  const stems = openTable(models.stems)
  const keys = new Uint8Array(atOnce * longestModel)
  const lengths = new Int32Array(atOnce) // 0: none
  const hashes = new Int32Array(atOnce)
  const froms = new Int32Array(atOnce)
  const tos = new Int32Array(atOnce)
  const firstBytes = new Int32Array(atOnce)

  /** Whether a model of the register has the key of a row; undefined where only the long way can tell. */
  const isSame = (from: number, to: number, row: number): boolean | undefined => {
    const end = row * longestModel + lengths[row]!
    let at = row * longestModel
    for (let i = from; i < to; i++) {
      const code = keyCode(texts[i]!)
      if (code === -1) return undefined
      if (code !== 0 && (at === end || keys[at++] !== code)) return hasWide(texts, i, to) ? undefined : false
    }
    return at === end
  }
  const isNear = (row: number): boolean => {
    const length = lengths[row]!
    if (length < nearLimit) return false
    const begin = row * longestModel
    if (skeletons.first(hashOfBytes(keys, begin, begin + length, alikeCodes) || 1) !== -1) return true
    const stem = endOfStem(length, (i) => keys[begin + i]!)
    return stem >= nearLimit && stems.first(hashOfBytes(keys, begin, begin + stem) || 1) !== -1
  }
  const decide = (row: number, first: number): number => {
    let found = nowhere
    let from = froms[row]!
    let to = tos[row]!
    for (let place = first; place !== -1; ) {
      const same = isSame(from, to, row)
      if (same === undefined || (same && found !== nowhere)) return unclear
      if (same) found = place
      place = classes.after(place)
      if (place === -1) break
      from = place === 0 ? 0 : ends[place - 1]!
      to = ends[place]!
    }
    return found === nowhere && isNear(row) ? unclear : found
  }

  return {
    nowhere,
    unclear,
    take(bytes, from, to, row) {
      const begin = row * longestModel
      const length = to - from > longestModel ? -1 : plainKey(bytes, from, to, keys, begin)
      lengths[row] = Math.max(0, length)
      if (length > 0) hashes[row] = hashOfBytes(keys, begin, begin + length) || 1
    },
    skip(row) {
      lengths[row] = 0
    },
    find(count, places) {
      for (let row = 0; row < count; row++) places[row] = lengths[row] === 0 ? nowhere : classes.head(hashes[row]!)
      for (let row = 0; row < count; row++)
        if (places[row] !== -1) places[row] = classes.from(places[row]!, hashes[row]!)
      for (let row = 0; row < count; row++) {
        const place = places[row]!
        if (place === -1) continue
        froms[row] = place === 0 ? 0 : ends[place - 1]!
        tos[row] = ends[place]!
      }
      // Only to have it at hand below.
      for (let row = 0; row < count; row++) if (places[row] !== -1) firstBytes[row] = texts[froms[row]!]!
      for (let row = 0; row < count; row++) places[row] = lengths[row] === 0 ? unclear : decide(row, places[row]!)
    },
  }
}
