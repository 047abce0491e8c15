import type { MarketPlan } from '../../../../core/market/market-plan.ts'
import { valuesOf } from '../../../../core/scheme/fact.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { Nodes } from './plan-coverage.tsx'
import { planPath, targetTitle } from './plan-parts.tsx'
import { type PlanQuestion, writePlan } from './plan-question.ts'
import type { ja } from './plan-result.texts.ts'
import { words } from './scheme-words.tsx'

type P = PageContext<typeof ja>

/** What the plan was made from, so that whoever holds the printed page can make it again. */
export const BasisSection = ({ p, plan, question }: { p: P; plan: MarketPlan; question: PlanQuestion }) => {
  const t = p.t.basis
  const w = words(p.lang)
  const facts = p.house.facts.filter(({ id }) => Object.hasOwn(plan.facts, id))
  const value = (id: string): string => {
    const fact = facts.find((one) => one.id === id)
    const found = fact?.values?.find((answer) => answer.value === plan.facts[id])
    if (found) return p.say(found.text)
    return fact && valuesOf(fact).includes(true) ? (plan.facts[id] ? w.yes : w.no) : String(plan.facts[id])
  }
  const query = writePlan(question, plan.asOf)
  return (
    <Section title={t.title} note={t.note} id="basis">
      <Facts
        items={[
          { term: t.day, detail: writeDate(plan.asOf, p.lang) },
          question.type && { term: t.type, detail: p.say(question.type.name) },
          {
            term: t.facts,
            detail: (
              <>
                {facts.length === 0
                  ? t.noFacts
                  : facts.map(({ id, name }) => (
                      <span class="block">
                        {p.say(name)}
                        {p.lang === 'ja' ? '：' : ': '}
                        {value(id)}
                      </span>
                    ))}
                {!question.factsGiven && question.type && <span class="block sm mut">{t.usual}</span>}
              </>
            ),
          },
          {
            term: t.holdings,
            detail:
              question.holdings.length === 0
                ? t.none
                : question.holdings.map(({ of, until }) => (
                    <span class="block">
                      {targetTitle(p, of)} <span class="sm mut">{of.scheme.edition.documentNumber}</span>{' '}
                      {until !== undefined && t.until(writeDate(until, p.lang))}
                    </span>
                  )),
          },
          {
            term: t.proven,
            detail: plan.evidence.proven.length === 0 ? t.none : <Nodes p={p} nodes={plan.evidence.proven} />,
          },
          {
            term: t.editions,
            detail: question.targets.map((target) => (
              <span class="block">
                {targetTitle(p, target)} <Code long>{target.scheme.edition.documentNumber}</Code>
              </span>
            )),
          },
          {
            term: t.address,
            detail: <Code long>{`${p.house.operator.address}${p.href(planPath('/plan/result', query))}`}</Code>,
          },
        ]}
      />
    </Section>
  )
}
