import { criteriaOf } from '../../../../casework/assessment.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RunSummary } from '../../parts/run-results.tsx'
import { Section } from '../../parts/section.tsx'
import { TestRecord } from '../../parts/test-record.tsx'
import { reportFile, reportOf, testsShowing } from '../laboratory/run-report.ts'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { noCase, openCase } from './open-case.ts'
import { en, ja } from './run-record.texts.ts'

const common = { texts: { ja, en }, kind: 'body' } as const
const path = '/desk/cases/:id/runs/:run{[\\w-]{1,80}}'

async function runOf(p: DeskContext<unknown>) {
  const opened = await openCase(p, p.param('id'))
  const run = opened?.c.runs.find((one) => one.run === p.param('run'))
  return opened && run ? { opened, run } : undefined
}

/** What one run on the bench found, in full, for whoever reviews or decides. */
export const runRecordPage = defineDeskPage({
  ...common,
  path,
  handler: async (p) => {
    const found = await runOf(p)
    if (found === undefined) return noCase(p, p.param('id'))
    const { t } = p
    const { opened, run } = found
    const { c, scheme, level } = opened
    const criteria = criteriaOf(c, scheme)
    const shows = scheme.shows ?? []
    const report = await reportOf(p, run)
    const address = `/desk/cases/${c.id}/runs/${run.run}`
    return p.show(
      {
        ...(await caseFrame(p, opened, t.title(run.device.label), false)),
        back: { href: p.href(`/desk/cases/${c.id}/runs`), text: t.back },
      },
      <>
        <CaseHead p={p} opened={opened} tab="/runs" />
        <div class="flow casebody recordhead">
          <h2>{t.title(run.device.label)}</h2>
          <p>{t.lead}</p>
        </div>
        {run.replacedBy !== undefined && (
          <Notice tone="wait">
            <p>{t.replaced}</p>
          </Notice>
        )}
        <Section title={t.level} note={p.say(level.name)}>
          <RunSummary run={run} criteria={criteria} shows={shows} lang={p.lang} />
        </Section>
        {report ? (
          <TestRecord report={report} used={testsShowing(criteria, shows)} lang={p.lang} />
        ) : (
          <Notice tone="wait">
            <p>{t.gone}</p>
          </Notice>
        )}
        <Section title={t.files}>
          <Acts>
            {(['ja', 'en'] as const).map((lang) => (
              <ButtonLink look="second" href={p.href(`${address}/report.pdf?lang=${lang}`)}>
                {t.report[lang]}
              </ButtonLink>
            ))}
            <ButtonLink
              look="second"
              href={p.href(`/desk/cases/${c.id}/files/${run.file.slice(7)}`)}
              download={run.fileName}
            >
              {t.evidence}
            </ButtonLink>
          </Acts>
        </Section>
      </>,
    )
  },
})

/** The report of a run as PDF. */
export const runReportPage = defineDeskPage({
  ...common,
  path: `${path}/report.pdf`,
  handler: async (p) => {
    const found = await runOf(p)
    return found ? reportFile(p, found.run) : noCase(p, p.param('id'))
  },
})
