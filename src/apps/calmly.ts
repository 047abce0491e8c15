const freshMs = 10_000
const rest = 50

/**
 * An answer that is asked for often and takes long: kept for ten seconds, or for fifty times as long as it took, so that a register
 * that grows is not counted all the time. Whoever asks meanwhile waits for the same answer; a failure is not kept.
 */
export function calmly<T>(answer: () => Promise<T>, now: () => number): () => Promise<T> {
  let kept: { readonly value: Promise<T>; until: number } | undefined
  return () => {
    if (kept !== undefined && now() < kept.until) return kept.value
    const began = now()
    const value = answer()
    const mine = { value, until: Number.POSITIVE_INFINITY }
    kept = mine
    value.then(
      () => {
        const ended = now()
        mine.until = ended + Math.max(freshMs, (ended - began) * rest)
      },
      () => {
        if (kept === mine) kept = undefined
      },
    )
    return value
  }
}
