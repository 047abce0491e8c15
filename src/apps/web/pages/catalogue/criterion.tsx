import { criterionJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { criterionUri } from '../../../../core/exchange/untp-uri.ts'
import { nodeOf } from '../../../../core/scheme/node.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Name } from '../../parts/text.tsx'
import { Demand, Evaluated } from '../public/criterion-body.tsx'
import { Known } from '../public/provenance.tsx'
import { en, ja } from './node.texts.ts'
import { AsDataLinks, DemandedBy, Elsewhere } from './node-parts.tsx'

const found = (p: PageContext<unknown>) => {
  const scheme = p.house.catalogue.schemes.find((s) => editionKey(s) === p.param('scheme'))
  const criterion = scheme?.criteria.find((c) => c.id === p.param('criterion'))
  return scheme && criterion ? { scheme, criterion } : undefined
}

/** The name by which labels cite a criterion, with the number of the document; it leads to where that edition stands here. */
export const criterionAsCitedPage = definePage({
  path: '/schemes/:scheme/:number/criteria/:criterion',
  prefixed: false,
  texts: { ja, en },
  handler: (p) => {
    const scheme = p.house.catalogue.schemes.find(
      ({ id, edition }) => id === p.param('scheme') && edition.documentNumber === p.param('number'),
    )
    const criterion = scheme?.criteria.find(({ id }) => id === p.param('criterion'))
    return scheme && criterion ? p.c.redirect(criterionUri('', editionKey(scheme), criterion.id), 302) : p.notFound()
  },
})

/** One criterion of a scheme edition, at its own lasting address: what it demands, how it is shown, what it is like elsewhere. */
export const criterionPage = definePage({
  path: '/schemes/:scheme/criteria/:criterion',
  texts: { ja, en },
  data: (p) => {
    const row = found(p)
    if (row === undefined) return undefined
    const { scheme, criterion } = row
    const { id, edition } = scheme
    const json = { scheme: id, edition, ...criterion }
    return { json, jsonLd: criterionJsonLd(scheme, criterion, p.house.operator.address) }
  },
  handler: (p) => {
    const row = found(p)
    if (row === undefined) return p.notFound()
    const { scheme, criterion } = row
    const key = editionKey(scheme)
    const node = nodeOf(key, criterion.id)
    return p.show(
      {
        title: `${criterion.id} ${p.say(criterion.title)}`,
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: p.t.crumb },
          { href: p.href(`/schemes/${key}`), text: p.say(scheme.shortName) },
        ],
      },
      <>
        <Title
          eyebrow={`${p.say(scheme.shortName)}　${scheme.edition.documentNumber}　${criterion.id}`}
          title={<Name text={p.say(criterion.title)} />}
        >
          <p class="sm mut">
            <Known p={p} provenance={criterion.provenance} />
          </p>
        </Title>
        <Notice>
          <p class="sm">
            {p.say(scheme.notice)} <a href={scheme.officialUrl}>{p.t.official}</a>
          </p>
        </Notice>
        <div class="gap">
          <Section title={p.t.demand}>
            <Demand p={p} criterion={criterion} />
          </Section>
          <Section title={p.t.shown}>
            <Evaluated p={p} criterion={criterion} />
          </Section>
          <Elsewhere p={p} node={node} />
          <DemandedBy p={p} node={node} />
          <AsDataLinks p={p} path={`/schemes/${key}/criteria/${encodeURIComponent(criterion.id)}`} />
        </div>
      </>,
    )
  },
})
