import { tookPart } from '../core/decision/segregation.ts'
import { dateInJapan } from '../core/kernel/date.ts'
import { isOpenOn } from '../core/scheme/edition.ts'
import { scopeAtLevel } from '../core/selection/scope.ts'
import { standingText } from '../core/surveillance/standing.ts'
import { levelOf } from './assessment.ts'
import type { Proposal } from './case.ts'
import { missing, untested } from './completeness.ts'
import type { CaseworkFault } from './faults.ts'
import { type ActName, lifecycle } from './lifecycle.ts'
import { currentRuns, isReplayed } from './runs.ts'
import { type Situation, standingNow } from './situation.ts'

/** A condition of the lifecycle table: the fault that stands in the way, or undefined. */
export type Guard = (situation: Situation) => CaseworkFault | undefined

export const guardNames = [
  'edition-open',
  'moved-before',
  'device-tested',
  'complete',
  'in-scope',
  'questions-answered',
  'every-criterion-reviewed',
  'runs-replayed',
  'not-the-evaluator',
  'impartial',
  'second-person',
  'suspension-on',
  'label-valid',
  'label-not-over',
  'label-suspended',
  'proposal-open',
  'no-provisional',
] as const
export type GuardName = (typeof guardNames)[number]

// Whatever is declared is declared now: a rule of recognition has to be in force today, not when the draft was last saved.
const complete: Guard = ({ case: c, scheme, now }) => {
  if (c.example) return { code: 'example-cannot-be-declared' }
  const lacking = missing(c, scheme, dateInJapan(now))
  return lacking.length === 0 ? undefined : { code: 'application-incomplete', missing: lacking, count: lacking.length }
}

// What only an evaluator can show is shown by nobody's word: without a run there is nothing to declare.
const deviceTested: Guard = ({ case: c, scheme, now }) => {
  const criteria = untested(c, scheme, dateInJapan(now))
  return criteria.length === 0 ? undefined : { code: 'device-run-missing', criteria, count: criteria.length }
}

const editionOpen: Guard = ({ scheme, now }) =>
  isOpenOn(scheme, dateInJapan(now))
    ? undefined
    : {
        code: 'edition-ended',
        edition: scheme.edition.documentNumber,
        endsOn: scheme.edition.endsOn ?? scheme.edition.issued,
      }

const movedBefore: Guard = ({ case: c }) =>
  c.moved === null ? { code: 'edition-not-moved', edition: c.edition } : undefined

const inScope: Guard = ({ case: c, scheme }) => {
  const answer = scopeAtLevel(scheme, levelOf(c, scheme), c.product.facts ?? {})
  if (answer.verdict === 'unclear') return { code: 'scope-unclear', missing: answer.missing, reason: answer.reason }
  return answer.verdict === 'in'
    ? undefined
    : { code: 'product-out-of-scope', reason: answer.reason, clause: answer.clause }
}

const answersIn = (input: unknown): readonly string[] => {
  const answers = (input as { answers?: readonly { id: string }[] } | undefined)?.answers ?? []
  return answers.map((answer) => answer.id)
}

const questionsAnswered: Guard = ({ case: c, input }) => {
  if (input === undefined) return undefined // a page that asks who may reply: the answers come with the reply
  const given = answersIn(input)
  const open = c.questions.filter((q) => q.answer === undefined).map((q) => q.id)
  const unknown = given.find((id) => !open.includes(id))
  if (unknown !== undefined) return { code: 'question-unknown', question: unknown }
  const questions = open.filter((id) => !given.includes(id))
  return questions.length === 0 ? undefined : { code: 'question-unanswered', questions, count: questions.length }
}

// Not looked at, waiting, or asked about: none of these is a finished review, and each has its own word on the page.
const everyCriterionReviewed: Guard = ({ case: c, scheme }) => {
  const criteria = levelOf(c, scheme).criteria.filter((id) => {
    const outcome = c.reviews[id]?.outcome
    return outcome !== 'sufficient' && outcome !== 'insufficient'
  })
  return criteria.length === 0 ? undefined : { code: 'review-unfinished', criteria, count: criteria.length }
}

// A review by replay: whoever judges the stored observations again comes to the same verdicts, or the run shows nothing.
const runsReplayed: Guard = ({ case: c }) => {
  const runs = currentRuns(c).filter((run) => !isReplayed(run))
  if (runs.length === 0) return undefined
  const differing = runs.filter(({ replays }) => replays.length > 0).map(({ run }) => run)
  return differing.length > 0
    ? { code: 'run-replay-differs', runs: differing, count: differing.length }
    : { code: 'run-not-replayed', runs: runs.map(({ run }) => run), count: runs.length }
}

