import { provisionJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { nodeOf } from '../../../../core/scheme/node.ts'
import type { Provision, Standard } from '../../../../core/scheme/standard.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Name } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { en, ja } from './node.texts.ts'
import { AsDataLinks, DemandedBy, Elsewhere, InLongList } from './node-parts.tsx'

type Context = PageContext<typeof ja>

const found = (p: PageContext<unknown>) => {
  const standard = p.house.standards.find((s) => s.id === p.param('id'))
  const provision = standard?.provisions.find((row) => row.id === p.param('provision'))
  return standard && provision ? { standard, provision } : undefined
}

export const provisionPath = (standard: string, provision: string): string =>
  `/standards/${standard}/${encodeURIComponent(provision)}`

/** One provision of a standard or law, at its own lasting address. */
export const provisionPage = definePage({
  path: '/standards/:id/:provision',
  texts: { ja, en },
  data: (p) => {
    const row = found(p)
    if (row === undefined) return undefined
    const { standard, provision } = row
    const { id, edition } = standard
    const json = { standard: id, edition, ...provision }
    return { json, jsonLd: provisionJsonLd(standard, provision, p.house.operator.address) }
  },
  handler: (p) => {
    const row = found(p)
    if (row === undefined) return p.notFound()
    const { standard, provision } = row
    const { t } = p
    const node = nodeOf(standard.id, provision.id)
    const conditions = standard.conditions.filter(({ id }) => provision.conditions.includes(id))
    return p.show(
      {
        title: `${p.say(standard.shortName)} ${provision.id}`,
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href(`/standards/${standard.id}`), text: p.say(standard.shortName) },
        ],
      },
      <>
        <Title eyebrow={`${p.say(standard.name)}　${provision.id}`} title={<Name text={p.say(provision.subject)} />}>
          <p class="sm mut">
            {t.status[provision.status]}　<Known p={p} provenance={provision.provenance} />
          </p>
        </Title>
        <Notice>
          <p class="sm">
            {t.unofficial} <a href={standard.officialUrl}>{t.official}</a>
          </p>
        </Notice>
        <div class="gap">
          {conditions.length > 0 && (
            <Section title={t.conditions}>
              <Facts
                items={conditions.map((condition) => ({
                  term: <Code>{condition.id}</Code>,
                  detail: (
                    <>
                      {p.say(condition.text)}　<Known p={p} provenance={condition.provenance} />
                    </>
                  ),
                }))}
              />
            </Section>
          )}
          {provision.cases && <Cases p={p} standard={standard} provision={provision} />}
          <Elsewhere p={p} node={node} />
          <InLongList p={p} node={node} />
          <DemandedBy p={p} node={node} />
          <AsDataLinks p={p} path={provisionPath(standard.id, provision.id)} />
        </div>
      </>,
    )
  },
})

const Cases = ({ p, standard, provision }: { p: Context; standard: Standard; provision: Provision }) => {
  const { t } = p
  return (
    <Section title={t.cases}>
      <Table
        caption={t.cases}
        rows={provision.cases ?? []}
        columns={[
          {
            head: t.case,
            rowHead: true,
            cell: (one) => (
              <>
                <Code>{one.id}</Code> <span class="plain">{p.say(one.subject)}</span>
              </>
            ),
          },
          { head: t.kind, label: t.kind, cell: (one) => t.caseKinds[one.kind] },
          { head: t.units, label: t.units, number: true, cell: (one) => one.units },
          {
            head: t.looksAt,
            label: t.looksAt,
            cell: (one) =>
              one.looksAt.map((id) => {
                const table = standard.tables?.find((candidate) => candidate.id === id)
                return (
                  <span class="nw" title={table && p.say(table.subject)}>
                    {id}{' '}
                  </span>
                )
              }),
          },
        ]}
      />
    </Section>
  )
}
