import type { MarketPlan, TargetPlan } from '../../../../core/market/market-plan.ts'
import { needText } from '../../../../core/market/market-texts.ts'
import type { FactId } from '../../../../core/scheme/condition.ts'
import type { PageContext } from '../../page.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Known } from '../public/provenance.tsx'
import { planPath, targetTitle } from './plan-parts.tsx'
import { factParameter, type PlanQuestion, writePlan } from './plan-question.ts'
import type { ja } from './plan-result.texts.ts'
import { chosenOf } from './plan-target.tsx'
import { feeAmount } from './scheme-fees.tsx'

type P = PageContext<typeof ja>

interface Props {
  readonly p: P
  readonly plan: MarketPlan
  readonly question: PlanQuestion
}

const worth = ({ outcome }: TargetPlan): boolean => outcome !== 'not-covered' && outcome !== 'not-open'

/** Laboratories, fees, languages, representatives: needed however much is shown. */
export const NeedsSection = ({ p, plan, question: { targets } }: Props) => {
  const t = p.t.needs
  const rows = plan.targets.filter(worth).flatMap((target) => {
    const name = targetTitle(p, chosenOf(targets, target))
    return [
      ...target.needs.map(({ kind, text, open, provenance }) => ({
        name,
        kind: p.say(needText[kind]),
        text: p.say(text),
        open: open.length > 0,
        provenance,
      })),
      ...target.fees.map((fee) => ({
        name,
        kind: t.fee,
        text: `${p.say(fee.name)} ${feeAmount(fee, p.lang)}`,
        open: target.fees.length > 1,
        provenance: fee.provenance,
      })),
    ]
  })
  return (
    <Section title={t.title} note={t.note} id="needs">
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          dense
          rows={rows}
          columns={[
            { head: t.target, rowHead: true, cell: ({ name }) => name },
            { head: t.kind, label: t.kind, cell: ({ kind }) => kind },
            {
              head: t.what,
              label: t.what,
              cell: ({ text, open, provenance }) => (
                <>
                  {text} {open && <span class="mut">{p.lang === 'ja' ? `（${t.mayBe}）` : `(${t.mayBe})`}</span>}{' '}
                  <Known p={p} provenance={provenance} />
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

/** Every fact that keeps an answer open, with the targets that wait for it. */
export function openFacts(plan: MarketPlan): ReadonlyMap<FactId, readonly TargetPlan[]> {
  const waiting = new Map<FactId, TargetPlan[]>()
  const wait = (target: TargetPlan, facts: readonly FactId[]) => {
    for (const fact of new Set(facts)) waiting.set(fact, [...new Set([...(waiting.get(fact) ?? []), target])])
  }
  for (const target of plan.targets) {
    if (target.scope.verdict === 'unclear') wait(target, target.scope.missing)
    if (!worth(target)) continue
    const { class: found, tiers } = target.conformity ?? { class: undefined, tiers: [] }
    if (found?.verdict === 'unclear') wait(target, found.missing)
    wait(
      target,
      tiers.flatMap(({ routes }) => routes).flatMap(({ missing }) => missing),
    )
    wait(
      target,
      target.needs.flatMap(({ open }) => open),
    )
    wait(
      target,
      target.recognition.answers.flatMap(({ checks }) => checks).flatMap(({ missing = [] }) => missing),
    )
  }
  return waiting
}

/** What would settle the plan: facts nobody gave, and conditions of recognition that are yet to be seen to. */
export const OpenSection = ({ p, plan, question }: Props) => {
  const t = p.t.open
  const query = writePlan(question, p.query('as_of'))
  const facts = openFacts(plan)
  const confirm = new Map(
    plan.targets
      .filter(worth)
      .flatMap(({ recognition }) => recognition.answers)
      .filter(({ verdict }) => verdict === 'unclear')
      .flatMap(({ checks }) => checks)
      .filter(({ code, id }) => code === 'to-confirm' && id.startsWith('condition:'))
      .map(({ id, text }) => [id.slice('condition:'.length), text] as const),
  )
  const names = (targets: readonly TargetPlan[]) =>
    targets.map((target) => targetTitle(p, chosenOf(question.targets, target))).join(p.t.basis.comma)
  return (
    <Section title={t.title} note={t.note} id="open">
      {facts.size === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <h3>{t.facts}</h3>
          <ul class="flow">
            {[...facts].map(([fact, targets]) => (
              <li>
                <a href={`${p.href(planPath('/plan/product', query))}#${factParameter(fact)}`}>
                  {p.say(p.house.facts.find(({ id }) => id === fact)?.question ?? { ja: fact, en: fact })}
                </a>
                <span class="block sm mut">{t.decides(names(targets))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {confirm.size > 0 && (
        <>
          <h3>{t.confirm}</h3>
          <ul class="flow">
            {[...confirm].map(([condition, text]) => (
              <li>
                {p.say(text)}
                <span class="block sm no-print">
                  <a href={p.href(planPath('/plan/result', confirming(question, condition, p.query('as_of'))))}>
                    {t.done}
                  </a>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

const confirming = (question: PlanQuestion, condition: string, asOf: string): URLSearchParams =>
  writePlan({ ...question, confirmed: [...new Set([...question.confirmed, condition])] }, asOf)
