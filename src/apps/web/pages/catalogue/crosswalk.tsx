import { crosswalkToCsv } from '../../../../core/exchange/csv-crosswalk.ts'
import { crosswalkJsonLd } from '../../../../core/exchange/untp-relations.ts'
import { crosswalkUri } from '../../../../core/exchange/untp-uri.ts'
import { nodeOf } from '../../../../core/scheme/node.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Known } from '../public/provenance.tsx'
import { en, ja } from './crosswalk.texts.ts'
import { csvFile } from './csv-file.ts'
import { AsDataLinks, NodeLink } from './node-parts.tsx'
import { documentName } from './nodes.ts'

const found = (p: PageContext<unknown>) => p.house.catalogue.crosswalks.find(({ id }) => id === p.param('crosswalk'))

const crosswalkPath = ({ id }: { readonly id: string }): string => crosswalkUri('', id)

const nameOf = (p: PageContext<unknown>, document: string): string =>
  p.say(documentName(p.house.catalogue, document) ?? { ja: document, en: document })

/** Every crosswalk there is. */
export const crosswalksPage = definePage({
  path: '/crosswalks',
  texts: { ja, en },
  data: (p) => ({ json: p.house.catalogue.crosswalks }),
  handler: (p) => {
    const { t } = p
    return p.show(
      { title: t.list, current: '/schemes', crumbs: [{ href: p.href('/schemes'), text: t.crumb }] },
      <>
        <Title title={t.list} lead={t.listLead} />
        <Section title={t.list}>
          <ul class="flow">
            {p.house.catalogue.crosswalks.map((walk) => (
              <li>
                <a href={p.href(crosswalkPath(walk))}>
                  {t.title(nameOf(p, walk.from.document), nameOf(p, walk.to.document))}
                </a>
                　<span class="sm mut">{t.rows(walk.rows.length)}</span>
              </li>
            ))}
          </ul>
        </Section>
      </>,
    )
  },
})

/** One crosswalk, row by row, with reason, confidence and source. */
export const crosswalkPage = definePage({
  path: '/crosswalks/:crosswalk',
  texts: { ja, en },
  data: (p) => {
    const walk = found(p)
    const { catalogue, operator } = p.house
    return walk && { json: walk, jsonLd: crosswalkJsonLd(walk, operator.address, catalogue.schemes) }
  },
  handler: (p) => {
    const walk = found(p)
    if (walk === undefined) return p.notFound()
    const { t } = p
    const title = t.title(nameOf(p, walk.from.document), nameOf(p, walk.to.document))
    const side = (document: string, ids: readonly string[]) =>
      ids.map((id) => (
        <div class="plain">
          <NodeLink p={p} node={nodeOf(document, id)} />
        </div>
      ))
    return p.show(
      {
        title,
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href('/crosswalks'), text: t.list },
        ],
      },
      <>
        <Title title={title} lead={t.note}>
          <p class="sm mut">
            {t.rows(walk.rows.length)}　<Known p={p} provenance={walk.provenance} />
          </p>
        </Title>
        <div class="gap">
          <Section title={t.editions}>
            <Facts
              items={[
                { term: t.from, detail: walk.from.documentNumber },
                { term: t.to, detail: walk.to.documentNumber },
              ]}
            />
          </Section>
          <Section title={t.table} note={t.read}>
            <Table
              caption={t.table}
              rows={walk.rows}
              columns={[
                { head: t.from, rowHead: true, cell: (row) => side(walk.from.document, row.from) },
                { head: t.relation, label: t.relation, cell: (row) => t.relations[row.relation] },
                { head: t.to, label: t.to, cell: (row) => side(walk.to.document, row.to) },
                {
                  head: t.reason,
                  label: t.reason,
                  cell: (row) => (
                    <>
                      {p.say(row.reason)}
                      <br />
                      <span class="sm mut">
                        {t.confidence[row.confidence]}　<Known p={p} provenance={row.provenance} />
                      </span>
                    </>
                  ),
                },
              ]}
            />
            <p>
              <a href={`${crosswalkPath(walk)}/rows.csv`}>{t.csv}</a>
            </p>
          </Section>
          <AsDataLinks p={p} path={crosswalkPath(walk)} />
        </div>
      </>,
    )
  },
})

/** The same rows as a table for a spreadsheet. */
export const crosswalkFile = definePage({
  path: '/crosswalks/:crosswalk/rows.csv',
  prefixed: false,
  texts: { ja, en },
  handler: (p) => {
    const walk = found(p)
    return walk ? csvFile(p, walk.id, crosswalkToCsv(walk).document) : p.notFound()
  },
})
