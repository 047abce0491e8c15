import { provisionsDemanded } from '../../../../core/scheme/demanded.ts'
import type { Demand, Level, Need, Scheme } from '../../../../core/scheme/scheme.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Capsules } from '../../parts/capsules.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Known } from '../public/provenance.tsx'
import { en as pageEn, ja as pageJa } from '../public/schemes.texts.ts'
import { conditionText } from './scheme-conditions.ts'
import { en, ja } from './scheme-sections.texts.ts'
import { levelName, validityOf, whoEvaluates, words } from './scheme-words.tsx'

type P = PageContext<unknown>
const texts = { ja, en }

/** The standard a demand is about, and the provisions it asks for; undefined where the catalogue has no such standard. */
export function demanded(p: P, demand: Demand) {
  const standard = p.house.standards.find(({ id }) => id === demand.standard)
  if (standard === undefined) return undefined
  const asked = provisionsDemanded(demand, p.house.standards)
  return { standard, demand, provisions: standard.provisions.filter(({ id }) => asked.includes(id)) }
}

/** What a level demands, in a few words. */
export const DemandsInShort = ({ p, level }: { p: P; level: Level }) => {
  const t = texts[p.lang].levels
  const rows = [
    ...(level.criteria.length > 0 ? [t.criteria(level.criteria.length)] : []),
    ...(level.demands ?? []).flatMap((demand) => {
      const found = demanded(p, demand)
      return found ? [t.provisions(p.say(found.standard.shortName), found.provisions.length)] : []
    }),
  ]
  if (rows.length === 0)
    return (
      <span class="mut">{level.status === 'in-operation' || level.contentUnknown ? t.unknown : t.unpublished}</span>
    )
  return rows.map((row) => <span class="row">{row}</span>)
}

/** The levels of a scheme; the capsules are only for what is run here. */
export const Levels = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = { ja: pageJa, en: pageEn }[p.lang].levels
  const s = texts[p.lang].levels
  const own = scheme.operation !== undefined
  const single = scheme.levels.length === 1
  return (
    <Section title={t.title} note={single ? s.one : own ? t.note : undefined} id="levels">
      <Table
        caption={t.title}
        rows={scheme.levels}
        columns={[
          {
            head: t.level,
            rowHead: true,
            cell: (level) => (
              <>
                {own && <Capsules rank={level.rank} of={level.of} />}
                <a href={p.href(`/schemes/${editionKey(scheme)}/${level.code}`)}>{levelName(p, scheme, level)}</a>
                {levelName(p, scheme, level) !== p.say(level.name) && (
                  <>
                    <br />
                    <span class="sm mut plain">{p.say(level.name)}</span>
                  </>
                )}
              </>
            ),
          },
          { head: t.who, label: t.who, cell: (level) => whoEvaluates(p, { ...scheme, levels: [level] }) },
          { head: t.status, label: t.status, cell: (level) => t.statuses[level.status] },
          { head: s.demands, label: s.demands, cell: (level) => <DemandsInShort p={p} level={level} /> },
          { head: t.validity, label: t.validity, cell: (level) => validityOf(p, scheme, level) },
        ]}
      />
      <Needs p={p} scheme={scheme} />
    </Section>
  )
}

const same = (a: Need, b: Need): boolean => a.id === b.id && a.text.ja === b.text.ja

/** What no evidence can replace, said once where every level needs it. */
const Needs = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = texts[p.lang].levels
  const needs = scheme.levels.map((level) => ({ level, needs: level.needs ?? [] }))
  if (needs.every((row) => row.needs.length === 0)) return null
  const common =
    scheme.levels.length === 1
      ? []
      : (needs[0]?.needs ?? []).filter((need) => needs.every((row) => row.needs.some((other) => same(need, other))))
  const own = needs.map((row) => ({
    ...row,
    needs: row.needs.filter((need) => !common.some((other) => same(need, other))),
  }))
  // Levels that need the same are named together.
  const groups = [...Map.groupBy(own, (row) => row.needs.map(({ id, text }) => `${id} ${text.ja}`).join('\n')).values()]
  return (
    <>
      <h3>{t.needs}</h3>
      <p class="sm mut">{t.needsNote}</p>
      {common.length > 0 && (
        <>
          <h4>{t.allLevels}</h4>
          <NeedList p={p} needs={common} />
        </>
      )}
      {groups.map((rows) => {
        const list = rows[0]?.needs ?? []
        const names = rows.map(({ level }) => levelName(p, scheme, level)).join(words(p.lang).comma)
        return (
          list.length > 0 && (
            <>
              {scheme.levels.length > 1 && <h4>{t.needsFor(names)}</h4>}
              <NeedList p={p} needs={list} />
            </>
          )
        )
      })}
    </>
  )
}

/** Needs with their kind and condition. */
export const NeedList = ({ p, needs }: { p: P; needs: readonly Need[] }) => (
  <ul class="pairs">
    {needs.map((need) => (
      <li>
        <span class="strong">{words(p.lang).needs[need.kind]}</span>
        <span>
          {p.say(need.text)}
          {need.when && (
            <span class="sm mut">
              {' '}
              {texts[p.lang].levels.conditional(conditionText(need.when, p.house.facts, p.lang))}
            </span>
          )}{' '}
          <Known p={p} provenance={need.provenance} />
        </span>
      </li>
    ))}
  </ul>
)
