import { cover, coverageOf } from '../../../../core/crosswalk/coverage.ts'
import { marketOf } from '../../../../core/market/market.ts'
import type { PageContext } from '../../page.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './map.texts.ts'
import type { MapColumn } from './map-columns.ts'
import { anchorOf } from './map-matrix.tsx'
import { type MapQuestion, subjectName } from './map-subject.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** How much of each column's demands would be shown if all of ours were. */
export interface Share {
  readonly column: MapColumn
  readonly asked: number
  readonly whole: number
  readonly part: number
  readonly none: number
}

/** The reverse question, column by column; columns whose demands are not known have no answer. */
export function sharesOf(p: P, { nodes, columns }: MapQuestion): readonly Share[] {
  const coverage = cover(marketOf(p.house.catalogue).graph, nodes)
  return columns
    .filter((column) => column.nodes.length > 0)
    .map((column) => {
      const { asked, whole, part, none } = coverageOf(coverage, column.nodes)
      return { column, asked, whole: whole.length, part: part.length, none: none.length }
    })
}

const width = 240

/** Black for the whole, hatched for a part, white for what nothing follows for. */
export const Bar = ({
  id,
  whole,
  part,
  none,
  label,
}: Omit<Share, 'column' | 'asked'> & { id: string; label: string }) => {
  const all = whole + part + none
  const [a, b] = [(whole / all) * width, (part / all) * width]
  return (
    <svg class="bar" viewBox={`0 0 ${width + 2} 20`} role="img" aria-label={label}>
      <defs>
        <pattern id={`hatch-${id}`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="#fff" />
          <path d="M0 0v5" stroke="#333" stroke-width="3" />
        </pattern>
      </defs>
      <rect x="1" y="1" width={width} height="18" fill="#fff" />
      <rect x="1" y="1" width={a} height="18" fill="#333" />
      <rect x={1 + a} y="1" width={b} height="18" fill={`url(#hatch-${id})`} />
      <rect x="1" y="1" width={width} height="18" fill="none" stroke="#333" />
    </svg>
  )
}

/** How much of theirs follows from all of ours: technically, and nothing else. */
export const Reverse = ({ p, q }: { p: P; q: MapQuestion }) => {
  const t = texts[p.lang]
  const shares = sharesOf(p, q)
  if (shares.length === 0 || q.nodes.length === 0) return null
  return (
    <Section title={t.reverse} note={t.reverseNote(subjectName(p, q.scheme, q.level))} id="reverse">
      <Table
        caption={t.reverse}
        rows={shares}
        columns={[
          {
            head: t.reverseHead,
            rowHead: true,
            cell: ({ column }) => (
              <>
                {p.say(column.name)} <span class="plain mut">{p.say(column.part)}</span>
              </>
            ),
          },
          {
            head: t.picture,
            cell: (share) => (
              <Bar {...share} id={anchorOf(share.column)} label={t.bar(share.whole, share.part, share.none)} />
            ),
          },
          { head: t.asked, label: t.asked, number: true, cell: ({ asked }) => asked },
          { head: t.extents.whole, label: t.extents.whole, number: true, cell: ({ whole }) => whole },
          { head: t.extents.part, label: t.extents.part, number: true, cell: ({ part }) => part },
          { head: t.extents.none, label: t.extents.none, number: true, cell: ({ none }) => none },
        ]}
      />
    </Section>
  )
}
