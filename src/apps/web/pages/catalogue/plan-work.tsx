import type { MarketPlan, Step, Target } from '../../../../core/market/market-plan.ts'
import { estimateText, extentText } from '../../../../core/market/market-texts.ts'
import { type ChosenTarget, targetName } from '../../../../core/market/target.ts'
import { splitNode } from '../../../../core/scheme/node.ts'
import type { PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { NodeLink } from './node-parts.tsx'
import { documentName } from './nodes.ts'
import { Nodes } from './plan-coverage.tsx'
import { targetTitle } from './plan-parts.tsx'
import type { ja } from './plan-result.texts.ts'
import { hoursText } from './plan-target.tsx'

type P = PageContext<typeof ja>

interface Props {
  readonly p: P
  readonly plan: MarketPlan
  readonly targets: readonly ChosenTarget[]
}

/** The cheapest further work for all targets together. Whether anything cheaper may exist is said. */
export const WorkSection = ({ p, plan, targets }: Props) => {
  const t = p.t.work
  const { work } = plan
  const title = (target: Target) => {
    const chosen = targets.find((one) => targetName(one.target) === targetName(target))
    return chosen ? targetTitle(p, chosen) : targetName(target)
  }
  const groups = [...Map.groupBy(work.steps, ({ node }) => splitNode(node).document)]
  return (
    <Section title={t.title} note={t.note} id="work">
      {work.steps.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <>
          <p>
            <strong>{t.total(hoursText(work.hours), hoursText(work.separately))}</strong>
            {work.optimal && ` ${t.optimal}`}
          </p>
          {!work.optimal && (
            <Notice tone="wait">
              <p>{t.bound(hoursText(work.bound))}</p>
            </Notice>
          )}
          {groups.map(([document, steps]) => (
            <Disclosure
              summary={t.group(
                p.say(documentName(p.house.catalogue, document) ?? { ja: document, en: document }),
                steps.length,
                hoursText(steps.reduce((sum, { hours }) => sum + hours, 0)),
              )}
              open={groups.length === 1}
            >
              <Steps p={p} steps={steps} title={title} />
            </Disclosure>
          ))}
        </>
      )}
      <Through p={p} plan={plan} title={title} />
      {work.unreachable.length > 0 && (
        <p class="sm">
          {t.unreachable}
          <br />
          <Nodes p={p} nodes={work.unreachable} />
        </p>
      )}
    </Section>
  )
}

const Steps = ({ p, steps, title }: { p: P; steps: readonly Step[]; title: (target: Target) => string }) => {
  const t = p.t.work
  return (
    <Table
      caption={t.title}
      dense
      rows={steps}
      columns={[
        {
          head: t.step,
          rowHead: true,
          cell: ({ node }) => (
            <span class="plain">
              <NodeLink p={p} node={node} />
            </span>
          ),
        },
        { head: t.before, label: t.before, oneLine: true, cell: ({ before }) => p.say(extentText[before]) },
        {
          head: t.time,
          label: t.time,
          cell: ({ hours, estimate }) => (
            <>
              <span class="nw">{p.t.hours(hoursText(hours))}</span>
              <span class="block mut">{p.say(estimateText[estimate])}</span>
            </>
          ),
        },
        {
          head: t.serves,
          label: t.serves,
          cell: ({ serves }) => serves.map(({ target }) => title(target)).join(p.t.basis.comma),
        },
      ]}
    />
  )
}

/** What follows by rule once another target is reached: law, so in the form of law. */
const Through = ({ p, plan: { work }, title }: { p: P; plan: MarketPlan; title: (target: Target) => string }) => {
  const t = p.t.work
  const through = work.arrivals.flatMap(({ target, through }) => through.map((one) => ({ target, ...one })))
  if (through.length === 0 && work.withheld.length === 0) return null
  return (
    <div class="law-part flow">
      {through.length > 0 && <h3>{t.through}</h3>}
      {through.map((one) => (
        <div class="flow">
          <p>{t.follows(title(one.target), title(one.from))}</p>
          <p class="sm">{p.say(one.title)}</p>
          <ul class="list sm">
            {one.toConfirm.map((text) => (
              <li>
                {t.confirm}　{p.say(text)}
              </li>
            ))}
            {one.adds.map(({ text }) => (
              <li>
                {t.adds}　{p.say(text)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {work.withheld.length > 0 && (
        <Disclosure summary={t.withheld(work.withheld.length)}>
          <ul class="list sm">
            {work.withheld.map((one) => (
              <li>
                {p.say(one.title)}
                {one.because.map(({ text }) => (
                  <span class="block mut">{p.say(text)}</span>
                ))}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}
