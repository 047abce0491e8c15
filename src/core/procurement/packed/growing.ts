import type { Memory } from '../hash-table.ts'

/** Bytes that are put one after another, in memory that grows. */
export interface GrowingBytes {
  add(from: Uint8Array, begin: number, end: number): void
  readonly length: () => number
  /** All of them, in memory of their own size; what comes then begins anew. */
  done(): Uint8Array
}

/** Numbers that are put one after another. */
export interface GrowingNumbers<T> {
  add(value: number): void
  readonly length: () => number
  /** All of them, in memory of their own size; what comes then begins anew. */
  done(): T
}

/** Opens memory for bytes. */
export function growingBytes(memory: Memory): GrowingBytes {
  let held = new Uint8Array(1 << 20)
  let length = 0
  return {
    add(from, begin, end) {
      const more = end - begin
      if (length + more > held.length) {
        const larger = new Uint8Array(Math.max(held.length * 2, length + more))
        larger.set(held.subarray(0, length))
        held = larger
      }
      // Models are short: setting them one by one is quicker than making a view of them.
      if (more < 64) for (let i = begin; i < end; i++) held[length++] = from[i]!
      else {
        held.set(from.subarray(begin, end), length)
        length += more
      }
    },
    length: () => length,
    done() {
      const all = new Uint8Array(memory(length))
      all.set(held.subarray(0, length))
      length = 0
      return all
    },
  }
}

/** Opens memory for numbers. */
export const growingNumbers = (memory: Memory): GrowingNumbers<Uint32Array> => growing(memory, Uint32Array)

/** Opens memory for moments, in milliseconds. */
export const growingMoments = (memory: Memory): GrowingNumbers<Float64Array> => growing(memory, Float64Array)

interface Kind<T> {
  readonly BYTES_PER_ELEMENT: number
  new (from: number | ArrayBufferLike): T
}

function growing<T extends Uint32Array | Float64Array>(memory: Memory, Kind: Kind<T>): GrowingNumbers<T> {
  let held = new Kind(1 << 17)
  let length = 0
  return {
    add(value) {
      if (length === held.length) {
        const larger = new Kind(held.length * 2)
        larger.set(held)
        held = larger
      }
      held[length++] = value
    },
    length: () => length,
    done() {
      const all = new Kind(memory(Kind.BYTES_PER_ELEMENT * length))
      all.set(held.subarray(0, length))
      length = 0
      return all
    },
  }
}
