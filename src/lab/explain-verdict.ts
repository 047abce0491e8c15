import type { Text } from '../core/kernel/text.ts'
import { fill } from '../core/kernel/text.ts'
import type { AssessedUnit, Assessment } from './assess.ts'
import type { Check, UnitVerdict } from './check.ts'
import { factsInWords } from './fact-words.ts'

/** What a verdict says to a person: the text of its code, filled with its facts. A code nobody knows stays readable as a code. */
export function reasonText(checks: readonly Check[], unit: Pick<AssessedUnit, 'check'>, { reason }: UnitVerdict): Text {
  const reasons = checks.find((check) => check.id === unit.check)?.reasons ?? {}
  const text = Object.hasOwn(reasons, reason.code) ? reasons[reason.code] : undefined // the code may be a stranger's
  if (text === undefined) return { ja: reason.code, en: reason.code }
  const { facts = {} } = reason
  return { ja: fill(text, factsInWords(facts, 'ja')).ja, en: fill(text, factsInWords(facts, 'en')).en }
}

/** The question a unit answers. */
export const questionOf = (checks: readonly Check[], unit: AssessedUnit): Text =>
  checks.find((check) => check.id === unit.check)?.units.find((u) => u.id === unit.unit)?.question ?? {
    ja: unit.unit,
    en: unit.unit,
  }

/** How many units came to each verdict. */
export const tally = ({ units }: Pick<Assessment, 'units'>): Readonly<Record<AssessedUnit['verdict'], number>> => {
  const count = (verdict: AssessedUnit['verdict']) => units.filter((unit) => unit.verdict === verdict).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    inconclusive: count('inconclusive'),
    'not-applicable': count('not-applicable'),
    'not-evaluated': count('not-evaluated'),
  }
}
