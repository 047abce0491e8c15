import { criteriaOf } from '../../../../casework/assessment.ts'
import type { AttachedRun } from '../../../../casework/runs.ts'
import { currentRuns, openOrders } from '../../../../casework/runs.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RunResults, RunSummary } from '../../parts/run-results.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { act, noCase, type Opened, openCase } from './open-case.ts'
import { Refusal } from './refusal.tsx'
import { en, ja } from './runs.texts.ts'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>

async function show(p: P, opened: Opened, fault?: Fault): Promise<Response> {
  const { t } = p
  const { c } = opened
  const current = currentRuns(c)
  const replaced = c.runs.filter((run) => run.replacedBy !== undefined)
  const waiting = openOrders(c)
  return p.show(
    await caseFrame(p, opened, t.title, fault !== undefined),
    <>
      <Refusal p={p} fault={fault} events={opened.events} nameOf={opened.nameOf} />
      {p.query('done') === 'replay-run' && fault === undefined && (
        <Notice tone="done">
          <p>{t.done}</p>
        </Notice>
      )}
      <CaseHead p={p} opened={opened} tab="/runs" />
      <div class="casebody recordhead">
        <p>{t.lead}</p>
      </div>
      {current.length === 0 && (
        <Notice>
          <p class="strong">{t.none}</p>
          <p>{t.noneNeeded}</p>
        </Notice>
      )}
      {current.toReversed().map((run) => (
        <Run p={p} opened={opened} run={run} />
      ))}
      {waiting.length > 0 && (
        <Section title={t.orders}>
          <ul class="list">
            {waiting.map((order) => (
              <li>
                {t.ordered(writeMoment(order.at, p.lang))} <span class="mono mut">{order.id}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {replaced.length > 0 && (
        <Section title={t.replacedTitle}>
          {replaced.toReversed().map((run) => (
            <Disclosure summary={`${run.device.label}　${writeMoment(run.attachedAt, p.lang)}`}>
              <p>
                {t.replaced} <Code>{run.replacedBy}</Code>
              </p>
              <RunFacts p={p} opened={opened} run={run} />
              <Results p={p} opened={opened} run={run} />
            </Disclosure>
          ))}
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

interface Props {
  readonly p: P
  readonly opened: Opened
  readonly run: AttachedRun
}

const Run = (props: Props) => {
  const { p, opened, run } = props
  const { t } = p
  const { c } = opened
  return (
    <Section title={t.current(run.device.label)}>
      {c.ixit !== undefined && c.ixit !== run.ixit && (
        <Notice tone="wait">
          <p>{t.outdated}</p>
        </Notice>
      )}
      <RunFacts {...props} />
      <Replays {...props} />
      <h3 class="small-title">{t.results}</h3>
      <RunSummary
        run={props.run}
        criteria={criteriaOf(c, opened.scheme)}
        shows={opened.scheme.shows ?? []}
        lang={p.lang}
      />
      <Acts>
        <ButtonLink look="second" href={p.href(`/desk/cases/${c.id}/runs/${props.run.run}`)}>
          {t.record}
        </ButtonLink>
        <ButtonLink look="second" href={p.href(`/desk/cases/${c.id}/runs/${props.run.run}/report.pdf?lang=${p.lang}`)}>
          {t.report}
        </ButtonLink>
      </Acts>
      <Results {...props} />
    </Section>
  )
}

const RunFacts = ({ p, opened: { c, nameOf }, run }: Props) => {
  const t = p.t.facts
  const { evaluator } = run
  const spent = (kind: 'automatic' | 'guided') =>
    run.minutes
      .filter((one) => one.kind === kind)
      .reduce((sum, { minutes }) => sum + minutes, 0)
      .toFixed(1)
  return (
    <>
      <Facts
        items={[
          evaluator
            ? { term: t.evaluator, detail: `${evaluator.name}（${evaluator.organisation}）`, big: true }
            : { term: t.evaluator, detail: t.unknown },
          evaluator && { term: t.qualification, detail: `${evaluator.title}（${evaluator.issuedBy}）` },
          evaluator && {
            term: t.period,
            detail: `${writeDate(evaluator.validFrom, p.lang)} – ${writeDate(evaluator.validUntil, p.lang)}`,
          },
          { term: t.person, detail: run.person },
          { term: t.when, detail: `${writeMoment(run.began, p.lang)} – ${writeMoment(run.ended, p.lang)}` },
          { term: t.ending, detail: p.t.endings[run.ending] },
          run.device.firmware !== undefined && { term: t.firmware, detail: run.device.firmware },
          { term: t.minutes, detail: t.minutesOf(spent('automatic'), spent('guided')) },
          { term: t.attached, detail: p.t.by(nameOf(run.attachedBy), writeMoment(run.attachedAt, p.lang)) },
          {
            term: t.file,
            detail: (
              <a href={p.href(`/desk/cases/${c.id}/files/${run.file.slice(7)}`)} download={run.fileName}>
                {run.fileName}　{t.download}
              </a>
            ),
          },
        ]}
      />
      <Disclosure summary={t.digests}>
        <Facts
          items={[
            { term: t.run, detail: <Code long>{run.run}</Code> },
            { term: t.verdicts, detail: <Code long>{run.verdicts}</Code> },
            { term: t.ixit, detail: <Code long>{run.ixit}</Code> },
            { term: t.policy, detail: <Code long>{run.policy}</Code> },
            { term: t.plan, detail: <Code long>{run.plan}</Code> },
          ]}
        />
      </Disclosure>
    </>
  )
}

const Replays = ({ p, opened, run }: Props) => {
  const { t } = p
  const { c, may, nameOf } = opened
  return (
    <>
      <h3 class="small-title">{t.replays}</h3>
      {run.replays.length === 0 && <p class="mut">{t.notReplayed}</p>}
      <ul class="why">
        {run.replays.toReversed().map((replay) => (
          <li>
            {replay.same ? (
              <Mark shape="disc" tone="ok">
                {t.same}
              </Mark>
            ) : (
              <Mark shape="cross" tone="stop">
                {replay.verdicts === undefined ? t.unreadable : t.differs}
              </Mark>
            )}{' '}
            <span class="mut">{t.by(nameOf(replay.by), writeMoment(replay.at, p.lang))}</span>
            {replay.problem && <span>　{p.say(replay.problem)}</span>}
          </li>
        ))}
      </ul>
      {may['replay-run'].allowed ? (
        <Form
          action={p.href(`/desk/cases/${c.id}/runs`)}
          csrf={p.session.csrf}
          label={`${t.replay} ${run.device.label}`}
        >
          <Hidden name="seq" value={c.seq} />
          <Hidden name="run" value={run.run} />
          <p class="hint">{t.replayLead}</p>
          <Acts>
            <Button look={run.replays.at(-1)?.same ? 'second' : 'first'} name="do" value="replay-run">
              {t.replay}
            </Button>
          </Acts>
        </Form>
      ) : (
        c.state === 'in-review' && <WhyNot p={p} may={may['replay-run']} />
      )}
    </>
  )
}

const Results = ({ p, opened: { c, scheme }, run }: Props) => (
  <RunResults run={run} criteria={criteriaOf(c, scheme)} shows={scheme.shows ?? []} lang={p.lang} />
)

/** The tests on the bench that belong to a case: who tested, what was found, and whether judging again gives the same. */
export const runsPage = defineDeskPage({
  path: '/desk/cases/:id/runs',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    return opened ? show(p, opened) : noCase(p, p.param('id'))
  },
  post: async (p) => {
    const form = await p.form()
    const id = p.param('id')
    const before = await openCase(p, id)
    if (before === undefined) return noCase(p, id)
    const done = await act(p, id, 'replay-run', form, { run: one(form, 'run') })
    return done.ok
      ? p.goTo(`/desk/cases/${id}/runs?done=replay-run`)
      : show(p, (await openCase(p, id)) ?? before, done.fault)
  },
})
