import type { Page } from '../../page.tsx'
import { casePage, evidenceFile } from './case.tsx'
import { decidePage } from './decide.tsx'
import { declarationPage } from './declaration.tsx'
import { editionsPage } from './editions.tsx'
import { effortFile, effortPage } from './effort.tsx'
import { evaluatorPage, evaluatorsPage } from './evaluators.tsx'
import { issuePage } from './issue.tsx'
import { labelPage } from './label.tsx'
import { productPage } from './product.tsx'
import { proposalPage } from './proposal.tsx'
import { questionsPage } from './questions.tsx'
import { queuePage } from './queue.tsx'
import { auditFile, auditPage, caseRecordFile, caseRecordPage } from './record.tsx'
import { runRecordPage, runReportPage } from './run-record.tsx'
import { runsPage } from './runs.tsx'
import { standingPages } from './standing.tsx'
import { surveillancePage } from './surveillance.tsx'

/** The desk of the certification body: worklist, cases, labels, watch and record. */
export const bodyPages: readonly Page[] = [
  queuePage,
  casePage,
  evidenceFile,
  productPage,
  declarationPage,
  runsPage,
  runReportPage,
  runRecordPage,
  questionsPage,
  decidePage,
  issuePage,
  caseRecordPage,
  caseRecordFile,
  labelPage,
  ...standingPages,
  proposalPage,
  surveillancePage,
  editionsPage,
  evaluatorsPage,
  evaluatorPage,
  effortPage,
  effortFile,
  auditPage,
  auditFile,
]
