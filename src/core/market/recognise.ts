import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition, FactId } from '../scheme/condition.ts'
import type { Fee } from '../scheme/fee.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { Recognition, RecognitionCondition, RecognitionEffect } from '../scheme/recognition.ts'
import { holds, missingFacts } from '../selection/condition.ts'
import { type Asked, openUntilKnown } from '../selection/open-reason.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Holding } from './holding.ts'
import { checkText, openText } from './recognition-texts.ts'

/** Everything that can keep a rule from applying. A code is permanent. */
export const checkCodes = [
  'not-in-force-yet',
  'ended',
  'level-not-recognised',
  'other-document',
  'document-unknown',
  'other-target-document',
  'holding-not-valid-yet',
  'holding-expired',
  'product-excluded',
  'condition-unmet',
  'terms-unknown',
  'fact-unknown',
  'to-confirm',
] as const
export type CheckCode = (typeof checkCodes)[number]

/** One thing the rule asks for: met, unmet, or open – then with the question whose answer decides it. */
export interface RecognitionCheck {
  readonly id:
    | 'from'
    | 'until'
    | 'level'
    | 'document'
    | 'target-document'
    | 'holding'
    | 'products'
    | 'terms'
    | `condition:${string}`
  readonly outcome: 'met' | 'unmet' | 'open'
  readonly code?: CheckCode // why it is not met
  readonly text: Text
  readonly missing?: readonly FactId[]
}

/** What one rule says of one holding on one day. */
export interface RecognitionAnswer {
  readonly rule: string
  readonly from: Recognition['from']
  readonly to: Recognition['to']
  readonly basis: Recognition['basis']
  readonly title: Text
  readonly verdict: 'applies' | 'does-not-apply' | 'unclear'
  readonly checks: readonly RecognitionCheck[]
  readonly effects: readonly RecognitionEffect[] // what it does where it applies
  readonly adds: Recognition['adds']
  readonly fee?: Fee
  readonly unknown?: Text // what is not known of its terms
  readonly provenance: Provenance
}

export interface RecognitionQuestion {
  readonly holding: Holding
  readonly facts: ProductFacts
  readonly day: IsoDate
  /** The edition of the target that is asked about; without it, a rule's own target documents are not compared. */
  readonly targetDocument?: string
  readonly vocabulary?: readonly Asked[] // how a person is asked for a fact
}

/** Whether one rule applies to a holding of its scheme, with a reason for everything it asks. */
export function recognise(rule: Recognition, asked: RecognitionQuestion): RecognitionAnswer {
  const checks = [
    ...inForce(rule, asked.day),
    levelCheck(rule, asked.holding),
    ...documentCheck(rule, asked.holding),
    ...targetCheck(rule, asked.targetDocument),
    holdingCheck(rule, asked),
    ...(rule.products === undefined ? [] : [productCheck(rule.products, asked)]),
    ...rule.conditions
      .filter((condition) => condition.kind !== 'holding-valid')
      .map((condition) => conditionCheck(condition, asked)),
    ...termsCheck(rule),
  ]
  const outcomes = checks.map((check) => check.outcome)
  return {
    ...described(rule),
    verdict: outcomes.includes('unmet') ? 'does-not-apply' : outcomes.includes('open') ? 'unclear' : 'applies',
    checks,
  }
}

/** The answers of all rules that start from the scheme of a holding. */
export const recognitionOf = (
  rules: readonly Recognition[],
  asked: Omit<RecognitionQuestion, 'targetDocument'>,
): readonly RecognitionAnswer[] =>
  rules.filter((rule) => rule.from.scheme === asked.holding.scheme).map((rule) => recognise(rule, asked))

/** Nothing but acts to be confirmed stands between the holding and the rule: no fact is missing, nothing is unmet. */
export const onlyToConfirm = (answer: RecognitionAnswer): boolean =>
  answer.checks.every((check) => check.outcome === 'met' || check.code === 'to-confirm')

const described = (rule: Recognition): Omit<RecognitionAnswer, 'verdict' | 'checks'> => ({
  rule: rule.id,
  from: rule.from,
  to: rule.to,
  basis: rule.basis,
  title: rule.title,
  effects: rule.effects,
  adds: rule.adds,
  ...(rule.fee === undefined ? {} : { fee: rule.fee }),
  ...(rule.unknown === undefined ? {} : { unknown: rule.unknown }),
  provenance: rule.provenance,
})

