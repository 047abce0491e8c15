import { type PlainRows, readSlowly } from './plain-rows.ts'

/**
 * Counts the rows of a piece of a list by what was learnt of them, as far as nobody has to look at them. It stands by itself, with
 * nothing that changes from piece to piece: so the one loop that sees every row is compiled once.
 */
export interface PlainTally {
  /** Begins with a piece, of which the first `slow` rows have to be read the long way. */
  begin(bytes: Uint8Array, from: number, slow: number): void
  /** Goes on to the next row that is not counted by itself; false at the end. */
  next(): boolean
  /** Of that row: what it was found to be (as in `PlainRows`), how many rows stand before it, and its bytes. */
  readonly place: () => number
  readonly before: () => number
  readonly from: () => number
  readonly to: () => number
  /** Counts it, and from now on all like it by themselves. */
  count(place: number): void
  /** How many were counted, by their place. */
  readonly times: () => ReadonlyMap<number, number>
}

/** Opens the counting of plain rows. */
export function openPlainTally(rows: PlainRows): PlainTally {
  const { places, begins, ends } = rows
  let counted = new Uint8Array(1 << 10) // by place: 1 where rows are counted by themselves
  let times = new Uint32Array(1 << 10)
  let bytes: Uint8Array = new Uint8Array()
  let from = 0
  let at = 0 // among the rows that were answered together
  let count = 0
  let row = 0
  let slow = 0
  return {
    begin(piece, begin, first) {
      bytes = piece
      from = begin
      slow = first
      at = -1
      count = 0
      row = -1
      counted.fill(0)
      times.fill(0)
    },
    next() {
      at++
      row++
      for (;;) {
        for (; at < count; at++, row++) {
          const place = places[at]!
          if (place === readSlowly || row < slow || counted[place] !== 1) return true
          times[place]!++
        }
        if (from >= bytes.length) return false
        from = rows.next(bytes, from)
        count = rows.count()
        at = 0
      }
    },
    place: () => (row < slow ? readSlowly : places[at]!),
    before: () => row,
    from: () => begins[at]!,
    to: () => ends[at]!,
    count(place) {
      if (place >= counted.length) {
        const [more, often] = [new Uint8Array(2 * place), new Uint32Array(2 * place)]
        more.set(counted)
        often.set(times)
        counted = more
        times = often
      }
      counted[place] = 1
      times[place]!++
    },
    times() {
      const all = new Map<number, number>()
      for (const [place, of] of times.entries()) if (of > 0) all.set(place, of)
      return all
    },
  }
}
