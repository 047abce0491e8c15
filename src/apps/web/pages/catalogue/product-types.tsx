import type { ApplicableDocument, ProductType } from '../../../../core/scheme/product-type.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Nw, Rich } from '../../parts/text.tsx'
import { markWords } from '../public/provenance.tsx'
import { AsDataLinks } from './node-parts.tsx'
import { en, ja } from './product-types.texts.ts'
import { schemeOf } from './scheme-words.tsx'

type Context = PageContext<typeof ja>

const sectors = [
  'consumer',
  'enterprise-and-government',
  'industry',
] as const satisfies readonly ProductType['sector'][]
const guidelines: readonly ApplicableDocument['kind'][] = ['product-guideline', 'system-guideline']

// The order of the slides; what they do not name comes after.
const order = [
  'communications',
  'security',
  'home',
  'audio',
  'energy',
  'health',
  'entertainment',
  'autonomous',
  'industrial',
].concat(['office', 'financial', 'facility', 'medical', 'automotive', 'power', 'manufacturing', 'rail', 'aviation'])
const rank = ({ id }: ProductType): number => {
  const place = order.findIndex((word) => id.startsWith(word))
  return place < 0 ? order.length : place
}
const inOrder = (types: readonly ProductType[]): readonly ProductType[] => [...types].sort((a, b) => rank(a) - rank(b))

/** What applies to which type of product: rules and certifications, guidelines, and which of them bind. */
export const productTypesPage = definePage({
  path: '/product-types',
  texts: { ja, en },
  data: ({ house }) => ({ json: { productTypes: house.catalogue.productTypes } }),
  handler: (p) => {
    const { t } = p
    const types = inOrder(p.house.catalogue.productTypes)
    const sources = new Set(types.flatMap(({ provenance }) => provenance.source ?? []))
    return p.show(
      { title: t.title, current: '/schemes', crumbs: [{ href: p.href('/schemes'), text: t.crumb }] },
      <>
        <Title title={t.title} lead={<Rich text={t.lead} />} />
        <Section title={t.key}>
          <p>{t.keyText}</p>
        </Section>
        {sectors.map((sector) => {
          const list = types.filter((type) => type.sector === sector)
          return (
            list.length > 0 && (
              <Section title={t.sectors[sector]} note={t.count(list.length)} id={sector}>
                <Table
                  caption={t.sectors[sector]}
                  rows={list}
                  columns={[
                    {
                      head: t.type,
                      rowHead: true,
                      cell: (type) => (
                        <span id={type.id}>
                          {p.say(type.name)}
                          <br />
                          <span class="sm mut plain">{p.say(type.examples)}</span>
                        </span>
                      ),
                    },
                    {
                      head: t.rules,
                      label: t.rules,
                      cell: (type) => (
                        <Documents p={p} documents={type.documents.filter(({ kind }) => !guidelines.includes(kind))} />
                      ),
                    },
                    {
                      head: t.guidelines,
                      label: t.guidelines,
                      cell: (type) => (
                        <Documents p={p} documents={type.documents.filter(({ kind }) => guidelines.includes(kind))} />
                      ),
                    },
                  ]}
                />
              </Section>
            )
          )
        })}
        <Section title={t.known}>
          <p>{t.knownText}</p>
          {[...sources].map((source) => (
            <p class="sm mut">
              {t.sources}: {source}
            </p>
          ))}
        </Section>
        <AsDataLinks p={p} path="/product-types" />
      </>,
    )
  },
})

const Documents = ({ p, documents }: { p: Context; documents: readonly ApplicableDocument[] }) =>
  documents.length === 0 ? (
    <span class="mut">{p.t.none}</span>
  ) : (
    <ul class="documents">
      {documents.map((document) => (
        <li>
          <DocumentName p={p} document={document} />
          {document.mandatory && (
            <>
              {' '}
              <span class="st">
                <svg viewBox="0 0 10 10" aria-hidden="true">
                  <path d="M.5.5h9v9h-9z" />
                </svg>
                {p.t.mandatory}
              </span>
            </>
          )}
          <span class="row sm mut">
            {[
              p.t.kinds[document.kind],
              p.say(document.publisher),
              document.limitedTo && p.t.limited(p.say(document.limitedTo)),
            ]
              .filter(Boolean)
              .join(p.lang === 'ja' ? '、' : ' · ')}{' '}
            <span class="known" title={document.provenance.note}>
              <Nw>{markWords[document.provenance.mark][p.lang]}</Nw>
            </span>
          </span>
        </li>
      ))}
    </ul>
  )

/** A document by its name, leading to the scheme or standard where the catalogue has it. */
const DocumentName = ({ p, document }: { p: Context; document: ApplicableDocument }) => {
  const name = p.say(document.name)
  if (document.scheme !== undefined && schemeOf(p.house, document.scheme))
    return <a href={p.href(`/schemes/${document.scheme}`)}>{name}</a>
  if (p.house.standards.some(({ id }) => id === document.standard))
    return <a href={p.href(`/standards/${document.standard}`)}>{name}</a>
  return <>{name}</>
}
