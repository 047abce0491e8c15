import type { Page } from '../../page.tsx'
import { applicationsPage } from './applications.tsx'
import { applyPage } from './apply.tsx'
import { artworkFile, artworkPage } from './artwork.tsx'
import { checkPage } from './check.tsx'
import { contactTask } from './contact.tsx'
import { criterionPage } from './criterion.tsx'
import { declarationFile, declarePage } from './declare.tsx'
import { donePage } from './done.tsx'
import { editionPage } from './edition.tsx'
import { questionPage } from './eligibility.tsx'
import { eligibilityTask } from './eligibility-task.tsx'
import { evidencePage, replaceEvidencePage } from './evidence.tsx'
import { evidenceFile } from './evidence-file.ts'
import { feedbackPage } from './feedback.tsx'
import { labelPage } from './label.tsx'
import { closeAdvisory, labelAdvisoryPage } from './label-advisory.tsx'
import { labelChangePage } from './label-change.tsx'
import { labelEndPage } from './label-end.tsx'
import { labelModelsPage } from './label-models.tsx'
import { labelRenewPage } from './label-renew.tsx'
import { labelsPage } from './labels.tsx'
import { messagesPage } from './messages.tsx'
import { modelsTask } from './models.tsx'
import { organisationTask } from './organisation.tsx'
import { payPage } from './pay.tsx'
import { productTask } from './product.tsx'
import { orderFile, orderRunPage, runsPage } from './runs.tsx'
import { softwareTask } from './software.tsx'
import { startPage } from './start.tsx'
import { taskListPage } from './task-list.tsx'
import { updatesTask } from './updates.tsx'
import { withdrawPage } from './withdraw.tsx'

/** A maker's way: from the first question to the label, and all that follows. */
export const applicantPages: readonly Page[] = [
  applyPage,
  questionPage,
  startPage,
  applicationsPage,
  taskListPage,
  eligibilityTask,
  organisationTask,
  contactTask,
  productTask,
  modelsTask,
  softwareTask,
  updatesTask,
  criterionPage,
  runsPage,
  orderRunPage,
  orderFile,
  checkPage,
  declarePage,
  declarationFile,
  donePage,
  feedbackPage,
  payPage,
  messagesPage,
  withdrawPage,
  editionPage,
  evidencePage,
  replaceEvidencePage,
  evidenceFile,
  labelsPage,
  labelPage,
  labelModelsPage,
  labelChangePage,
  labelAdvisoryPage,
  closeAdvisory,
  labelRenewPage,
  labelEndPage,
  artworkPage,
  artworkFile,
]
