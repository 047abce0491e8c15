import { type Criterion, unitsOf } from '../../../../core/scheme/criterion.ts'
import type { ShownUnit } from '../../../../core/scheme/device-tests.ts'
import type { Check } from '../../../../lab/check.ts'
import type { Declared } from '../../../../lab/declared/declared.ts'
import type { GuidedStep } from '../../../../lab/guided/step.ts'
import type { Consent } from '../../../../lab/run/plan.ts'

/** By what a test unit comes to its verdict: the bench alone, the bench and hands, hands, papers, or nothing there is. */
export type Cover = 'bench' | 'both' | 'person' | 'documents' | 'nothing'

// What is only tried where somebody agreed to it (run/plan.ts): without that, these units are inconclusive however long one tests.
const asksConsent: Readonly<Record<string, keyof Consent>> = {
  '5.1-1-2c': 'wrongTries',
  '5.1-5-2b': 'wrongTries',
  '5.13-1-2a': 'robustness',
  'R-1a': 'robustness',
}

/** One test unit that a level asks for, and what covers it. */
export interface CoveredTest {
  readonly consent?: keyof Consent // that it takes
  readonly test: string
  readonly cover: Cover
  readonly steps: readonly GuidedStep[] // that serve it
  readonly undeclared: boolean // a step would serve it, but the declaration has nothing that it could be done for
}

export interface CoveredUnit {
  readonly criterion: Criterion
  readonly unit: { readonly id: string; readonly question: Criterion['title'] }
  readonly tests: readonly CoveredTest[]
}

/** What of a level is shown on the bench, and how each of its test units is covered under a declaration. */
export function coverageOf(given: {
  readonly criteria: readonly Criterion[]
  readonly shows: readonly ShownUnit[]
  readonly checks: readonly Check[]
  readonly steps: readonly GuidedStep[]
  readonly declared: Declared
}): readonly CoveredUnit[] {
  const { criteria, shows, checks, steps, declared } = given
  const coverOf = (test: string): CoveredTest => {
    const check = checks.find(({ units }) => units.some(({ id }) => id === test))
    const serving = check === undefined ? [] : steps.filter(({ serves }) => serves.includes(check.id))
    const possible = serving.filter((step) => step.about(declared).length > 0)
    const cover: Cover =
      check === undefined
        ? 'nothing'
        : check.kind === 'automatic'
          ? possible.length > 0
            ? 'both'
            : 'bench'
          : check.kind === 'document'
            ? 'documents'
            : serving.length > 0
              ? 'person'
              : 'documents'
    const byHand = cover === 'person' || cover === 'both'
    const consent = asksConsent[test]
    return {
      test,
      cover,
      steps: byHand ? possible : [],
      undeclared: cover === 'person' && possible.length === 0,
      ...(consent === undefined ? {} : { consent }),
    }
  }
  return unitsOf(criteria).flatMap(({ criterion, unit }) => {
    const own = criteria.find(({ id }) => id === criterion)
    const tests = shows.find((row) => row.unit === unit.id)?.tests ?? []
    return own === undefined || tests.length === 0
      ? []
      : [{ criterion: own, unit: { id: unit.id, question: unit.question }, tests: tests.map(coverOf) }]
  })
}

/** Whether a level asks an evaluator for something that no test shows. */
export const uncovered = (criteria: readonly Criterion[], shows: readonly ShownUnit[]): readonly string[] =>
  unitsOf(criteria).flatMap(({ procedure, unit }) =>
    procedure.evaluator !== undefined && !shows.some((row) => row.unit === unit.id) ? [unit.id] : [],
  )

/** Tables that the bench reads; what a level shows by one that is not there cannot be shown. */
export const tablesRead = [
  '1-AuthMech',
  '2-UserInfo',
  '7-UpdMech',
  '11-SecComMech',
  '13-SoftServ',
  '23-ResMech',
  '25-DelFunc',
  '28-LogIntf',
] as const

const earlierNames: Readonly<Record<string, string>> = { '11-SecComMech': '11-ComMech', '28-LogIntf': '28-ExtAPI' }

/** Those of them that a declaration does not have. */
export const tablesMissing = ({ tables }: Pick<Declared, 'tables'>): readonly string[] =>
  tablesRead.filter((name) => !tables.includes(name) && !tables.includes(earlierNames[name] ?? name))
