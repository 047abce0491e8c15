import { Readable } from 'node:stream'
import { criteriaOf } from '../../../../casework/assessment.ts'
import type { AttachedRun } from '../../../../casework/runs.ts'
import { tester } from '../../access.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RunSummary } from '../../parts/run-results.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { TestRecord } from '../../parts/test-record.tsx'
import { type Application, applicationOf, at, numberOf } from '../applicant/case-page.ts'
import { wordsOf } from '../applicant/words.ts'
import { backToTests, testFrame } from './frame.ts'
import { en, ja } from './run.texts.ts'
import { reportFile, reportOf, testsShowing } from './run-report.ts'

type P = DeskContext<typeof ja>

/** What can be taken away of a run: the report in both languages, and the evidence itself. */
export const RunFiles = ({ p, address }: { p: P; address: string }) => {
  const { t } = p
  return (
    <Section title={t.files}>
      <Acts>
        {(['ja', 'en'] as const).map((lang) => (
          <ButtonLink look="second" href={p.href(`${address}/report.pdf?lang=${lang}`)}>
            {t.report[lang]}
          </ButtonLink>
        ))}
        <ButtonLink look="second" href={p.href(`${address}/evidence.zip`)} download="evidence.zip">
          {t.evidence}
        </ButtonLink>
      </Acts>
      <p class="mut">{t.evidenceNote}</p>
      <pre>
        <code>hoshirushi probe verify evidence.zip</code>
      </pre>
    </Section>
  )
}

const RunHead = ({ p, run }: { p: P; run: AttachedRun }) => {
  const t = p.t.facts
  const last = run.replays.at(-1)
  return (
    <Facts
      items={[
        {
          term: t.evaluator,
          detail: run.evaluator ? `${run.evaluator.name}（${run.evaluator.organisation}）` : t.unknown,
          big: run.evaluator !== undefined,
        },
        { term: t.when, detail: `${writeMoment(run.began, p.lang)} – ${writeMoment(run.ended, p.lang)}` },
        {
          term: t.replay,
          detail:
            last === undefined ? (
              <span class="mut">{t.notYet}</span>
            ) : last.same ? (
              <Mark shape="disc" tone="ok">
                {t.same}
              </Mark>
            ) : (
              <Mark shape="cross" tone="stop">
                {t.differs}
              </Mark>
            ),
        },
      ]}
    />
  )
}

/** The test units that a level asks for. */
const testsOf = ({ case: c, scheme }: Pick<Application, 'case' | 'scheme'>): ReadonlySet<string> =>
  testsShowing(criteriaOf(c, scheme), scheme.shows ?? [])

/** The run of this address, with its application. */
async function runOf(p: DeskContext<unknown>) {
  const application = await applicationOf(p)
  const run = application?.case.runs.find((one) => one.run === p.param('run'))
  return application && run ? { application, run } : undefined
}

const common = { texts: { ja, en }, ...tester } as const
const path = '/desk/applications/:id/runs/:run{[\\w-]{1,80}}'

/** What one run on the bench found, in full. */
export const runPage = defineDeskPage({
  ...common,
  path,
  handler: async (p) => {
    const found = await runOf(p)
    if (found === undefined) return p.notFound()
    const { application, run } = found
    const { t } = p
    const report = await reportOf(p, run)
    const address = at(application.case, `/runs/${run.run}`)
    return p.show(
      testFrame(p, t.title(run.device.label), { back: backToTests(p, application.case.id) }),
      <>
        <Title
          eyebrow={wordsOf(p).application(numberOf(application.case))}
          title={t.title(run.device.label)}
          lead={t.lead}
        >
          {run.replacedBy !== undefined && (
            <Notice tone="wait">
              <p>{t.replaced}</p>
            </Notice>
          )}
        </Title>
        <RunHead p={p} run={run} />
        <Section title={t.level} note={p.say(application.level.name)}>
          <RunSummary
            run={run}
            criteria={criteriaOf(application.case, application.scheme)}
            shows={application.scheme.shows ?? []}
            lang={p.lang}
          />
        </Section>
        {report ? (
          <TestRecord report={report} used={testsOf(application)} lang={p.lang} />
        ) : (
          <Notice tone="wait">{t.gone}</Notice>
        )}
        <RunFiles p={p} address={address} />
      </>,
    )
  },
})

/** The report of a run as PDF. */
export const runReport = defineDeskPage({
  ...common,
  path: `${path}/report.pdf`,
  handler: async (p) => {
    const found = await runOf(p)
    return found ? reportFile(p, found.run) : p.notFound()
  },
})

/** The evidence of a run, to be saved and never to be opened by the browser on our address. */
export const runEvidence = defineDeskPage({
  ...common,
  path: `${path}/evidence.zip`,
  handler: async (p) => {
    const found = await runOf(p)
    const content = found && (await p.house.ports.files.get(found.run.file))
    const size = found && (await p.house.ports.files.size(found.run.file))
    if (content === undefined || size === undefined) return p.notFound()
    p.c.header('content-type', 'application/octet-stream')
    p.c.header('x-content-type-options', 'nosniff')
    p.c.header('content-length', String(size))
    p.c.header('content-disposition', 'attachment; filename="evidence.zip"')
    return p.c.body(Readable.toWeb(content) as ReadableStream)
  },
})
