import { context, schemeJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { editionKey, type Scheme } from '../../../../core/scheme/scheme.ts'
import { type Standard, standardKinds } from '../../../../core/scheme/standard.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Name, Nw } from '../../parts/text.tsx'
import { AsDataLinks } from '../catalogue/node-parts.tsx'
import { nextMilestone, writeRough } from '../catalogue/scheme-dates.ts'
import { Facets, fits, inOrder, readWish } from '../catalogue/scheme-facets.tsx'
import { LawsInTime } from '../catalogue/scheme-timeline.tsx'
import {
  inLine,
  Obligation,
  placeOf,
  StateMark,
  schemesOnce,
  validityOf,
  whoEvaluates,
  words,
} from '../catalogue/scheme-words.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>

/** A scheme in short, as the list gives it to programs. */
const inShort = ({ criteria, scope, questions, classes, routes, duties, operation, ...short }: Scheme) => ({
  ...short,
  criteria: criteria.length,
  address: `/schemes/${editionKey({ id: short.id, edition: short.edition })}`,
})

const standardInShort = ({ provisions, conditions, tables, ...short }: Standard) => ({
  ...short,
  provisions: provisions.length,
  address: `/standards/${short.id}`,
})

/** The schemes of the world side by side: who asks, what state it is in, who evaluates; then the standards behind them. */
export const schemesPage = definePage({
  path: '/schemes',
  texts: { ja, en },
  data: ({ house }) => ({
    json: { schemes: house.catalogue.schemes.map(inShort), standards: house.standards.map(standardInShort) },
    jsonLd: {
      '@context': context(house.operator.address),
      '@graph': house.catalogue.schemes.map((scheme) => schemeJsonLd(scheme, house.operator.address, house.standards)),
    },
  }),
  handler: (p) => {
    const t = p.t.list
    const asked = p.asOf()
    if (!asked.ok) return asked.response
    const day = dateInJapan(asked.at)
    const once = schemesOnce(p.house.catalogue.schemes, day)
    const all = inOrder(once.map(({ scheme }) => scheme))
    const wish = readWish(p, all)
    const shown = all.filter((scheme) => fits(scheme, wish))
    return p.show(
      { title: t.title, current: '/schemes' },
      <>
        <Title title={t.title} lead={t.lead} />
        <section aria-labelledby="schemes">
          <h2 id="schemes">{shown.length === all.length ? t.all(all.length) : t.some(shown.length, all.length)}</h2>
          <Facets p={p} schemes={all} wish={wish} />
          {shown.length === 0 ? (
            <p class="gap">
              {t.none} <a href={p.href('/schemes')}>{t.clear}</a>
            </p>
          ) : (
            <World p={p} rows={shown.flatMap((scheme) => once.filter((row) => row.scheme === scheme))} day={day} />
          )}
        </section>
        <div class="gap">
          <LawsInTime p={p} schemes={all.filter(({ mandatory }) => mandatory)} day={day} />
          <Standards p={p} />
          <Further p={p} />
          <AsDataLinks p={p} path="/schemes" />
        </div>
      </>,
    )
  },
})

type Row = ReturnType<typeof schemesOnce>[number]

const World = ({ p, rows, day }: { p: Context; rows: readonly Row[]; day: IsoDate }) => {
  const t = p.t.list
  return (
    <div class="schemes-table">
      <Table
        caption={t.caption}
        rows={rows}
        columns={[
          {
            head: t.scheme,
            rowHead: true,
            cell: ({ scheme, others }) => (
              <>
                <a href={p.href(`/schemes/${editionKey(scheme)}`)}>
                  <Name text={p.say(scheme.shortName)} />
                </a>
                {p.say(scheme.name) !== p.say(scheme.shortName) && (
                  <span class="row sm plain">
                    <Name text={p.say(scheme.name)} />
                  </span>
                )}
                <span class="row sm mut plain">
                  {inLine([placeOf(p, scheme.jurisdiction), words(p.lang).kinds[scheme.kind]], p.lang)}
                </span>
                {others.map((other) => (
                  <>
                    <br />
                    <a class="sm plain" href={p.href(`/schemes/${editionKey(other)}`)}>
                      {t.otherEdition(other.edition.documentNumber)}
                    </a>
                  </>
                ))}
              </>
            ),
          },
          {
            head: t.state,
            label: t.state,
            cell: ({ scheme }) => (
              <>
                <StateMark p={p} state={scheme.state.is} law={scheme.kind === 'law'} />
                {scheme.state.since && (
                  <>
                    <br />
                    <span class="sm mut">{words(p.lang).since(writeRough(scheme.state.since, p.lang))}</span>
                  </>
                )}
                {(scheme.state.is === 'stalled' || scheme.state.is === 'closed') && (
                  <span class="row sm">{p.say(scheme.state.text)}</span>
                )}
              </>
            ),
          },
          {
            head: t.obligation,
            label: t.obligation,
            cell: ({ scheme }) => <Obligation p={p} mandatory={scheme.mandatory} />,
          },
          { head: t.levelsHead, label: t.levelsHead, cell: ({ scheme }) => t.levels(scheme.levels.length) },
          { head: t.who, label: t.who, cell: ({ scheme }) => whoEvaluates(p, scheme) },
          { head: t.validity, label: t.validity, cell: ({ scheme }) => validities(p, scheme) },
          { head: t.next, label: t.next, cell: ({ scheme }) => <Next p={p} scheme={scheme} day={day} /> },
        ]}
      />
    </div>
  )
}

const validities = (p: Context, scheme: Scheme): string =>
  [...new Set(scheme.levels.map((level) => validityOf(p, scheme, level)))].join(words(p.lang).comma)

const Next = ({ p, scheme, day }: { p: Context; scheme: Scheme; day: IsoDate }) => {
  const next = nextMilestone(scheme.timeline, day)
  if (next === undefined) return <span class="mut">{p.t.list.noNext}</span>
  return (
    <>
      <Nw>{writeRough(next.date, p.lang)}</Nw>
      <br />
      <span class="sm mut">{p.say(next.event)}</span>
    </>
  )
}

const Standards = ({ p }: { p: Context }) => {
  const t = p.t.list
  return (
    <Section title={t.standards} note={t.standardsNote} id="standards">
      {standardKinds.map((kind) => {
        const list = p.house.standards.filter((standard) => standard.kind === kind)
        return (
          list.length > 0 && (
            <>
              <h3>{words(p.lang).standards[kind]}</h3>
              <Table
                caption={words(p.lang).standards[kind]}
                rows={list}
                columns={[
                  {
                    head: t.standard,
                    rowHead: true,
                    cell: (standard) => (
                      <>
                        <a href={p.href(`/standards/${standard.id}`)}>
                          <Name text={p.say(standard.name)} />
                        </a>
                        <br />
                        <span class="sm mut plain">
                          {inLine([p.say(standard.publisher), standard.edition.documentNumber], p.lang)}
                        </span>
                      </>
                    ),
                  },
                  {
                    head: t.provisionsHead,
                    label: t.provisionsHead,
                    number: true,
                    cell: ({ provisions }) =>
                      provisions.length === 0 ? (
                        <span class="mut">{t.noProvisions}</span>
                      ) : (
                        t.provisions(provisions.length)
                      ),
                  },
                ]}
              />
            </>
          )
        )
      })}
    </Section>
  )
}

/** What else can be asked of the rule books. */
const Further = ({ p }: { p: Context }) => {
  const t = p.t.list.further
  const links = (
    [
      ['/requirements', '/requirements', t.requirements],
      ['/product-types', '/product-types', t.productTypes],
      ['/criteria/diff', '/criteria/diff', t.diff],
      ['/map/:scheme', '/map/jc-star', t.map],
      ['/plan', '/plan', t.plan],
    ] as const
  ).filter(([pattern]) => p.exists(pattern))
  return (
    <Section title={t.title}>
      <ul class="flow">
        {links.map(([, path, [title, text]]) => (
          <li>
            <a class="strong" href={p.href(path)}>
              {title}
            </a>
            <br />
            <span class="sm mut">{text}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
