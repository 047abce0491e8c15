import type { Page } from '../../page.tsx'
import { planPage } from './plan.tsx'
import { runEvidence, runPage, runReport } from './run.tsx'
import { stepsPage, stepsPicturesPage } from './steps.tsx'
import { stepsScriptFile, stepsWorkerFile } from './steps-script.ts'
import { guidedBundle, guidedRecords, stepsRecords } from './steps-sync.ts'

/** Tests on the device, for the maker and for whoever it lets in to test: planned, carried out by hand, found. */
export const laboratoryPages: readonly Page[] = [
  planPage,
  stepsPage,
  stepsRecords,
  stepsPicturesPage,
  guidedRecords,
  guidedBundle,
  stepsScriptFile,
  stepsWorkerFile,
  runReport,
  runEvidence,
  runPage, // after the others: any word may be the name of a run
]
