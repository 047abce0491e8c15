import type { Mark, Provenance } from '../../../../core/scheme/provenance.ts'
import type { PageContext } from '../../page.tsx'
import { Nw } from '../../parts/text.tsx'

const words: Record<Mark, { readonly ja: string; readonly en: string }> = {
  verified: { ja: '出典で確認', en: 'Verified at the source' },
  secondary: { ja: '二次資料による', en: 'From secondary sources' },
  recalled: { ja: '未確認（記憶による）', en: 'Not verified (recalled)' },
  derived: { ja: '星印による推定', en: 'Inferred by Hoshirushi' },
  own: { ja: '星印が定めたもの', en: 'Our own design' },
}

/** How a fact is known, beside every fact of the catalogue: nobody has to take our word for it. */
export const Known = ({ p, provenance }: { p: PageContext<unknown>; provenance: Provenance }) => {
  const { mark, source, note } = provenance
  const word = words[mark][p.lang]
  const web = source !== undefined && /^https?:\/\//.test(source)
  return (
    <span class="known" title={note}>
      {web ? (
        <a href={source} rel="nofollow">
          <Nw>{word}</Nw>
        </a>
      ) : (
        <Nw>{word}</Nw>
      )}
      {source !== undefined && !web && (p.lang === 'ja' ? `：${source}` : `: ${source}`)}
    </span>
  )
}

export const markWords = words
