import { dateInJapan } from '../../../../core/kernel/date.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Reads } from '../../parts/coverage.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Name } from '../../parts/text.tsx'
import { en, ja } from './map.texts.ts'
import { type MapCell, type MapColumn, mapRows } from './map-columns.ts'
import { anchorOf } from './map-matrix.tsx'
import { mapPath, noMap, readMap, subjectName } from './map-subject.ts'
import { NodeLink, Why } from './node-parts.tsx'
import { nameNode } from './nodes.ts'

type Context = PageContext<typeof ja>

/** One row of the map with the reason for every cell. */
export const mapRowPage = definePage({
  path: '/map/:scheme/:node',
  texts: { ja, en },
  handler: (p) => {
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const q = readMap(p, dateInJapan(asOf.at))
    if (q === undefined) return noMap(p)
    const row = mapRows(p.house.catalogue, q, q.columns).find(({ node }) => node === p.param('node'))
    const named = row && nameNode(p.house.catalogue, row.node)
    if (row === undefined || named === undefined) return p.notFound()
    const t = p.t.row
    const label = subjectName(p, q.scheme, q.level)
    return p.show(
      {
        title: t.title(named.id),
        current: '/schemes',
        back: { href: p.href(mapPath(q, '', p.query('as_of'))), text: t.back },
      },
      <>
        <Title eyebrow={`${label}　${named.id}`} title={<Name text={p.say(named.title)} />} lead={t.lead}>
          <p>
            <a href={p.href(named.path)}>{t.page}</a>
          </p>
        </Title>
        {q.columns.map((column, at) => (
          <Reasons p={p} column={column} cell={row.cells[at]!} />
        ))}
      </>,
    )
  },
})

const Reasons = ({ p, column, cell }: { p: Context; column: MapColumn; cell: MapCell }) => {
  const t = p.t.row
  const note = [p.say(column.part), column.edition].filter(Boolean).join('　')
  return (
    <Section title={p.say(column.name)} note={note} id={anchorOf(column)}>
      {cell.counterparts.length === 0 ? (
        <p>
          <Reads reading={cell.reading} lang={p.lang} />
          <br />
          {cell.itself ? p.t.itself : cell.reading === 'none' ? t.nothing : t.notCompared}
        </p>
      ) : (
        <Table
          caption={p.say(column.name)}
          rows={cell.counterparts}
          columns={[
            {
              head: t.counterpart,
              rowHead: true,
              cell: (other) => (
                <span class="plain">
                  <NodeLink p={p} node={other.node} />
                </span>
              ),
            },
            {
              head: t.compared,
              label: t.compared,
              oneLine: true,
              cell: (other) => <Reads reading={other.reading} lang={p.lang} />,
            },
            { head: t.why, label: t.why, cell: (other) => <Why p={p} counterpart={other} /> },
          ]}
        />
      )}
    </Section>
  )
}
