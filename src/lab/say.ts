import type { Verdict } from '../core/determination/verdict.ts'
import type { Reason, UnitVerdict } from './check.ts'

/** What is said of one thing, before it is put under a test unit. */
export interface Said {
  readonly verdict: Verdict
  readonly code: string
  readonly restsOn: readonly string[]
  readonly facts?: NonNullable<Reason['facts']>
}

/** Puts what is said of one thing under a test unit. */
export const say = (unit: string, about: string, { verdict, code, restsOn, facts }: Said): UnitVerdict => ({
  unit,
  about,
  verdict,
  reason: { code, ...(facts && { facts }) },
  restsOn: [...new Set(restsOn)].toSorted(),
})
