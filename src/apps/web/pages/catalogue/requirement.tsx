import { requirementJsonLd } from '../../../../core/exchange/untp-relations.ts'
import { nodeOf, requirementDocument, splitNode } from '../../../../core/scheme/node.ts'
import type { Requirement, United } from '../../../../core/scheme/requirement.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Name } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { AsDataLinks, Elsewhere, NodeLink } from './node-parts.tsx'
import { documentName } from './nodes.ts'
import { en, ja } from './requirements.texts.ts'

type Context = PageContext<typeof ja>

const found = (p: PageContext<unknown>): Requirement | undefined =>
  p.house.catalogue.longList.requirements.find(({ id }) => id === p.param('requirement'))

/** One row of the long list, at its own lasting address: what it demands and which provisions it unites. */
export const requirementPage = definePage({
  path: '/requirements/:requirement',
  texts: { ja, en },
  data: (p) => {
    const requirement = found(p)
    const { catalogue, operator } = p.house
    return (
      requirement && { json: requirement, jsonLd: requirementJsonLd(requirement, operator.address, catalogue.schemes) }
    )
  },
  handler: (p) => {
    const requirement = found(p)
    if (requirement === undefined) return p.notFound()
    const { t } = p
    const { themes } = p.house.catalogue.longList
    const theme = themes.find(({ id }) => id === requirement.theme)
    return p.show(
      {
        title: `${requirement.id} ${p.say(requirement.title)}`,
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href('/requirements'), text: t.title },
        ],
      },
      <>
        <Title
          eyebrow={`${requirement.id}　${theme ? p.say(theme.title) : ''}`}
          title={<Name text={p.say(requirement.title)} />}
          lead={p.say(requirement.demand)}
        >
          <p class="sm mut">
            <Known p={p} provenance={requirement.provenance} />
          </p>
        </Title>
        <div class="gap">
          <Unites p={p} requirement={requirement} />
          <Elsewhere p={p} node={nodeOf(requirementDocument, requirement.id)} />
          <AsDataLinks p={p} path={`/requirements/${encodeURIComponent(requirement.id)}`} />
        </div>
      </>,
    )
  },
})

const Unites = ({ p, requirement }: { p: Context; requirement: Requirement }) => {
  const { t } = p
  const { sources } = p.house.catalogue.longList
  const of = ({ provision }: United) => splitNode(provision).document
  const missing = sources.filter((source) => !requirement.unites.some((united) => of(united) === source))
  const name = (document: string) => p.say(documentName(p.house.catalogue, document) ?? { ja: document, en: document })
  return (
    <Section title={t.unites} note={t.unitesNote}>
      <Table
        caption={t.unites}
        rows={requirement.unites}
        columns={[
          {
            head: t.provision,
            rowHead: true,
            cell: ({ provision }) => (
              <span class="plain">
                <NodeLink p={p} node={provision} />
              </span>
            ),
          },
          { head: t.extent, label: t.extent, cell: ({ extent }) => t.extents[extent] },
          { head: t.known, label: t.known, cell: ({ provenance }) => <Known p={p} provenance={provenance} /> },
        ]}
      />
      {missing.length > 0 && (
        <p class="sm">
          <strong>{t.notIn}</strong>　{missing.map(name).join(p.lang === 'ja' ? '、' : ', ')}
        </p>
      )}
    </Section>
  )
}
