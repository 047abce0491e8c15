import { schemeJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { editionKey, type Scheme } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code, Name } from '../../parts/text.tsx'
import { AsDataLinks } from '../catalogue/node-parts.tsx'
import { Classes } from '../catalogue/scheme-classes.tsx'
import { nextMilestone, writeRough } from '../catalogue/scheme-dates.ts'
import { Duties } from '../catalogue/scheme-duties.tsx'
import { Fees, Reasons } from '../catalogue/scheme-fees.tsx'
import { demanded, Levels } from '../catalogue/scheme-levels.tsx'
import { RecognitionSection } from '../catalogue/scheme-recognition.tsx'
import { Scope } from '../catalogue/scheme-scope.tsx'
import { en as sectionsEn, ja as sectionsJa } from '../catalogue/scheme-sections.texts.ts'
import { Timeline } from '../catalogue/scheme-timeline.tsx'
import { inLine, Obligation, placeOf, StateMark, schemeOf, stateLook, words } from '../catalogue/scheme-words.tsx'
import { Known } from './provenance.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>
const sections = { ja: sectionsJa, en: sectionsEn }

/** That this is not the scheme's own publication: on every page about it. */
export const Unofficial = ({ p, scheme }: { p: Context; scheme: Scheme }) => (
  <Notice title={p.t.unofficial}>
    <p class="sm">
      {p.say(scheme.notice)} <a href={scheme.officialUrl}>{p.t.official}</a>
    </p>
  </Notice>
)

/** A scheme or law: its state first, then what it covers, demands and costs, and who accepts what. */
export const schemePage = definePage({
  path: '/schemes/:scheme',
  texts: { ja, en },
  data: (p) => {
    const scheme = schemeOf(p.house, p.param('scheme'))
    return scheme && { json: scheme, jsonLd: schemeJsonLd(scheme, p.house.operator.address, p.house.standards) }
  },
  handler: (p) => {
    const { t } = p
    const key = p.param('scheme')
    const scheme = schemeOf(p.house, key)
    if (!scheme) return p.refuse({ code: 'scheme-not-found', scheme: key.slice(0, 40) })
    const asked = p.asOf()
    if (!asked.ok) return asked.response
    const day = dateInJapan(asked.at)
    return p.show(
      {
        title: p.say(scheme.name),
        current: '/schemes',
        crumbs: [{ href: p.href('/schemes'), text: t.crumb }],
      },
      <>
        <Title
          eyebrow={inLine([placeOf(p, scheme.jurisdiction), words(p.lang).kinds[scheme.kind]], p.lang)}
          title={<Name text={p.say(scheme.name)} />}
        />
        {asked.past && (
          <Notice>
            <p>
              {sections[p.lang].asOf(writeRough(day, p.lang))}{' '}
              <a href={p.href(`/schemes/${key}`)}>{sections[p.lang].toNow}</a>
            </p>
          </Notice>
        )}
        <State p={p} scheme={scheme} day={day} />
        <Unofficial p={p} scheme={scheme} />
        <div class="gap">
          <Levels p={p} scheme={scheme} />
          <Scope p={p} scheme={scheme} />
          <About p={p} scheme={scheme} />
          <Fees p={p} scheme={scheme} />
          <Classes p={p} scheme={scheme} day={day} />
          <Duties p={p} scheme={scheme} />
          <RecognitionSection p={p} scheme={scheme} day={day} />
          <Behind p={p} scheme={scheme} />
          <Timeline p={p} scheme={scheme} day={day} />
          <Reasons p={p} scheme={scheme} />
          <Editions p={p} scheme={scheme} />
          <AsDataLinks p={p} path={`/schemes/${key}`} />
        </div>
      </>,
    )
  },
})

