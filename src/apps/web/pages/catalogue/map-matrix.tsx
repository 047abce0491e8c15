import { type NodeId, splitNode } from '../../../../core/scheme/node.ts'
import type { PageContext } from '../../page.tsx'
import { type CellReading, Reads } from '../../parts/coverage.tsx'
import { en, ja } from './map.texts.ts'
import { cellReadings, countReadings, type MapCell, type MapColumn } from './map-columns.ts'
import { LawCell } from './map-law.tsx'
import type { RuleOnDay } from './map-rules.ts'
import { type MapQuestion, mapPath, subjectName } from './map-subject.ts'
import { nameNode } from './nodes.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** The rows of the table, each with its cells in the order of the columns. */
export type Rows = readonly { readonly node: NodeId; readonly cells: readonly MapCell[] }[]

/** Every square of the table, with its words. */
export const Key = ({ p, rows }: { p: P; rows: Rows }) => {
  const used = new Set<CellReading>(rows.flatMap(({ cells }) => cells.map(({ reading }) => reading)))
  return (
    <p class="key sm">
      <strong>{texts[p.lang].key}</strong>
      {cellReadings
        .filter((reading) => used.has(reading))
        .map((reading) => (
          <Reads reading={reading} lang={p.lang} />
        ))}
    </p>
  )
}

const Heading = ({ p, column }: { p: P; column: MapColumn }) => (
  <>
    <a href={p.href(column.path)}>{p.say(column.name)}</a>
    {p.say(column.part) !== '' && <span class="plain mut block">{p.say(column.part)}</span>}
    <span class="plain mut block">{column.edition}</span>
  </>
)

/** Where a row is explained, cell by cell; without the language. */
export const rowPath = (q: MapQuestion, node: NodeId, asOf: string): string =>
  mapPath(q, `/${encodeURIComponent(node)}`, asOf)

/** How a column is called inside a page. */
export const anchorOf = ({ key }: MapColumn): string => `to-${key.replace(/[^\w-]/g, '-')}`

const Cell = ({
  p,
  q,
  node,
  column,
  cell,
}: {
  p: P
  q: MapQuestion
  node: NodeId
  column: MapColumn
  cell: MapCell
}) => {
  const t = texts[p.lang]
  if (column.nodes.length === 0) return <span class="mut">{t.empty}</span>
  const nearest = cell.counterparts[0]
  return (
    <>
      <Reads reading={cell.reading} lang={p.lang} />
      {cell.itself && <span class="block mut">{t.itself}</span>}
      {nearest && (
        <a class="why-link" href={`${p.href(rowPath(q, node, p.query('as_of')))}#${anchorOf(column)}`}>
          {splitNode(nearest.node).id}
          {cell.counterparts.length > 1 && ` ${t.and(cell.counterparts.length - 1)}`}
        </a>
      )}
    </>
  )
}

/** Law above a double rule, comparison below it: the two are seen together and never added up. */
export const Matrix = ({ p, q, rows, rules }: { p: P; q: MapQuestion; rows: Rows; rules: readonly RuleOnDay[] }) => {
  const t = texts[p.lang]
  const { columns } = q
  return (
    <section class="scroll" tabindex={0} aria-label={t.matrixRegion}>
      <table class="mx">
        <caption class="vh">{t.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{subjectName(p, q.scheme, q.level)}</th>
            {columns.map((column) => (
              <th scope="col">
                <Heading p={p} column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="by-law">
            <th scope="row">
              {t.law}
              <span class="plain mut block">{t.lawNote}</span>
            </th>
            {columns.map((column) => (
              <td>
                <LawCell p={p} column={column} rules={rules} />
              </td>
            ))}
          </tr>
        </tbody>
        <tbody>
          {rows.map(({ node, cells }) => {
            const named = nameNode(p.house.catalogue, node)
            return (
              <tr>
                <th scope="row">
                  {named ? p.say(named.title) : node}
                  <span class="plain mut block">
                    {named ? <a href={p.href(named.path)}>{named.id}</a> : splitNode(node).id}
                  </span>
                </th>
                {cells.map((cell, at) => (
                  <td>
                    <Cell p={p} q={q} node={node} column={columns[at]!} cell={cell} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
        {rows.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row">{t.summary(rows.length)}</th>
              {columns.map((column, at) => (
                <td>
                  {column.nodes.length > 0 &&
                    countReadings(rows.map(({ cells }) => cells[at]!)).map(({ reading, count }) => (
                      <span class="block nw">
                        {t.counts[reading]} {count}
                      </span>
                    ))}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
