import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { marketOf } from '../../../../core/market/market.ts'
import type { MarketPlan, TargetPlan } from '../../../../core/market/market-plan.ts'
import { outcomeText } from '../../../../core/market/market-texts.ts'
import { planMarkets } from '../../../../core/market/plan-markets.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Rich } from '../../parts/text.tsx'
import { en as stepsEn, ja as stepsJa } from './plan.texts.ts'
import { showMarkets } from './plan.tsx'
import { BasisSection } from './plan-basis.tsx'
import { LawWord } from './plan-law.tsx'
import { NeedsSection, OpenSection } from './plan-open.tsx'
import { planPath, targetTitle } from './plan-parts.tsx'
import { evidenceOf, factsOf, type PlanQuestion, readPlan, writePlan } from './plan-question.ts'
import { en, ja } from './plan-result.texts.ts'
import { chosenOf, hoursText, TargetPart, targetAnchor } from './plan-target.tsx'
import { WorkSection } from './plan-work.tsx'

type P = PageContext<typeof ja>

// Whoever asks gets an answer soon; where it is not proven best, the page says so.
const branches = 5_000

/** The plan for a question, on a day. */
export const planFor = (
  { house: { catalogue } }: PageContext<unknown>,
  question: PlanQuestion,
  day: IsoDate,
): MarketPlan =>
  planMarkets(marketOf(catalogue), {
    facts: factsOf(question),
    evidence: evidenceOf(catalogue, question, day),
    targets: question.targets,
    asOf: day,
    limit: branches,
  })

/** The plan: what counts already by law, what is covered, and the least that is left. Its address is the whole question. */
export const planResultPage = definePage({
  path: '/plan/result',
  texts: { ja, en },
  data: (p) => {
    const asOf = p.asOf()
    const read = readPlan(p.house.catalogue, p.url.searchParams)
    if (!asOf.ok || !read.ok || read.value.targets.length === 0) return undefined
    return { json: planFor(p, read.value, dateInJapan(asOf.at)) }
  },
  handler: (p) => {
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const read = readPlan(p.house.catalogue, p.url.searchParams)
    if (!read.ok) return p.refuse(read.fault)
    const question = read.value
    const steps = { ja: stepsJa, en: stepsEn }[p.lang]
    if (question.targets.length === 0) return showMarkets({ ...p, t: steps }, question, steps.markets.none)
    const { t } = p
    const plan = planFor(p, question, dateInJapan(asOf.at))
    const query = writePlan(question, asOf.past ? p.query('as_of') : '')
    const type = question.type ? `${p.say(question.type.name)}　` : ''
    return p.show(
      { title: t.title, current: '/schemes', crumbs: [{ href: p.href('/plan'), text: t.crumb }], noIndex: true },
      <>
        <Title
          eyebrow={`${type}${t.asOf(writeDate(plan.asOf, p.lang))}`}
          title={t.title}
          lead={<Rich text={t.lead(plan.targets.length, plan.work.steps.length, hoursText(plan.work.hours))} />}
        >
          <p class="sm mut">{t.official}</p>
        </Title>
        <div class="plan-acts no-print">
          <Acts>
            {(['/plan', '/plan/product', '/plan/evidence'] as const).map((step, i) => (
              <ButtonLink look="second" small href={p.href(planPath(step, query))}>
                {[t.change.markets, t.change.facts, t.change.evidence][i]}
              </ButtonLink>
            ))}
            <ButtonLink look="second" small href={`${planPath('/plan/result', query)}&format=json`}>
              {t.json}
            </ButtonLink>
          </Acts>
          <p class="sm mut">{t.print}</p>
        </div>
        <Overview p={p} plan={plan} question={question} />
        <WorkSection p={p} plan={plan} targets={question.targets} />
        <NeedsSection p={p} plan={plan} question={question} />
        <OpenSection p={p} plan={plan} question={question} />
        <Section title={t.target.title}>
          {plan.targets.map((target) => (
            <TargetPart p={p} plan={target} chosen={chosenOf(question.targets, target)} />
          ))}
        </Section>
        <BasisSection p={p} plan={plan} question={question} />
      </>,
    )
  },
})

// Nothing is said of law or comparison where the scheme is not meant for the product.
const idle = ({ outcome }: TargetPlan): boolean => outcome === 'not-covered'

/** One line a target: law and comparison side by side, each in its own form, never one figure. */
const Overview = ({ p, plan, question }: { p: P; plan: MarketPlan; question: PlanQuestion }) => {
  const t = p.t.overview
  return (
    <Section title={t.title} note={t.note}>
      <Table
        caption={t.title}
        rows={plan.targets}
        columns={[
          {
            head: t.target,
            rowHead: true,
            cell: (target) => (
              <a href={`#${targetAnchor(target)}`}>{targetTitle(p, chosenOf(question.targets, target))}</a>
            ),
          },
          { head: t.law, label: t.law, cell: (target) => (idle(target) ? '–' : <LawWord p={p} plan={target} />) },
          {
            head: t.coverage,
            label: t.coverage,
            cell: (target) => {
              const { demands, whole, part, none } = target.coverage
              if (idle(target)) return '–'
              return demands.length === 0 ? <span class="mut">{p.t.noDemands}</span> : p.t.counts(whole, part, none)
            },
          },
          { head: t.outcome, label: t.outcome, cell: ({ outcome }) => p.say(outcomeText[outcome]) },
          {
            head: t.hours,
            label: t.hours,
            number: true,
            cell: ({ left, hoursAlone }) => (left.length === 0 ? '–' : p.t.hours(hoursText(hoursAlone))),
          },
        ]}
      />
    </Section>
  )
}