const State = ({ p, scheme, day }: { p: Context; scheme: Scheme; day: IsoDate }) => {
  const t = sections[p.lang].band
  const { state } = scheme
  const next = nextMilestone(scheme.timeline, day)
  const facts = [
    { term: t.since, detail: state.since ? writeRough(state.since, p.lang) : t.unknown },
    { term: t.obligation, detail: <Obligation p={p} mandatory={scheme.mandatory} /> },
    {
      term: t.next,
      detail: next ? (
        <>
          {writeRough(next.date, p.lang)}
          <br />
          <span class="sm plain">{p.say(next.event)}</span>
        </>
      ) : (
        t.none
      ),
    },
  ]
  return (
    <div class="state-first">
      <div class={`band ${stateLook[state.is].tone}`}>
        <p class="state">
          <StateMark p={p} state={state.is} law={scheme.kind === 'law'} />
        </p>
        <dl>
          {facts.map(({ term, detail }) => (
            <div>
              <dt>{term}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p class="lead">{p.say(state.text)}</p>
      <p>
        <Known p={p} provenance={state.provenance} />
      </p>
    </div>
  )
}

const About = ({ p, scheme }: { p: Context; scheme: Scheme }) => {
  const t = p.t.facts
  const s = sections[p.lang].about
  const { edition } = scheme
  return (
    <Section title={t.title} id="about">
      <Facts
        items={[
          { term: s.place, detail: placeOf(p, scheme.jurisdiction) },
          { term: t.owner, detail: p.say(scheme.owner) },
          { term: t.operator, detail: p.say(scheme.operator) },
          { term: t.legal, detail: p.say(scheme.legalNature) },
          { term: s.evaluation, detail: p.say(scheme.evaluation) },
          {
            term: s.penalties,
            detail: scheme.penalties ? (
              <>
                {p.say(scheme.penalties.text)} <Known p={p} provenance={scheme.penalties.provenance} />
              </>
            ) : (
              <span class="mut">{s.noPenalties}</span>
            ),
          },
          {
            term: t.edition,
            detail: (
              <>
                {p.say(edition.title)}
                <br />
                <span class="sm mut">
                  {inLine(
                    [
                      edition.documentNumber,
                      edition.replaces && s.replaces(edition.replaces),
                      edition.endsOn && s.ends(writeRough(edition.endsOn, p.lang)),
                    ],
                    p.lang,
                  )}
                </span>
                <br />
                <Known p={p} provenance={scheme.provenance} />
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** The documents a scheme rests on: those it demands provisions of, and those its own criteria touch. */
const Behind = ({ p, scheme }: { p: Context; scheme: Scheme }) => {
  const t = sections[p.lang].standards
  const taken = scheme.levels.flatMap((level) => (level.demands ?? []).flatMap((d) => demanded(p, d)?.standard ?? []))
  const key = editionKey(scheme)
  const ids = new Set(
    p.house.catalogue.crosswalks.flatMap(({ from, to }) =>
      from.document === key ? [to.document] : to.document === key ? [from.document] : [],
    ),
  )
  const touched = p.house.standards.filter((standard) => ids.has(standard.id) && !taken.includes(standard))
  const rows = [
    ...[...new Set(taken)].map((standard) => ({ standard, how: t.demanded })),
    ...touched.map((standard) => ({ standard, how: t.related })),
  ]
  const map = `/map/${key}`
  return (
    <Section title={t.title} id="standards">
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul class="flow">
          {rows.map(({ standard, how }) => (
            <li>
              <a href={p.href(`/standards/${standard.id}`)}>{p.say(standard.name)}</a>
              <br />
              <span class="sm mut">{inLine([standard.edition.documentNumber, how], p.lang)}</span>
            </li>
          ))}
        </ul>
      )}
      {p.exists('/map/:scheme') && (
        <p>
          <a href={p.href(map)}>{sections[p.lang].map}</a>
        </p>
      )}
    </Section>
  )
}

const Editions = ({ p, scheme }: { p: Context; scheme: Scheme }) => {
  const t = sections[p.lang].editions
  const others = p.house.catalogue.schemes.filter((other) => other.id === scheme.id && other !== scheme)
  if (others.length === 0) return null
  const pair = (other: Scheme) => {
    const [a, b] = other.edition.issued > scheme.edition.issued ? [scheme, other] : [other, scheme]
    return `/criteria/diff?from=${encodeURIComponent(editionKey(a))}&to=${encodeURIComponent(editionKey(b))}`
  }
  return (
    <Section title={t.title} id="editions">
      <ul class="flow">
        {others.map((other) => (
          <li>
            <a href={p.href(`/schemes/${editionKey(other)}`)}>{p.say(other.edition.title)}</a>
            <br />
            <span class="sm mut">
              <Code>{other.edition.documentNumber}</Code>
              {other.edition.key?.startsWith('sample') && `　${t.sample}`}
            </span>
            {p.exists('/criteria/diff') && (
              <>
                {'　'}
                <a class="sm" href={p.href(pair(other))}>
                  {t.diff}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
