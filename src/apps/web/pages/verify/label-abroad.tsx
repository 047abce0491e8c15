import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeDate } from '../../parts/dates.ts'
import { Section } from '../../parts/section.tsx'
import { LawTag, ruleDates } from '../catalogue/map-law.tsx'
import { type RuleOnDay, rulesFrom } from '../catalogue/map-rules.ts'
import type { Shown } from './find-label.tsx'
import type { LabelContext } from './label-context.ts'

interface Props {
  readonly p: LabelContext
  readonly shown: Shown
}

/**
 * What other schemes make of it on the day shown. "Recognised" is said only where a rule of law or an arrangement says so, and
 * never that this product meets its conditions: nobody has looked.
 */
export const AbroadSection = ({ p, shown: { entry, standing, at } }: Props) => {
  const t = p.t.abroad
  const date = dateInJapan(at)
  const day = writeDate(date, p.lang)
  const map = `/map/${entry.scheme}?level=${encodeURIComponent(entry.level)}`
  const rules = rulesFrom(p.house.catalogue, entry.scheme, entry.level, date).filter(
    ({ rule: { from }, state }) => state !== 'ended' && (from.documents?.includes(entry.edition) ?? true),
  )
  return (
    <Section title={t.title}>
      {standing.code !== 'valid' ? (
        <p>{t.notValid}</p>
      ) : rules.length === 0 ? (
        <p>{t.none(day)}</p>
      ) : (
        <>
          <p>{t.some(day)}</p>
          <ul class="flow">
            {rules.map((on) => (
              <Rule p={p} on={on} map={map} />
            ))}
          </ul>
        </>
      )}
      <p class="no-print">
        {t.criteria} <a href={p.href(map)}>{t.link}</a>
      </p>
    </Section>
  )
}

const Rule = ({ p, on, map }: { p: LabelContext; on: RuleOnDay; map: string }) => {
  const { rule } = on
  const scheme = p.house.catalogue.schemes.find(({ id }) => id === rule.to.scheme)
  return (
    <li>
      <strong>{scheme ? p.say(scheme.shortName) : rule.to.scheme}</strong>{' '}
      {/* A label says no more than was shown: that a rule exists, not that this product meets it. */}
      {on.state === 'in-force' ? <b class="says some">{p.t.abroad.rule}</b> : <LawTag p={p} on={on} />}
      <span class="block">{p.say(rule.title)}</span>
      <span class="block sm mut">
        {ruleDates(p, on)}
        {'　'}
        <a class="nw" href={`${p.href(map)}#${rule.id}`}>
          {p.t.abroad.conditions(rule.conditions.length)}
        </a>
      </span>
    </li>
  )
}
