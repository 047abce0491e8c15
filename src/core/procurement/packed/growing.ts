import type { Memory } from '../hash-table.ts'

/** Bytes that are put one after another, in memory that grows. */
export interface GrowingBytes {
  add(from: Uint8Array, begin: number, end: number): void
  readonly length: () => number
  /** All of them, in memory of their own size. */
  done(): Uint8Array
}

/** Numbers below 2³² that are put one after another. */
export interface GrowingNumbers {
  add(value: number): void
  readonly length: () => number
  done(): Uint32Array
}

/** Opens memory for bytes. */
export function growingBytes(memory: Memory): GrowingBytes {
  let held = new Uint8Array(1 << 16)
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
      return all
    },
  }
}

/** Opens memory for numbers. */
export function growingNumbers(memory: Memory): GrowingNumbers {
  let held = new Uint32Array(1 << 14)
  let length = 0
  return {
    add(value) {
      if (length === held.length) {
        const larger = new Uint32Array(held.length * 2)
        larger.set(held)
        held = larger
      }
      held[length++] = value
    },
    length: () => length,
    done() {
      const all = new Uint32Array(memory(4 * length))
      all.set(held.subarray(0, length))
      return all
    },
  }
}
