import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { sharesOf } from './map-bars.tsx'
import { type MapColumn, mapRows } from './map-columns.ts'
import { rulesFrom, rulesInto } from './map-rules.ts'
import type { MapQuestion } from './map-subject.ts'
import { nameNode } from './nodes.ts'

type P = PageContext<unknown>

const columnData = ({ key, edition, scheme, nodes }: MapColumn) => ({
  column: key,
  edition,
  kind: scheme ? scheme.kind : 'standard',
  demands: nodes.length,
})

/** The map for programs. Recognition and coverage are two things under two names, and no figure mixes them. */
export function mapData(p: P, q: MapQuestion) {
  const { catalogue } = p.house
  const { scheme, level, day, columns } = q
  return {
    scheme: editionKey(scheme),
    edition: scheme.edition.documentNumber,
    level: level.code,
    asOf: day,
    recognition: {
      byOthers: rulesFrom(catalogue, scheme.id, level.code, day).map(({ rule, state }) => ({ state, ...rule })),
      ofOthers: rulesInto(catalogue, scheme.id, day).map(({ rule, state }) => ({ state, ...rule })),
    },
    coverage: {
      columns: columns.map(columnData),
      rows: mapRows(catalogue, q, columns).map(({ node, cells }) => ({
        node,
        title: nameNode(catalogue, node)?.title,
        cells: cells.map((cell, at) => ({ column: columns[at]!.key, ...cell })),
      })),
      reverse: sharesOf(p, q).map(({ column, ...share }) => ({ column: column.key, ...share })),
    },
  }
}
