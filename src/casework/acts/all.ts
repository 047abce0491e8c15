import type { Act } from '../act.ts'
import type { ActName } from '../lifecycle.ts'
import { confirmProposal, rejectProposal } from './confirm.ts'
import { decideGrant, decideRefuse } from './decide.ts'
import { declare, withdrawApplication } from './declare.ts'
import { moveBack, moveEdition } from './edition.ts'
import { addEvidence, answer, removeEvidence, replaceEvidence } from './evidence.ts'
import { closeAdvisory, endLabel, publishAdvisory } from './holder.ts'
import { accept, confirmPayment, giveProvisional, sendBack } from './intake.ts'
import { issue } from './issue.ts'
import { addModels, change, proposeRestore, proposeSuspend, proposeWithdraw } from './proposals.ts'
import { ask, beginReview, finishReview, note, reopenReview, reply, review } from './review.ts'
import { attachRun, noteSteps, orderRun, replayRun } from './runs.ts'
import {
  saveContact,
  saveEligibility,
  saveModels,
  saveOrganisation,
  saveProduct,
  saveSoftware,
  saveUpdates,
} from './save.ts'

/** How each act of the table is done; `start` has no case yet and is done by itself. */
export const doings: { readonly [A in Exclude<ActName, 'start'>]: Act<A> } = {
  'save-eligibility': saveEligibility,
  'save-organisation': saveOrganisation,
  'save-contact': saveContact,
  'save-product': saveProduct,
  'save-models': saveModels,
  'save-software': saveSoftware,
  'save-updates': saveUpdates,
  'move-edition': moveEdition,
  'move-back': moveBack,
  answer,
  'add-evidence': addEvidence,
  'replace-evidence': replaceEvidence,
  'remove-evidence': removeEvidence,
  'order-run': orderRun,
  'attach-run': attachRun,
  'note-steps': noteSteps,
  declare,
  'withdraw-application': withdrawApplication,
  accept,
  'send-back': sendBack,
  'confirm-payment': confirmPayment,
  'give-provisional': giveProvisional,
  'begin-review': beginReview,
  review,
  'replay-run': replayRun,
  note,
  ask,
  reply,
  'finish-review': finishReview,
  'reopen-review': reopenReview,
  'decide-grant': decideGrant,
  'decide-refuse': decideRefuse,
  issue,
  'propose-suspend': proposeSuspend,
  'propose-withdraw': proposeWithdraw,
  'propose-restore': proposeRestore,
  'confirm-proposal': confirmProposal,
  'reject-proposal': rejectProposal,
  'end-label': endLabel,
  'add-models': addModels,
  change,
  'publish-advisory': publishAdvisory,
  'close-advisory': closeAdvisory,
}
