import type { Reading } from '../../../core/crosswalk/comparison.ts'
import type { Language } from '../../../core/kernel/text.ts'

/** What a cell of a comparison can say: how theirs looks from ours, that there is nothing, or that nobody has compared. */
export type CellReading = Reading | 'none' | 'unknown'

export const readingText: Record<CellReading, { readonly ja: string; readonly en: string }> = {
  same: { ja: '同じ要求', en: 'Same demand' },
  within: { ja: '相手のほうが狭い', en: 'Theirs is narrower' },
  beyond: { ja: '相手のほうが広い', en: 'Theirs is wider' },
  overlaps: { ja: '一部が重なる', en: 'Overlaps in part' },
  none: { ja: '対応するものなし', en: 'No counterpart' },
  unknown: { ja: '比べていない', en: 'Not compared' },
}

const frame = <rect x="1" y="1" width="16" height="16" fill="#fff" stroke="#333" stroke-width="1.5" />

const shape: Record<CellReading, unknown> = {
  same: <rect x="1" y="1" width="16" height="16" fill="#333" />,
  within: (
    <>
      {frame}
      <path d="M1 17V1h8v16z" fill="#333" />
    </>
  ),
  beyond: (
    <>
      {frame}
      <path d="M1 17V1h16v16z" fill="#fff" stroke="#333" stroke-width="1.5" />
      <rect x="5" y="5" width="8" height="8" fill="#333" />
    </>
  ),
  overlaps: (
    <>
      {frame}
      <circle cx="9" cy="9" r="3" fill="#333" />
    </>
  ),
  none: <path d="M3 9h12" stroke="#666" stroke-width="1.5" />,
  unknown: (
    <path d="M8 13.5h2v2h-2zM6 6a3 3 0 1 1 4 2.8c-.7.3-1 .7-1 1.7" fill="none" stroke="#666" stroke-width="1.5" />
  ),
}

/** How two demands compare: a grey square and its words, always together. Coverage is grey; recognition has another form. */
export const Reads = ({ reading, lang }: { reading: CellReading; lang: Language }) => (
  <span class="cov">
    <svg viewBox="0 0 18 18" aria-hidden="true">
      {shape[reading] as never}
    </svg>
    <span class={reading === 'none' || reading === 'unknown' ? 'mut' : undefined}>{readingText[reading][lang]}</span>
  </span>
)
