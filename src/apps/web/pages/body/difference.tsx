/** A stretch of text that stayed, went or came. */
export interface Stretch {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

const words = new Intl.Segmenter('ja', { granularity: 'word' })
const wordsOf = (text: string): readonly string[] => [...words.segment(text)].map((s) => s.segment)

/** What changed between two texts, word by word: the longest common sequence stays. Texts here have 600 characters at most. */
export function difference(before: string, after: string): readonly Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  // common[i][j]: how many words the rest of `a` from i and the rest of `b` from j have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)

  const found: Stretch[] = []
  const put = (kind: Stretch['kind'], text: string) => {
    const last = found.at(-1)
    if (last?.kind === kind) found[found.length - 1] = { kind, text: last.text + text }
    else found.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put('same', a[i]!)
      i++
      j++
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) put('removed', a[i++]!)
    else put('added', b[j++]!)
  }
  return found
}

/** The same as it is read: struck out what went, underlined what came. */
export const Changed = ({ before, after }: { before: string; after: string }) => (
  <>
    {difference(before, after).map(({ kind, text }) =>
      kind === 'removed' ? <del>{text}</del> : kind === 'added' ? <ins>{text}</ins> : text,
    )}
  </>
)
