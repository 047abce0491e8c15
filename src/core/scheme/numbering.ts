const range = /^(.*?)(\d+|[A-Za-z])\.\.(\d+|[A-Za-z])$/
const most = 1000 // no edition comes near; a slip of the pen must not fill the memory

/** The numbers meant by '5.1-1..5', 'I-2a..m' or 'S1.1-01..16'; anything else means itself. */
export function expandNumbers(written: string): readonly string[] {
  const [, stem, first, last] = range.exec(written) ?? []
  if (stem === undefined || first === undefined || last === undefined) return [written]
  const digits = /^\d/.test(first)
  if (digits !== /^\d/.test(last)) return [written]
  const [from, to] = digits ? [Number(first), Number(last)] : [first.codePointAt(0)!, last.codePointAt(0)!]
  if (to < from || to - from >= most) return [written]
  const name = (n: number) =>
    digits ? String(n).padStart(first.startsWith('0') ? first.length : 1, '0') : String.fromCodePoint(n)
  return Array.from({ length: to - from + 1 }, (_, i) => stem + name(from + i))
}

const numbered = /^(.*?)(\d+)([A-Za-z]?)$/

/** Numbers that a few rows jump over: '5.3-3' between '5.3-2' and '5.3-4A'. */
export function skippedNumbers(ids: readonly string[]): readonly string[] {
  const stems = new Map<string, Set<number>>()
  const lettered = new Map<string, Set<number>>()
  const add = (to: Map<string, Set<number>>, key: string, n: number) => to.set(key, (to.get(key) ?? new Set()).add(n))
  for (const id of ids) {
    const [, stem, digits, letter] = numbered.exec(id) ?? []
    if (stem === undefined || digits === undefined) continue
    if (digits.length < 5) add(stems, stem, Number(digits)) // longer ones are years and serial numbers
    if (letter) add(lettered, stem + digits, letter.codePointAt(0)!)
  }
  return [
    ...[...stems].flatMap(([stem, found]) => gaps(found).map((n) => `${stem}${n}`)),
    ...[...lettered].flatMap(([stem, found]) => gaps(found).map((n) => stem + String.fromCodePoint(n))),
  ]
}

// A long jump is a block that belongs to another document (the device requirements of IEC 62443-4-2 take over numbers of the
// system standard); a short one is a row that somebody forgot.
const short = 3

function gaps(found: ReadonlySet<number>): readonly number[] {
  const sorted = [...found].sort((a, b) => a - b)
  return sorted.flatMap((high, i) => {
    const low = sorted[i - 1] ?? high
    const skipped = high - low - 1
    return skipped > short ? [] : Array.from({ length: Math.max(0, skipped) }, (_, n) => low + 1 + n)
  })
}
