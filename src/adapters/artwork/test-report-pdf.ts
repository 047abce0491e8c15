import type { TestReport } from '../../lab/evidence/export/test-report.ts'
import { testReportTemplate } from './test-report-template.ts'
import { typeset } from './typst.ts'

/** Sets the report of a device test as PDF/A-2b. Nothing in it is drawn by chance or by the clock. */
export function testReportPdf(report: TestReport): Uint8Array {
  return typeset(testReportTemplate, report).pdf({ createdAt: new Date(report.issued) })
}
