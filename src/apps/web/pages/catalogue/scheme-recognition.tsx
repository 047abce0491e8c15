import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Recognition, RecognitionEffect } from '../../../../core/scheme/recognition.ts'
import type { Scheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Mark, type Shape, type Tone } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { type RuleState, ruleState } from './map-rules.ts'
import { conditionText } from './scheme-conditions.ts'
import { feeAmount } from './scheme-fees.tsx'
import { en, ja } from './scheme-sections.texts.ts'
import { levelName, words } from './scheme-words.tsx'

type P = PageContext<unknown>
const texts = { ja, en }

/**
 * Who accepts what by law or agreement: a form of its own (indigo band, solid tag, double rule), so that nobody takes it for a
 * comparison of texts, or a comparison for it.
 */
export const RecognitionSection = ({ p, scheme, day }: { p: P; scheme: Scheme; day: IsoDate }) => {
  const t = texts[p.lang].recognition
  const rules = p.house.catalogue.recognition
  const out = rules.filter(({ from }) => from.scheme === scheme.id)
  const into = rules.filter(({ to }) => to.scheme === scheme.id)
  return (
    <Section title={t.title} note={t.note} id="recognition">
      <h3>{t.out}</h3>
      {out.length === 0 ? <p>{t.noneOut}</p> : out.map((rule) => <Rule p={p} rule={rule} day={day} />)}
      <h3>{t.in}</h3>
      {into.length === 0 ? <p>{t.noneIn}</p> : into.map((rule) => <Rule p={p} rule={rule} day={day} />)}
    </Section>
  )
}

/** The scheme of one end of a rule, with the levels meant. */
const End = ({ p, id, levels }: { p: P; id: string; levels?: readonly string[] }) => {
  const scheme = p.house.catalogue.schemes.find((s) => s.id === id)
  if (scheme === undefined) return <>{id}</>
  const named = (levels ?? []).map((code) => {
    const level = scheme.levels.find((l) => l.code === code)
    return level ? levelName(p, scheme, level) : code
  })
  return (
    <>
      <a href={p.href(`/schemes/${id}`)}>{p.say(scheme.shortName)}</a>
      {levels !== undefined && scheme.levels.length > 1 && (
        <span>　{levels.length === 0 ? texts[p.lang].recognition.anyLevel : named.join(words(p.lang).comma)}</span>
      )}
    </>
  )
}

const look: Record<RuleState, { readonly shape: Shape; readonly tone: Tone }> = {
  'in-force': { shape: 'disc', tone: 'ok' },
  'terms-unknown': { shape: 'diamond', tone: 'wait' },
  'not-yet': { shape: 'ring', tone: 'off' },
  'scheme-closed': { shape: 'square', tone: 'off' },
  ended: { shape: 'square', tone: 'off' },
}

const InForce = ({ p, rule, day }: { p: P; rule: Recognition; day: IsoDate }) => {
  const state = ruleState(rule, p.house.catalogue.schemes, day)
  return <Mark {...look[state]}>{texts[p.lang].recognition.states[state]}</Mark>
}

const Effect = ({ p, effect, target }: { p: P; effect: RecognitionEffect; target: string }) => {
  const scheme = p.house.catalogue.schemes.find((s) => s.id === target)
  const levelOf = (code: string): string => {
    const level = scheme?.levels.find((l) => l.code === code)
    return scheme && level ? levelName(p, scheme, level) : code
  }
  const text = words(p.lang).effects[effect.kind]
  if (effect.kind === 'criteria-accepted')
    return (
      <>
        {text}
        {effect.criteria.map((id) => (
          <>
            {' '}
            <a href={p.href(`/schemes/${target}/criteria/${encodeURIComponent(id)}`)}>
              <Code>{id}</Code>
            </a>
          </>
        ))}
      </>
    )
  const level = effect.kind === 'equals-level' || effect.kind === 'simplified-application' ? effect.level : undefined
  return (
    <>
      {text}
      {level !== undefined && (p.lang === 'ja' ? `：${levelOf(level)}` : `: ${levelOf(level)}`)}
    </>
  )
}

const Rule = ({ p, rule, day }: { p: P; rule: Recognition; day: IsoDate }) => {
  const t = texts[p.lang].recognition
  const comma = words(p.lang).comma
  const documents = [...(rule.from.documents ?? []), ...(rule.to.documents ?? [])]
  const date = (value: IsoDate) => writeDate(value, p.lang)
  return (
    <article class="law" id={rule.id}>
      <p class="law-head">
        <span class="law-tag">{t.basis[rule.basis]}</span>
        <InForce p={p} rule={rule} day={day} />
      </p>
      <h4>{p.say(rule.title)}</h4>
      <Facts
        items={[
          { term: t.from, detail: <End p={p} id={rule.from.scheme} levels={rule.from.levels} /> },
          { term: t.to, detail: <End p={p} id={rule.to.scheme} /> },
          {
            term: t.effect,
            detail: rule.effects.map((effect) => (
              <span class="row">
                <Effect p={p} effect={effect} target={rule.to.scheme} />
              </span>
            )),
          },
          {
            term: t.period,
            detail: rule.until ? t.between(date(rule.inForce), date(rule.until)) : t.always(date(rule.inForce)),
          },
          documents.length > 0 && { term: t.documents, detail: documents.join(comma) },
          rule.products && { term: t.products, detail: conditionText(rule.products, p.house.facts, p.lang) },
          rule.conditions.length > 0 && { term: t.conditions, detail: <Marked p={p} rows={rule.conditions} /> },
          rule.adds.length > 0 && { term: t.adds, detail: <Marked p={p} rows={rule.adds} /> },
          rule.fee && {
            term: t.fee,
            detail: (
              <>
                {feeAmount(rule.fee, p.lang)} <span class="sm mut">{p.say(rule.fee.name)}</span>{' '}
                <Known p={p} provenance={rule.fee.provenance} />
              </>
            ),
          },
          rule.unknown && { term: t.unknown, detail: p.say(rule.unknown) },
          { term: t.source, detail: <Known p={p} provenance={rule.provenance} /> },
        ]}
      />
    </article>
  )
}

const Marked = ({ p, rows }: { p: P; rows: Recognition['adds'] }) => (
  <ul class="list">
    {rows.map((row) => (
      <li>
        {p.say(row.text)} <Known p={p} provenance={row.provenance} />
      </li>
    ))}
  </ul>
)
