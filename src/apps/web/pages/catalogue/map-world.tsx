import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { effectText } from '../../../../core/market/market-texts.ts'
import { allTargets } from '../../../../core/market/target.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Name, Rich } from '../../parts/text.tsx'
import { en, ja } from './map.texts.ts'
import { type Party, RecognitionGraph } from './map-graph.tsx'
import { LawTag, ruleDates } from './map-law.tsx'
import { type Acceptance, acceptances, type RuleOnDay } from './map-rules.ts'
import { levelName, placeOf, StateMark, words } from './scheme-words.tsx'

type Context = PageContext<typeof ja>

const schemeOf = (p: PageContext<unknown>, id: string) => p.house.catalogue.schemes.find((scheme) => scheme.id === id)

/** Everyone who accepts or is accepted, and the arrows between them. */
export function worldOf(p: PageContext<unknown>, day: IsoDate) {
  const arrows = acceptances(p.house.catalogue, day)
  const parties = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].map((id): Party => {
    const scheme = schemeOf(p, id)
    return { id, name: scheme ? p.say(scheme.shortName) : id, closed: scheme?.state.is === 'closed' }
  })
  return { arrows, parties }
}

/** Who accepts whom in the world, and the way to every scheme's own map. */
export const mapWorldPage = definePage({
  path: '/map',
  texts: { ja, en },
  data: (p) => {
    const asOf = p.asOf()
    if (!asOf.ok) return undefined
    const day = dateInJapan(asOf.at)
    return { json: { asOf: day, recognition: acceptances(p.house.catalogue, day) } }
  },
  handler: (p) => {
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const day = dateInJapan(asOf.at)
    const t = p.t.world
    const { arrows, parties } = worldOf(p, day)
    return p.show(
      { title: t.title, current: '/schemes', crumbs: [{ href: p.href('/schemes'), text: p.t.crumb }] },
      <>
        <Title
          eyebrow={p.t.asOf(writeDate(day, p.lang))}
          title={<Name text={t.title} />}
          lead={<Rich text={t.lead} />}
        />
        <section class="scroll" tabindex={0} aria-label={t.pictureRegion}>
          <RecognitionGraph parties={parties} arrows={arrows} label={t.described} />
        </section>
        <ul class="key sm">
          <li>{t.holds}</li>
          <li>{t.open}</li>
        </ul>
        <div class="gap">
          <Section title={t.table}>
            <Arrows p={p} arrows={arrows} />
          </Section>
          <Section title={t.choose} note={t.chooseNote}>
            <Choose p={p} day={day} />
          </Section>
        </div>
      </>,
    )
  },
})

const RuleLine = ({ p, on }: { p: Context; on: RuleOnDay }) => {
  const { rule } = on
  const scheme = schemeOf(p, rule.from.scheme)
  const levels = rule.from.levels.flatMap((code) => scheme?.levels.find((level) => level.code === code) ?? [])
  const named = scheme && levels.length > 0 && scheme.levels.length > 1
  return (
    <li>
      <LawTag p={p} on={on} />{' '}
      {named && `${levels.map((level) => levelName(p, scheme, level)).join(words(p.lang).comma)} `}
      {rule.effects.map((effect) => p.say(effectText(effect))).join(words(p.lang).comma)}
      <span class="mut block">
        {ruleDates(p, on)}
        {'　'}
        <a class="nw" href={`${p.href(`/map/${rule.from.scheme}`)}#${rule.id}`}>
          {p.t.conditions(rule.conditions.length)}
        </a>
      </span>
    </li>
  )
}

const Arrows = ({ p, arrows }: { p: Context; arrows: readonly Acceptance[] }) => {
  const t = p.t.world
  const end = (id: string) => {
    const scheme = schemeOf(p, id)
    return (
      <>
        <a href={p.href(`/map/${id}`)}>{scheme ? p.say(scheme.shortName) : id}</a>
        {scheme?.state.is === 'closed' && <span class="plain mut block">{t.closed}</span>}
      </>
    )
  }
  return (
    <Table
      caption={t.table}
      rows={arrows.map((arrow, i) => ({ ...arrow, number: i + 1 }))}
      columns={[
        { head: t.number, label: t.number, cell: ({ number }) => number },
        { head: t.accepted, rowHead: true, cell: ({ from }) => end(from) },
        { head: t.accepts, label: t.accepts, cell: ({ to }) => end(to) },
        {
          head: t.rules,
          label: t.rules,
          cell: ({ rules }) => (
            <ul class="says-list">
              {rules.map((on) => (
                <RuleLine p={p} on={on} />
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

const Choose = ({ p, day }: { p: Context; day: IsoDate }) => {
  const { schemes, standards } = p.house.catalogue
  const t = p.t.world
  return (
    <ul class="links">
      {allTargets(schemes, day).map(({ scheme }) => {
        const known = Math.max(...scheme.levels.map((level) => nodesOfLevel(scheme, level, standards).length))
        return (
          <li>
            <a href={p.href(`/map/${editionKey(scheme)}`)}>{p.say(scheme.name)}</a>
            <span class="sm mut">
              {placeOf(p, scheme.jurisdiction)}　{known === 0 ? t.unknown : t.demands(known)}
            </span>
            {scheme.state.is !== 'in-operation' && (
              <span class="sm">
                <StateMark p={p} state={scheme.state.is} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