function inForce(rule: Recognition, day: IsoDate): readonly RecognitionCheck[] {
  const from = met('from', day >= rule.inForce, 'not-in-force-yet', { date: rule.inForce })
  if (rule.until === undefined) return [from]
  return [from, met('until', day <= rule.until, 'ended', { date: rule.until })]
}

const levelCheck = ({ from }: Recognition, { level }: Holding): RecognitionCheck =>
  met('level', from.levels.length === 0 || from.levels.includes(level), 'level-not-recognised', {
    level,
    levels: from.levels.join(', '),
  })

function documentCheck({ from }: Recognition, { documentNumber }: Holding): readonly RecognitionCheck[] {
  if (from.documents === undefined) return []
  const documents = from.documents.join(', ')
  if (documentNumber === undefined)
    return [
      { id: 'document', outcome: 'open', code: 'document-unknown', text: checkText('document-unknown', { documents }) },
    ]
  const same = from.documents.includes(documentNumber)
  return [met('document', same, 'other-document', { found: documentNumber, documents })]
}

function targetCheck({ to }: Recognition, asked: string | undefined): readonly RecognitionCheck[] {
  if (to.documents === undefined || asked === undefined) return []
  const documents = to.documents.join(', ')
  return [met('target-document', to.documents.includes(asked), 'other-target-document', { found: asked, documents })]
}

// Whatever the rule says of it: a label that has ended is worth nothing anywhere.
function holdingCheck(rule: Recognition, { holding, day }: RecognitionQuestion): RecognitionCheck {
  if (day < holding.validFrom) return met('holding', false, 'holding-not-valid-yet', { date: holding.validFrom })
  const ended = holding.validUntil !== undefined && day > holding.validUntil
  if (ended) return met('holding', false, 'holding-expired', { date: holding.validUntil })
  const said = rule.conditions.find((condition) => condition.kind === 'holding-valid')
  return { id: 'holding', outcome: 'met', text: said?.text ?? checkText('holding', {}) }
}

function productCheck(products: Condition, asked: RecognitionQuestion): RecognitionCheck {
  const held = holds(products, asked.facts)
  if (held === undefined) return unknown('products', products, asked)
  return met('products', held, 'product-excluded', {})
}

// That two parties recognise each other is no answer to the question what for.
const termsCheck = ({ effects, unknown: text = checkText('terms-unknown', {}) }: Recognition): RecognitionCheck[] =>
  effects.some(({ kind }) => kind === 'terms-unknown')
    ? [{ id: 'terms', outcome: 'open', code: 'terms-unknown', text }]
    : []

function conditionCheck(condition: RecognitionCondition, asked: RecognitionQuestion): RecognitionCheck {
  const id = `condition:${condition.id}` as const
  if (condition.when === undefined)
    return asked.holding.confirmed?.includes(condition.id)
      ? { id, outcome: 'met', text: condition.text }
      : { id, outcome: 'open', code: 'to-confirm', text: condition.text }
  const held = holds(condition.when, asked.facts)
  if (held === undefined) return unknown(id, condition.when, asked)
  return held
    ? { id, outcome: 'met', text: condition.text }
    : { id, outcome: 'unmet', code: 'condition-unmet', text: condition.text }
}

function unknown(
  id: RecognitionCheck['id'],
  condition: Condition,
  { facts, vocabulary = [] }: RecognitionQuestion,
): RecognitionCheck {
  const missing = missingFacts(condition, facts)
  return { id, outcome: 'open', code: 'fact-unknown', text: openUntilKnown(openText, missing, vocabulary), missing }
}

/** A check that is met, in the words for that, or not met for the reason `code`. */
function met(
  id: Exclude<RecognitionCheck['id'], 'terms' | `condition:${string}`>,
  is: boolean,
  code: Exclude<CheckCode, 'condition-unmet' | 'fact-unknown' | 'terms-unknown' | 'to-confirm'>,
  values: Readonly<Record<string, unknown>>,
): RecognitionCheck {
  if (is) return { id, outcome: 'met', text: checkText(id, values) }
  return { id, outcome: 'unmet', code, text: checkText(code, values) }
}