// ISO/IEC 17065 7.5.1 and 7.6.2: whoever tested the device neither reviews nor decides. Runs that were replaced count, too.
const notTheEvaluator: Guard = ({ case: c, viewer }) => {
  const run = c.runs.find(({ evaluator }) => evaluator?.person === viewer.person)
  return run === undefined ? undefined : { code: 'evaluator-of-this-case', run: run.run }
}

const applicantActs = new Set<ActName>(lifecycle.declaration.filter((r) => r.kind === 'maker').map((r) => r.act))

// ISO/IEC 17065 7.6.2, and 4.2 besides: whoever worked on the application for its maker does not decide it either, though
// the same person may belong to both organisations.
const impartial: Guard = ({ case: c, viewer }) => {
  const act =
    tookPart(viewer.person, c.participants) ??
    c.participants.find((p) => p.person === viewer.person && applicantActs.has(p.act))?.act
  return act === undefined ? undefined : { code: 'decider-took-part', act }
}

/** The proposal a form names; a page that only asks who may act looks at the oldest open one. */
export function proposalIn({ case: c, input }: Pick<Situation, 'case' | 'input'>): Proposal | undefined {
  const id = (input as { proposal?: string } | undefined)?.proposal
  return c.proposals.find((p) => (input === undefined ? p.outcome === undefined : p.id === id))
}

// Suspension and withdrawal take two people: whoever proposed does not confirm (DESIGN §4.2).
const secondPerson: Guard = (situation) => {
  const proposal = proposalIn(situation)
  return proposal?.by === situation.viewer.person ? { code: 'second-person-needed', kind: proposal.kind } : undefined
}

const proposalOpen: Guard = (situation) => {
  const proposal = proposalIn(situation)
  if (proposal === undefined)
    return {
      code: 'proposal-not-found',
      proposal: (situation.input as { proposal?: string } | undefined)?.proposal ?? '',
    }
  return proposal.outcome === undefined ? undefined : { code: 'proposal-settled', proposal: proposal.id }
}

const suspensionOn: Guard = ({ scheme }) =>
  scheme.suspension ? undefined : { code: 'suspension-off', scheme: scheme.id }

const labelValid: Guard = (situation) => {
  const standing = standingNow(situation)?.code ?? 'ended'
  return standing === 'valid' ? undefined : { code: 'label-not-valid', standing, here: standingText[standing] }
}

const labelNotOver: Guard = (situation) => {
  const standing = standingNow(situation)?.code ?? 'ended'
  return standing === 'valid' || standing === 'suspended'
    ? undefined
    : { code: 'label-over', standing, here: standingText[standing] }
}

const labelSuspended: Guard = (situation) => {
  const standing = standingNow(situation)?.code ?? 'ended'
  return standing === 'suspended' ? undefined : { code: 'label-not-suspended', standing, here: standingText[standing] }
}

const noProvisional: Guard = ({ case: { numbers } }) =>
  numbers.provisional === undefined ? undefined : { code: 'provisional-given', number: numbers.provisional }

const guards: Record<GuardName, Guard> = {
  'edition-open': editionOpen,
  'moved-before': movedBefore,
  'device-tested': deviceTested,
  complete,
  'in-scope': inScope,
  'questions-answered': questionsAnswered,
  'every-criterion-reviewed': everyCriterionReviewed,
  'runs-replayed': runsReplayed,
  'not-the-evaluator': notTheEvaluator,
  impartial,
  'second-person': secondPerson,
  'suspension-on': suspensionOn,
  'label-valid': labelValid,
  'label-not-over': labelNotOver,
  'label-suspended': labelSuspended,
  'proposal-open': proposalOpen,
  'no-provisional': noProvisional,
}

/** The first guard that stands in the way. A name the table invents is a broken promise, not a passed guard. */
export function obstacle(names: readonly string[], situation: Situation): CaseworkFault | undefined {
  for (const name of names) {
    const guard = Object.hasOwn(guards, name) ? guards[name as GuardName] : undefined
    if (guard === undefined) throw new Error(`the lifecycle table names the guard ${name}, which does not exist`)
    const fault = guard(situation)
    if (fault !== undefined) return fault
  }
  return undefined
}
