import type { Verdict } from '../../core/determination/verdict.ts'

/** What a test unit came to, in the words of the W3C Evaluation and Report Language (EARL 1.0 Schema, 2.7). */
export const earlOutcomes = ['passed', 'failed', 'cantTell', 'inapplicable', 'untested'] as const
export type EarlOutcome = (typeof earlOutcomes)[number]

/** Our verdicts in those words. */
export const earlOf: Record<Verdict, EarlOutcome> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'cantTell',
  'not-applicable': 'inapplicable',
  'not-evaluated': 'untested',
}
