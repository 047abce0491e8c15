import type { Recognition } from '../../../../core/scheme/recognition.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { en, ja } from './map.texts.ts'
import type { MapColumn } from './map-columns.ts'
import { type RuleOnDay, weightOf } from './map-rules.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** What law or arrangement says, in one word: solid indigo where one may rely on it, a frame where one may not. */
export const LawTag = ({ p, on: { rule, state } }: { p: P; on: RuleOnDay }) => {
  const t = texts[p.lang]
  if (state !== 'in-force') return <b class="says open">{t.states[state]}</b>
  return weightOf(rule.effects) === 'whole' ? <b class="says">{t.whole}</b> : <b class="says some">{t.some}</b>
}

/** The dates that matter in the state a rule is in. */
export const ruleDates = (p: P, { rule, state }: RuleOnDay): string => {
  const t = texts[p.lang]
  const [from, until] = [t.from(writeDate(rule.inForce, p.lang)), rule.until && t.until(writeDate(rule.until, p.lang))]
  if (state === 'ended') return until ?? from
  return [from, until].filter(Boolean).join(p.lang === 'ja' ? '、' : ', ')
}

const Source = ({ rule, text }: { rule: Recognition; text: string }) => {
  const { source } = rule.provenance
  return source?.startsWith('http') ? (
    <a href={source} rel="nofollow">
      {text}
    </a>
  ) : null
}

/** Recognition by one column's scheme. It speaks of law only: no square, no count of demands. */
export const LawCell = ({ p, column, rules }: { p: P; column: MapColumn; rules: readonly RuleOnDay[] }) => {
  const t = texts[p.lang]
  if (column.scheme === undefined) return <span class="mut">{t.standard}</span>
  const into = rules.filter(({ rule }) => rule.to.scheme === column.scheme?.id)
  const shown = into.filter(({ state }) => state !== 'ended' || into.every((other) => other.state === 'ended'))
  if (shown.length === 0) return <span class="mut">{t.noRule}</span>
  return (
    <ul class="says-list">
      {shown.map((on) => (
        <li>
          <LawTag p={p} on={on} />
          <br />
          {ruleDates(p, on)}
          <br />
          <a href={`#${on.rule.id}`}>{t.conditions(on.rule.conditions.length)}</a>
          <br />
          <Source rule={on.rule} text={t.source} />
        </li>
      ))}
    </ul>
  )
}
