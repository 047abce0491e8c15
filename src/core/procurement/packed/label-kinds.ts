import { hashOfBytes } from '../hash-table.ts'
import { memberOf, type Scan, scanned } from './scan-entry.ts'

/** Gives labels numbers, from 1, by what a judgement of a plain label rests on besides its days; 0: there are too many kinds. */
export interface LabelKinds {
  of(bytes: Uint8Array, scan: Scan, stop: number): number
  /** What the numbers mean; what comes then is numbered anew. */
  done(): readonly string[]
}

// A register has as many as it has levels, categories and ends of support together; more cost more than they save.
const mostKinds = 20_000
const longestKind = 1024

const supportUntil = new TextEncoder().encode('supportUntil')
const decoder = new TextDecoder()
const own = [scanned.scheme, scanned.edition, scanned.level, scanned.assessor, scanned.category]
const comma = 0x2c

/** Opens the numbering of kinds. */
export function openKinds(): LabelKinds {
  const known = new Map<number, { readonly key: Uint8Array; readonly number: number }[]>()
  let texts: string[] = []
  const key = new Uint8Array(longestKind)
  const support = [0, 0]
  let length = 0
  const put = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (to <= from || length + to - from >= longestKind) return false
    for (let i = from; i < to; i++) key[length++] = bytes[i]!
    key[length++] = comma
    return true
  }
  return {
    of(bytes, { ranges }, stop) {
      length = 0
      key[length++] = stop
      for (const what of own) if (!put(bytes, ranges[2 * what]!, ranges[2 * what + 1]!)) return 0
      const updates = 2 * scanned.updates
      if (!memberOf(bytes, ranges[updates]!, ranges[updates + 1]!, supportUntil, support)) return 0
      if (!put(bytes, support[0]!, support[1]!)) return 0
      const hash = hashOfBytes(key, 0, length)
      const alike = known.get(hash)
      if (alike !== undefined)
        for (const one of alike) if (one.key.length === length && startsWith(key, one.key)) return one.number
      if (texts.length >= mostKinds) return 0
      const one = { key: key.slice(0, length), number: texts.push(decoder.decode(key.subarray(0, length))) }
      if (alike === undefined) known.set(hash, [one])
      else alike.push(one)
      return one.number
    },
    done() {
      const all = texts
      texts = []
      known.clear()
      return all
    },
  }
}

function startsWith(all: Uint8Array, first: Uint8Array): boolean {
  for (let i = 0; i < first.length; i++) if (all[i] !== first[i]) return false
  return true
}
