import type { Nonconformity } from '../../../../core/decision/nonconformity.ts'
import type { Evaluation } from '../../../../core/determination/evaluation.ts'
import { type Explanation, explain } from '../../../../core/determination/explain.ts'
import type { OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Mark } from '../../parts/mark.tsx'
import { VerdictMark } from '../../parts/verdict-mark.tsx'

/** The same evaluation, its people by name: a decider reads names, not numbers. */
const named = (evaluation: Evaluation, nameOf: (person: string) => string): Evaluation => ({
  ...evaluation,
  criteria: evaluation.criteria.map((criterion) => ({
    ...criterion,
    procedures: criterion.procedures.map((procedure) => ({
      ...procedure,
      units: procedure.units.map((unit) => ({
        ...unit,
        findings: unit.findings.map((finding) => ({ ...finding, by: nameOf(finding.by) })),
      })),
    })),
  })),
})

/** Why the verdict is what it is: each criterion opens, down to the evidence. What is not fulfilled stands open. */
export const WhyTree = ({
  p,
  evaluation,
  scheme,
  nameOf,
}: {
  p: PageContext<unknown>
  evaluation: Evaluation
  scheme: OperatedScheme
  nameOf: (person: string) => string
}) => {
  const top = explain(named(evaluation, nameOf), undefined, scheme)
  return (
    <div class="whytree">
      {top.children.map((step) => (
        <details open={step.verdict !== 'pass' && step.verdict !== 'not-applicable'}>
          <summary>
            <span class="mono">{step.id}</span> <span class="grow">{p.say(step.title)}</span>
            {step.verdict && <VerdictMark lang={p.lang} verdict={step.verdict} />}
          </summary>
          {step.reason && <p class="sm">{p.say(step.reason)}</p>}
          {step.next && <p class="sm">{p.say(step.next)}</p>}
          <Steps p={p} steps={step.children} />
        </details>
      ))}
    </div>
  )
}

const Steps = ({ p, steps }: { p: PageContext<unknown>; steps: readonly Explanation[] }) =>
  steps.length === 0 ? null : (
    <ul class="why">
      {steps.map((step) => (
        <li>
          {step.verdict && (
            <>
              <VerdictMark lang={p.lang} verdict={step.verdict} />{' '}
            </>
          )}
          {step.kind === 'procedure' || step.kind === 'unit' ? <span class="mono">{step.id}</span> : null}{' '}
          {step.title[p.lang] === step.id && step.kind !== 'evidence' ? '' : p.say(step.title)}
          {step.reason && <span class="mut">　{p.say(step.reason)}</span>}
          <Steps p={p} steps={step.children} />
        </li>
      ))}
    </ul>
  )

/** What stands in the way of a grant, each with its criterion and its reason. */
export const Obstacles = ({
  p,
  found,
  href,
  words,
}: {
  p: PageContext<unknown>
  found: readonly Nonconformity[]
  href: (criterion: string) => string
  words: { readonly review: string; readonly verdict: string }
}) => (
  <ul class="obstacles">
    {found.map((one) => (
      <li>
        <Mark shape="cross" tone="stop">
          {one.kind === 'verdict' ? words.verdict : words.review}
        </Mark>{' '}
        <a href={href(one.criterion)} class="mono">
          {one.criterion}
        </a>{' '}
        {one.kind === 'verdict' && one.unit !== undefined && <span class="mono mut">{one.unit} </span>}
        {p.say(one.reason)}
        {one.kind === 'verdict' && one.next && <span class="mut">　{p.say(one.next)}</span>}
      </li>
    ))}
  </ul>
)
