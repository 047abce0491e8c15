import type { Text } from '../core/kernel/text.ts'
import type { OrganisationKind, Role } from './roles.ts'

// THE table (DESIGN §2): states, acts, who, ISO/IEC 17065 clause, ISO/IEC 17000 functions. Everything that conducts reads it;
// drawing, documentation and permission matrix are printed from it.

export const states = [
  'draft',
  'submitted',
  'payment-due',
  'intake',
  'in-review',
  'question',
  'awaiting-decision',
  'granted',
  'issued',
  'refused',
  'withdrawn',
] as const
export type State = (typeof states)[number]

export const stateText: Record<State, Text> = {
  draft: { ja: '下書き', en: 'Draft' },
  submitted: { ja: '提出済み', en: 'Submitted' },
  'payment-due': { ja: '支払い待ち', en: 'Payment due' },
  intake: { ja: '受付確認中', en: 'Intake check' },
  'in-review': { ja: '審査中', en: 'In review' },
  question: { ja: '質問あり', en: 'Question for you' },
  'awaiting-decision': { ja: '判定待ち', en: 'Awaiting decision' },
  granted: { ja: '交付準備中', en: 'Being issued' },
  issued: { ja: '交付', en: 'Issued' },
  refused: { ja: '不交付', en: 'Refused' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
}

/** Whose turn it is; the body's clock runs only while it is the body's. */
export const turn: Record<State, 'applicant' | 'body' | 'nobody'> = {
  draft: 'applicant',
  submitted: 'body',
  'payment-due': 'applicant',
  intake: 'body',
  'in-review': 'body',
  question: 'applicant',
  'awaiting-decision': 'body',
  granted: 'body',
  issued: 'nobody',
  refused: 'nobody',
  withdrawn: 'nobody',
}

export const acts = [
  'start',
  'save-eligibility',
  'save-organisation',
  'save-contact',
  'save-product',
  'save-models',
  'save-software',
  'save-updates',
  'move-edition',
  'move-back',
  'answer',
  'add-evidence',
  'replace-evidence',
  'remove-evidence',
  'order-run',
  'attach-run',
  'note-steps',
  'declare',
  'withdraw-application',
  'accept',
  'send-back',
  'confirm-payment',
  'give-provisional',
  'begin-review',
  'review',
  'replay-run',
  'note',
  'ask',
  'reply',
  'finish-review',
  'reopen-review',
  'decide-grant',
  'decide-refuse',
  'issue',
  'propose-suspend',
  'propose-withdraw',
  'propose-restore',
  'confirm-proposal',
  'reject-proposal',
  'end-label',
  'add-models',
  'change',
  'publish-advisory',
  'close-advisory',
] as const
export type ActName = (typeof acts)[number]

export interface Row {
  readonly act: ActName
  readonly from: readonly State[] // empty: there is no case yet
  readonly to: State | 'same'
  readonly kind: OrganisationKind
  readonly roles: readonly Role[] // any of these
  readonly functions: readonly (
    | 'selection'
    | 'determination'
    | 'review'
    | 'decision'
    | 'attestation'
    | 'surveillance'
  )[]
  readonly clause?: string // of ISO/IEC 17065
  /** Names of guards (casework/guards); all must hold. */
  readonly guards?: readonly string[]
}

const applicant = { kind: 'maker', roles: ['applicant'] } as const
const tester = { kind: 'maker', roles: ['applicant', 'evaluator'] } as const
const editable = ['draft', 'question'] as const
const save = (act: ActName): Row => ({
  act,
  from: editable,
  to: 'same',
  ...applicant,
  functions: ['selection'],
  clause: '7.2',
})
const body = (...roles: Role[]) => ({ kind: 'body', roles }) as const

/** Path `declaration`. */
export const declaration: readonly Row[] = [
  { act: 'start', from: [], to: 'draft', ...applicant, functions: ['selection'], clause: '7.2' },
  save('save-eligibility'),
  save('save-organisation'),
  save('save-contact'),
  save('save-product'),
  save('save-models'),
  save('save-software'),
  save('save-updates'),
  { ...save('move-edition'), clause: '7.10' },
  { ...save('move-back'), clause: '7.10', guards: ['moved-before'] },
  { ...save('answer'), functions: ['determination'], clause: '7.4' },
  save('add-evidence'),
  save('replace-evidence'),
  save('remove-evidence'),
  { ...save('order-run'), ...tester },
  { ...save('attach-run'), ...tester, functions: ['determination'], clause: '7.4' },
  { ...save('note-steps'), ...tester, functions: ['determination'], clause: '7.4' },
  {
    act: 'declare',
    from: ['draft'],
    to: 'submitted',
    ...applicant,
    functions: ['determination', 'attestation'],
    clause: '7.2',
    guards: ['edition-open', 'device-tested', 'complete', 'in-scope'],
  },
  {
    act: 'withdraw-application',
    from: ['draft', 'submitted', 'payment-due', 'intake', 'in-review', 'question', 'awaiting-decision'],
    to: 'withdrawn',
    ...applicant,
    functions: [],
    clause: '7.13',
  },
  {
    act: 'accept',
    from: ['submitted', 'intake'],
    to: 'payment-due',
    ...body('intake'),
    functions: ['review'],
    clause: '7.3',
  },
  {
    act: 'send-back',
    from: ['submitted', 'intake'],
    to: 'draft',
    ...body('intake'),
    functions: ['review'],
    clause: '7.3',
  },
  {
    act: 'confirm-payment',
    from: ['payment-due'],
    to: 'in-review',
    ...body('intake', 'administrator'),
    functions: [],
    clause: '4.1',
  },
  {
    act: 'give-provisional',
    from: ['payment-due', 'in-review', 'question', 'awaiting-decision', 'granted'],
    to: 'same',
    ...body('intake'),
    functions: [],
    clause: '4.1.3',
    guards: ['no-provisional'],
  },
  {
    act: 'begin-review',
    from: ['in-review'],
    to: 'same',
    ...body('reviewer'),
    functions: ['review'],
    clause: '7.4',
    guards: ['not-the-evaluator'],
  },
  {
    act: 'review',
    from: ['in-review'],
    to: 'same',
    ...body('reviewer'),
    functions: ['determination', 'review'],
    clause: '7.4',
    guards: ['not-the-evaluator'],
  },
  {
    act: 'replay-run',
    from: ['in-review'],
    to: 'same',
    ...body('reviewer'),
    functions: ['determination', 'review'],
    clause: '7.5',
    guards: ['not-the-evaluator'],
  },
  {
    act: 'note',
    from: ['submitted', 'payment-due', 'intake', 'in-review', 'question', 'awaiting-decision', 'granted', 'issued'],
    to: 'same',
    ...body('intake', 'reviewer', 'decider', 'surveillance'),
    functions: [],
    clause: '7.12',
  },
  {
    act: 'ask',
    from: ['in-review'],
    to: 'question',
    ...body('reviewer'),
    functions: ['review'],
    clause: '7.4',
    guards: ['not-the-evaluator'],
  },
  {
    act: 'reply',
    from: ['question'],
    to: 'in-review',
    ...applicant,
    functions: ['determination'],
    clause: '7.4',
    guards: ['questions-answered'],
  },
  {
    act: 'finish-review',
    from: ['in-review'],
    to: 'awaiting-decision',
    ...body('reviewer'),
    functions: ['review'],
    clause: '7.5',
    guards: ['not-the-evaluator', 'every-criterion-reviewed', 'runs-replayed'],
  },
  {
    act: 'reopen-review',
    from: ['awaiting-decision'],
    to: 'in-review',
    ...body('decider'),
    functions: ['review'],
    clause: '7.5',
    guards: ['impartial', 'not-the-evaluator'],
  },
  {
    act: 'decide-grant',
    from: ['awaiting-decision'],
    to: 'granted',
    ...body('decider'),
    functions: ['decision'],
    clause: '7.6',
    guards: ['impartial', 'not-the-evaluator'],
  },
  {
    act: 'decide-refuse',
    from: ['awaiting-decision'],
    to: 'refused',
    ...body('decider'),
    functions: ['decision'],
    clause: '7.6',
    guards: ['impartial', 'not-the-evaluator'],
  },
  {
    act: 'issue',
    from: ['granted'],
    to: 'issued',
    ...body('decider', 'intake'),
    functions: ['attestation'],
    clause: '7.7',
  },
  {
    act: 'propose-suspend',
    from: ['issued'],
    to: 'same',
    ...body('surveillance', 'decider'),
    functions: ['surveillance'],
    clause: '7.11',
    guards: ['suspension-on', 'label-valid'],
  },
  {
    act: 'propose-withdraw',
    from: ['issued'],
    to: 'same',
    ...body('surveillance', 'decider'),
    functions: ['surveillance'],
    clause: '7.11',
    guards: ['label-not-over'],
  },
  {
    act: 'propose-restore',
    from: ['issued'],
    to: 'same',
    ...body('surveillance', 'decider'),
    functions: ['surveillance'],
    clause: '7.11',
    guards: ['label-suspended'],
  },
  {
    act: 'confirm-proposal',
    from: ['issued'],
    to: 'same',
    ...body('decider'),
    functions: ['decision'],
    clause: '7.11',
    guards: ['proposal-open', 'second-person'],
  },
  {
    act: 'reject-proposal',
    from: ['issued'],
    to: 'same',
    ...body('decider'),
    functions: ['decision'],
    clause: '7.11',
    guards: ['proposal-open'],
  },
  {
    act: 'end-label',
    from: ['issued'],
    to: 'same',
    ...applicant,
    functions: ['surveillance'],
    clause: '7.11',
    guards: ['label-not-over'],
  },
  {
    act: 'add-models',
    from: ['issued'],
    to: 'same',
    ...applicant,
    functions: ['selection'],
    clause: '7.10',
    guards: ['label-valid'],
  },
  {
    act: 'change',
    from: ['issued'],
    to: 'same',
    ...applicant,
    functions: ['selection'],
    clause: '7.10',
    guards: ['label-not-over'],
  },
  {
    act: 'publish-advisory',
    from: ['issued'],
    to: 'same',
    kind: 'maker',
    roles: ['applicant'],
    functions: ['surveillance'],
    clause: '7.9',
  },
  {
    act: 'close-advisory',
    from: ['issued'],
    to: 'same',
    kind: 'maker',
    roles: ['applicant'],
    functions: ['surveillance'],
    clause: '7.9',
  },
]

export const lifecycle: Readonly<Record<'declaration', readonly Row[]>> = { declaration }
