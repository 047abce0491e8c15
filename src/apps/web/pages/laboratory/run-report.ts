import type { Readable } from 'node:stream'
import type { AttachedRun } from '../../../../casework/runs.ts'
import type { Language } from '../../../../core/kernel/text.ts'
import { type Criterion, unitsOf } from '../../../../core/scheme/criterion.ts'
import type { ShownUnit } from '../../../../core/scheme/device-tests.ts'
import { checks } from '../../../../lab/checks/all.ts'
import { readIxit } from '../../../../lab/declared/read-ixit.ts'
import { type TestReport, testReport } from '../../../../lab/evidence/export/test-report.ts'
import { openEvidence } from '../../../../lab/evidence/open-evidence.ts'
import type { DeskContext } from '../../page.tsx'

/**
 * The report of a run, made from its evidence. The file is found under its digest and was verified when it came into the case, so it
 * is the one that was verified; judging it again is the reviewer's act. Undefined: the file is not there.
 */
export async function reportOf(
  p: DeskContext<unknown>,
  run: Pick<AttachedRun, 'file' | 'evaluator'>,
  language: Language = p.lang,
): Promise<TestReport | undefined> {
  const content = await p.house.ports.files.get(run.file)
  const evidence = content && openEvidence(await bytesOf(content))
  if (!evidence?.ok) return undefined
  return testReport(evidence.value, {
    checks,
    declared: readIxit(evidence.value.ixit),
    digest: run.file,
    result: run.evaluator === undefined ? 'verified-unknown-key' : 'verified',
    language,
  })
}

/** The test units that show something of some criteria. */
export const testsShowing = (criteria: readonly Criterion[], shows: readonly ShownUnit[]): ReadonlySet<string> =>
  new Set(unitsOf(criteria).flatMap(({ unit }) => shows.find((row) => row.unit === unit.id)?.tests ?? []))

/** The report as a file to be saved. */
export async function reportFile(p: DeskContext<unknown>, run: AttachedRun): Promise<Response> {
  const asked = p.query('lang')
  const report = await reportOf(p, run, asked === 'ja' || asked === 'en' ? asked : p.lang)
  if (report === undefined) return p.notFound()
  p.c.header('content-disposition', `attachment; filename="test-report-${run.run.replace(/[^\w-]/g, '_')}.pdf"`)
  p.c.header('x-content-type-options', 'nosniff')
  return p.c.body(new Uint8Array(p.house.bench.printReport(report)), 200, { 'content-type': 'application/pdf' })
}

async function bytesOf(content: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts)
}
