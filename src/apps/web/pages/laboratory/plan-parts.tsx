import { criteriaOf } from '../../../../casework/assessment.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import { checks } from '../../../../lab/checks/all.ts'
import { steps } from '../../../../lab/guided/steps.ts'
import { stageText } from '../../../cli/commands/probe-plan.ts'
import type { DeskContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import type { Application } from '../applicant/case-page.ts'
import { Compared } from './compared.tsx'
import { type Cover, type CoveredUnit, coverageOf, tablesMissing, uncovered } from './coverage.ts'
import type { ja } from './plan.texts.ts'
import type { PlannedTest } from './plan-asked.ts'

interface Props {
  readonly p: DeskContext<typeof ja>
  readonly planned: PlannedTest
}

/** What can be compared, and every place that cannot, with how to write it. */
export const ComparedSection = ({ p, planned: { declared } }: Props) => {
  const t = p.t.gaps
  const placeOf = (place: string) => {
    const [table = '', entry = '', field = ''] = place.split('/')
    return { table, entry, field }
  }
  return (
    <>
      <Section title={t.title} note={t.note}>
        {tablesMissing(declared).length > 0 && (
          <Notice>
            <p>{t.tables(tablesMissing(declared).join(p.lang === 'ja' ? '、' : ', '))}</p>
          </Notice>
        )}
        {declared.gaps.length === 0 ? (
          <p>
            <Mark shape="disc" tone="ok">
              {t.none}
            </Mark>
          </p>
        ) : (
          <>
            <p class="strong">{t.count(declared.gaps.length)}</p>
            <Table
              caption={t.title}
              rows={declared.gaps}
              dense
              columns={[
                {
                  head: t.place,
                  rowHead: true,
                  cell: ({ place }) => {
                    const { table, entry, field } = placeOf(place)
                    return (
                      <>
                        {[table, entry, field].map((part) => (
                          <span class="block">
                            <Code long={part.length > 30}>{part}</Code>
                          </span>
                        ))}
                      </>
                    )
                  },
                },
                { head: t.problem, label: t.problem, cell: ({ problem }) => p.say(problem) },
                {
                  head: t.write,
                  label: t.write,
                  cell: ({ place }) => t.how[placeOf(place).field] ?? t.other,
                },
              ]}
            />
          </>
        )}
      </Section>
      <Section title={p.t.compared.title} note={p.t.compared.note}>
        <Compared p={p} declared={declared} />
      </Section>
    </>
  )
}

/** Every class of packets, in the order of the stages. */
export const SentSection = ({ p, planned: { plan, somewhere } }: Props) => {
  const t = p.t.plan
  // Nobody said which device it is: its address here is none.
  const what = (text: Text) => (somewhere === undefined ? p.say(text) : p.say(text).replaceAll(somewhere, t.device))
  const number = (n: number) => n.toLocaleString('en')
  return (
    <Section title={t.title} note={t.note}>
      <p class="strong">{t.totals(number(plan.packets), plan.tries, plan.seconds)}</p>
      <p class="mut">{t.unknownDevice}</p>
      {[...Map.groupBy(plan.steps, (step) => step.stage)].map(([stage, rows]) => (
        <div class="sent flow">
          <h3>{p.say(stageText[stage])}</h3>
          <Table
            caption={`${t.caption}　${p.say(stageText[stage])}`}
            rows={rows}
            dense
            columns={[
              {
                head: t.what,
                rowHead: true,
                cell: (step) => (
                  <>
                    <span class="plain">{what(step.what)}</span>
                    {step.risk && (
                      <span class="block">
                        <Mark shape="diamond" tone="wait">
                          {p.say(step.risk)}
                        </Mark>
                      </span>
                    )}
                  </>
                ),
              },
              {
                head: t.port,
                label: t.port,
                oneLine: true,
                cell: ({ endpoint }) => (endpoint === undefined ? t.whole : <Code>{endpoint}</Code>),
              },
              { head: t.most, label: t.most, number: true, cell: ({ packets }) => number(packets) },
              { head: t.tries, label: t.tries, number: true, cell: ({ tries }) => number(tries) },
              { head: t.seconds, label: t.seconds, number: true, cell: ({ seconds }) => number(Math.ceil(seconds)) },
            ]}
          />
        </div>
      ))}
    </Section>
  )
}

const look: Record<Cover, Parameters<typeof Mark>[0]['shape']> = {
  bench: 'disc',
  both: 'disc',
  person: 'ring',
  documents: 'square',
  nothing: 'cross',
}

/** Which test units the level asks for, and by what each of them is judged; then the steps that need hands. */
export const CoverageSections = ({ p, planned, application }: Props & { application: Application }) => {
  const t = p.t.coverage
  const { case: c, scheme, level } = application
  const criteria = criteriaOf(c, scheme)
  const shows = scheme.shows ?? []
  const units = coverageOf({ criteria, shows, checks, steps, declared: planned.declared })
  const tests = new Map(units.flatMap((unit) => unit.tests.map((one) => [one.test, one])))
  const needed = new Set([...tests.values()].flatMap((one) => one.steps.map(({ id }) => id)))
  const minutes = (all: PlannedTest['byHand']) => all.reduce((sum, { step }) => sum + step.minutes, 0)
  const mine = planned.byHand.filter(({ step }) => needed.has(step.id))
  const others = planned.byHand.filter(({ step }) => !needed.has(step.id))
  const lacking = uncovered(criteria, shows)
  const count = (...covers: readonly Cover[]) =>
    [...tests.values()].filter(({ cover }) => covers.includes(cover)).length
  return (
    <>
      <Section title={t.title} note={t.note(p.say(level.name))}>
        {lacking.length > 0 && (
          <Notice tone="wait">
            <p>{t.uncovered(lacking.join(', '))}</p>
          </Notice>
        )}
        {units.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <p class="strong">{t.summary(count('bench'), count('person', 'both'), minutes(mine))}</p>
        )}
        {units.length > 0 && (
          <Table
            caption={t.title}
            rows={rowsOf(units)}
            dense
            columns={[
              {
                head: t.criterion,
                rowHead: true,
                cell: ({ criterion }) => (
                  <>
                    <span class="mono">{criterion.id}</span>
                    <span class="block">{p.say(criterion.title)}</span>
                  </>
                ),
              },
              {
                head: t.tests,
                label: t.tests,
                cell: (row) => row.tests.map(({ test }) => <span class="block mono">{test}</span>),
              },
              {
                head: t.how,
                label: t.how,
                cell: ({ tests: [one] }) =>
                  one && (
                    <>
                      <Mark shape={look[one.cover]} tone={one.cover === 'nothing' || one.undeclared ? 'wait' : 'off'}>
                        {t.covers[one.cover]}
                      </Mark>
                      {one.steps.length > 0 && (
                        <span class="block mut">
                          {one.steps.map((step) => p.say(step.title)).join(p.lang === 'ja' ? '、' : ', ')}
                        </span>
                      )}
                      {one.undeclared && <span class="block">{t.undeclared}</span>}
                      {one.consent !== undefined && !planned.plan.consent[one.consent] && (
                        <span class="block">
                          <Mark shape="diamond" tone="wait">
                            {t.consent[one.consent]}
                          </Mark>
                        </span>
                      )}
                    </>
                  ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={p.t.steps.title} note={p.t.steps.note}>
        {planned.byHand.length === 0 && <p>{p.t.steps.none}</p>}
        {mine.length > 0 && (
          <>
            <p class="strong">{p.t.steps.needed(mine.length, minutes(mine))}</p>
            <StepList p={p} rows={mine} />
          </>
        )}
        {others.length > 0 && (
          <Disclosure summary={p.t.steps.other(others.length)}>
            <StepList p={p} rows={others} />
          </Disclosure>
        )}
      </Section>
    </>
  )
}

/** Tests of one criterion that are covered in the same way stand on one line. */
const rowsOf = (units: readonly CoveredUnit[]) =>
  [...Map.groupBy(units, ({ criterion }) => criterion)].flatMap(([criterion, own]) =>
    [
      ...Map.groupBy(
        own.flatMap(({ tests }) => tests),
        ({ cover, steps: serving, undeclared, consent = '' }) =>
          [cover, undeclared, consent, ...serving.map(({ id }) => id)].join(' '),
      ).values(),
    ].map((tests) => ({ criterion, tests })),
  )

const StepList = ({ p, rows }: { p: Props['p']; rows: PlannedTest['byHand'] }) => (
  <ul class="lines">
    {rows.map(({ step, about }) => (
      <li>
        <span>
          {p.say(step.title)}
          {about !== 'device' && (
            <>
              {' '}
              <Code>{about}</Code>
            </>
          )}
        </span>
        <span class="mut nw">{p.t.steps.minutes(step.minutes)}</span>
      </li>
    ))}
  </ul>
)
