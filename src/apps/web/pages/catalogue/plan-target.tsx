import type { MarketPlan, TargetPlan } from '../../../../core/market/market-plan.ts'
import { outcomeText } from '../../../../core/market/market-texts.ts'
import type { ChosenTarget } from '../../../../core/market/target.ts'
import { targetName } from '../../../../core/market/target.ts'
import type { PageContext } from '../../page.tsx'
import { writeNumber } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Known } from '../public/provenance.tsx'
import { CoveragePart } from './plan-coverage.tsx'
import { LawPart } from './plan-law.tsx'
import { targetTitle } from './plan-parts.tsx'
import type { ja } from './plan-result.texts.ts'
import { writeRough } from './scheme-dates.ts'
import { en as sectionsEn, ja as sectionsJa } from './scheme-sections.texts.ts'
import { StateMark, words } from './scheme-words.tsx'

type P = PageContext<typeof ja>
const sections = { ja: sectionsJa, en: sectionsEn }

/** How a target is called inside the page. */
export const targetAnchor = ({ target }: Pick<TargetPlan, 'target'>): string =>
  `at-${targetName(target).replace(/[^\w-]/g, '-')}`

export const hoursText = (hours: number): string => writeNumber(Math.round(hours * 10) / 10)

/** Everything about one target: scope, then law, then comparison, then what else applies. */
export const TargetPart = ({ p, plan, chosen }: { p: P; plan: TargetPlan; chosen: ChosenTarget }) => {
  const t = p.t.target
  const { scope, outcome } = plan
  return (
    <article class="market" id={targetAnchor(plan)}>
      <h3>
        {targetTitle(p, chosen)} <span class="plain sm mut">{p.say(outcomeText[outcome])}</span>
      </h3>
      <Facts
        items={[
          {
            term: t.scope,
            detail: (
              <>
                <strong>{t.scopes[scope.verdict]}</strong>　{p.say(scope.reason)}
                {'clause' in scope && scope.clause !== undefined && (
                  <span class="sm mut">{p.lang === 'ja' ? `（${scope.clause}）` : ` (${scope.clause})`}</span>
                )}
              </>
            ),
          },
          plan.state.is !== 'in-operation' && {
            term: t.state,
            detail: (
              <>
                <StateMark p={p} state={plan.state.is} />　{p.say(plan.state.text)}{' '}
                <Known p={p} provenance={plan.state.provenance} />
              </>
            ),
          },
          plan.coming.length > 0 && {
            term: t.coming,
            detail: plan.coming.map(({ date, event }) => (
              <span class="block">
                {writeRough(date, p.lang)}　{p.say(event)}
              </span>
            )),
          },
        ]}
      />
      {outcome !== 'not-covered' && (
        <>
          <LawPart p={p} plan={plan} />
          <CoveragePart p={p} plan={plan} id={targetAnchor(plan)} />
          {plan.left.length > 0 && <p>{t.left(plan.left.length, hoursText(plan.hoursAlone))}</p>}
          <Routes p={p} plan={plan} chosen={chosen} />
          <Duties p={p} plan={plan} />
        </>
      )}
    </article>
  )
}

const Routes = ({ p, plan, chosen }: { p: P; plan: TargetPlan; chosen: ChosenTarget }) => {
  if (plan.conformity === undefined) return null
  const { class: found, tiers } = plan.conformity
  const w = words(p.lang)
  return (
    <div class="flow">
      <h4>{p.t.target.class}</h4>
      <p>
        {'class' in found && <strong>{found.class} </strong>}
        {p.say(found.reason)}
      </p>
      {tiers.map(({ tier, routes }) => (
        <ul class="checks sm">
          {routes.map(({ module, assessor, state, reason, clause }) => (
            <li>
              <strong class="nw">{p.t.target.routes[state]}</strong>
              <span>
                {sections[p.lang].classes.module(module)}
                {p.lang === 'ja' ? `（${w.assessors[assessor]}）` : ` (${w.assessors[assessor]})`}　{p.say(reason)}{' '}
                <span class="mut">{clause}</span>
                {tiers.length > 1 && <span class="mut">　{sections[p.lang].classes.tiers[tier] ?? tier}</span>}
              </span>
            </li>
          ))}
        </ul>
      ))}
      <p class="sm">
        <a href={p.href(`/schemes/${chosen.target.scheme}`)}>{p.t.target.page}</a>
      </p>
    </div>
  )
}

const Duties = ({ p, plan: { duties } }: { p: P; plan: TargetPlan }) =>
  duties.length === 0 ? null : (
    <Disclosure summary={p.t.target.duties(duties.length)}>
      <ul class="list sm">
        {duties.map((duty) => (
          <li>
            <strong>{words(p.lang).duties[duty.of]}</strong>　{p.say(duty.text)} <span class="mut">{duty.clause}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )

/** The chosen target a plan is about. */
export const chosenOf = (targets: readonly ChosenTarget[], plan: Pick<MarketPlan['targets'][number], 'target'>) =>
  targets.find(({ target }) => targetName(target) === targetName(plan.target))!
