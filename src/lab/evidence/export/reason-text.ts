import { fill, type Text } from '../../../core/kernel/text.ts'
import type { Check, UnitVerdict } from '../../check.ts'

/** A reason in words; where the check that gave it is not known here, its permanent code. */
export function reasonText(checks: readonly Check[], check: string, { reason }: Pick<UnitVerdict, 'reason'>): Text {
  const reasons = checks.find(({ id }) => id === check)?.reasons
  const text = reasons && Object.hasOwn(reasons, reason.code) ? reasons[reason.code] : undefined
  return text ? fill(text, reason.facts ?? {}) : { ja: reason.code, en: reason.code }
}

/** What a test unit asks. */
export function questionOf(checks: readonly Check[], check: string, unit: string): Text {
  const known = checks.find(({ id }) => id === check)?.units.find(({ id }) => id === unit)
  return known?.question ?? { ja: unit, en: unit }
}
