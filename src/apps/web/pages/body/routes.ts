import type { Page } from '../../page.tsx'
import { casePage, evidenceFile } from './case.tsx'
import { decidePage } from './decide.tsx'
import { declarationPage } from './declaration.tsx'
import { issuePage } from './issue.tsx'
import { productPage } from './product.tsx'
import { questionsPage } from './questions.tsx'
import { queuePage } from './queue.tsx'

/** The desk of the certification body: worklist, cases, labels, watch and record. */
export const bodyPages: readonly Page[] = [
  queuePage,
  casePage,
  evidenceFile,
  productPage,
  declarationPage,
  questionsPage,
  decidePage,
  issuePage,
]
