import { standardJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { nodeOf } from '../../../../core/scheme/node.ts'
import type { Provenance } from '../../../../core/scheme/provenance.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { Provision, Standard } from '../../../../core/scheme/standard.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code, Name } from '../../parts/text.tsx'
import { AsDataLinks } from '../catalogue/node-parts.tsx'
import { counterpartsOf } from '../catalogue/nodes.ts'
import { provisionPath } from '../catalogue/provision.tsx'
import { inLine, levelName, placeOf } from '../catalogue/scheme-words.tsx'
import { Known } from './provenance.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>

/** One edition of a standard or law: its provisions in our own words, and which criteria touch them. */
export const standardPage = definePage({
  path: '/standards/:id',
  texts: { ja, en },
  data: (p) => {
    const standard = p.house.standards.find((s) => s.id === p.param('id'))
    return standard && { json: standard, jsonLd: standardJsonLd(standard, p.house.operator.address) }
  },
  handler: (p) => {
    const { t } = p
    const id = p.param('id')
    const standard = p.house.standards.find((s) => s.id === id)
    if (!standard) return p.refuse({ code: 'standard-not-found', standard: id.slice(0, 40) })
    return p.show(
      {
        title: p.say(standard.name),
        current: '/schemes',
        crumbs: [{ href: p.href('/schemes'), text: t.crumb }],
      },
      <>
        <Title
          eyebrow={inLine([placeOf(p, standard.jurisdiction), standard.edition.documentNumber], p.lang)}
          title={<Name text={p.say(standard.name)} />}
        >
          <p class="sm mut">
            {p.say(standard.publisher)}　<Known p={p} provenance={standard.provenance} />
          </p>
        </Title>
        <Notice title={t.unofficial}>
          <p class="sm">
            {t.standard.note} <a href={standard.officialUrl}>{t.official}</a>
          </p>
        </Notice>
        <div class="gap">
          <InShort p={p} standard={standard} />
          {standard.provisions.length === 0 && (
            <Section title={t.standard.provisionsTitle} id="provisions">
              <p>{t.standard.empty}</p>
            </Section>
          )}
          {standard.themes.map((theme) => {
            const list = standard.provisions.filter((provision) => provision.theme === theme.id)
            return (
              list.length > 0 && (
                <Section title={p.say(theme.title)} note={t.list.provisions(list.length)}>
                  <div>
                    {list.map((provision) => (
                      <Clause p={p} standard={standard} provision={provision} />
                    ))}
                  </div>
                </Section>
              )
            )
          })}
          <Tables p={p} standard={standard} />
          <AsDataLinks p={p} path={`/standards/${standard.id}`} />
        </div>
      </>,
    )
  },
})

/** How much there is, how much of it is here, and who demands it. */
const InShort = ({ p, standard }: { p: Context; standard: Standard }) => {
  const t = p.t.standard
  const { provisions } = standard
  const count = (status: Provision['status']) => provisions.filter((row) => row.status === status).length
  const cases = provisions.flatMap((row) => row.cases ?? [])
  const official = standard.counts && standard.counts.mandatory + standard.counts.recommended
  const levels = p.house.catalogue.schemes.flatMap((scheme) =>
    scheme.levels
      .filter((level) => (level.demands ?? []).some((demand) => demand.standard === standard.id))
      .map((level) => ({ scheme, level })),
  )
  return (
    <Section title={t.inShort} id="in-short">
      <Facts
        items={[
          {
            term: t.provisionsTitle,
            big: true,
            detail: provisions.length === 0 ? t.noRows : p.t.list.provisions(provisions.length),
          },
          count('recommended') > 0 && {
            term: t.statusHead,
            detail: `${t.status.mandatory} ${count('mandatory')}${p.lang === 'ja' ? '、' : ', '}${t.status.recommended} ${count('recommended')}`,
          },
          official !== undefined &&
            official !== provisions.length && { term: t.officialCount, detail: p.t.list.provisions(official) },
          cases.length > 0 && {
            term: t.cases,
            detail: t.caseCount(
              cases.length,
              cases.reduce((n, { units }) => n + units, 0),
            ),
          },
          standard.edition.replaces !== undefined && { term: t.replaces, detail: standard.edition.replaces },
          levels.length > 0 && {
            term: t.demandedBy,
            detail: (
              <ul>
                {levels.map(({ scheme, level }) => (
                  <li>
                    <a href={p.href(`/schemes/${editionKey(scheme)}/${level.code}`)}>
                      {p.say(scheme.shortName)}
                      {scheme.levels.length > 1 && ` ${levelName(p, scheme, level)}`}
                    </a>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  )
}

// Where a row was read in the same place as the whole, the place is said once, at the top.
const besides = ({ provenance: whole }: Standard, { provenance: row }: Provision): Provenance =>
  row.source === whole.source ? { mark: row.mark, ...(row.note === undefined ? {} : { note: row.note }) } : row

const Clause = ({ p, standard, provision }: { p: Context; standard: Standard; provision: Provision }) => {
  const t = p.t.standard
  const comma = p.lang === 'ja' ? '、' : ', '
  const conditions = standard.conditions.filter((condition) => provision.conditions.includes(condition.id))
  const cases = provision.cases ?? []
  // What a row of a crosswalk says by itself; what follows over several rows stands on the provision's own page.
  const beside = new Set(
    counterpartsOf(p.house.catalogue, nodeOf(standard.id, provision.id))
      .filter(({ derived }) => !derived)
      .map(({ node }) => node),
  )
  const touching = p.house.catalogue.schemes.flatMap((scheme) =>
    scheme.criteria
      .filter(({ id }) => beside.has(nodeOf(editionKey(scheme), id)))
      .map((criterion) => ({ scheme, criterion })),
  )
  return (
    <article class="clause" id={provision.id}>
      <p>
        <a href={p.href(provisionPath(standard.id, provision.id))}>
          <Code>{provision.id}</Code>
        </a>
        {'　'}
        {p.say(provision.subject)}
      </p>
      <p class="sm mut">
        {inLine(
          [
            t.status[provision.status],
            cases.length > 0 &&
              t.caseCount(
                cases.length,
                cases.reduce((n, { units }) => n + units, 0),
              ),
          ],
          p.lang,
        )}
        {'　'}
        <Known p={p} provenance={besides(standard, provision)} />
      </p>
      {conditions.length > 0 && (
        <p class="sm">
          <strong>{t.conditions}</strong>
          {'　'}
          {conditions.map((condition) => p.say(condition.text)).join(p.lang === 'ja' ? '、' : '; ')}
        </p>
      )}
      {touching.length > 0 && (
        <p class="sm">
          <strong>{t.usedBy}</strong>
          {'　'}
          {touching.map(({ scheme, criterion }, i) => (
            <>
              {i > 0 && comma}
              <a href={p.href(`/schemes/${editionKey(scheme)}/criteria/${encodeURIComponent(criterion.id)}`)}>
                {criterion.id}
              </a>
            </>
          ))}
        </p>
      )}
    </article>
  )
}

/** The tables a test standard has its supplier fill in. */
const Tables = ({ p, standard }: { p: Context; standard: Standard }) => {
  const t = p.t.standard
  const tables = standard.tables ?? []
  if (tables.length === 0) return null
  return (
    <Section title={t.tables} note={t.tableCount(tables.length)} id="tables">
      <Disclosure summary={t.seeTables}>
        <ul class="pairs wide">
          {tables.map((table) => (
            <li id={`table-${table.id}`}>
              <span>
                <Code>{table.id}</Code>
              </span>
              <span>{p.say(table.subject)}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  )
}
