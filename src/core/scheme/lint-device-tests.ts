import { unitsOf } from './criterion.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { criterionFile, deviceTestsFile } from './lint-walk.ts'
import { editionKey } from './scheme.ts'

/** Rules on what tests on the bench show: the tests exist, they show devices, and no demand waits for a test there is not. */
export const deviceTestRules: readonly LintRule[] = [
  { id: 'bench-unit-unknown', check: unknown },
  { id: 'bench-shows-paper', check: onPaper },
  { id: 'evaluator-without-test', check: withoutTest },
]

function* unknown({ shows = [], benchUnits }: LintInput): Generator<Found> {
  if (benchUnits === undefined) return
  const known = new Set(benchUnits)
  for (const { scheme, rows } of shows)
    for (const { unit, tests } of rows)
      for (const test of tests)
        if (!known.has(test))
          yield { file: deviceTestsFile, row: `shows[${scheme}].rows[${unit}].tests`, values: { test } }
}

function* onPaper({ shows = [], schemes }: LintInput): Generator<Found> {
  for (const { scheme: key, rows } of shows) {
    const scheme = schemes.find((candidate) => editionKey(candidate) === key)
    const paper = new Set(
      unitsOf(scheme?.criteria ?? [])
        .filter(({ procedure }) => procedure.method === 'document')
        .map(({ unit }) => unit.id),
    )
    for (const { unit } of rows)
      if (paper.has(unit)) yield { file: deviceTestsFile, row: `shows[${key}].rows[${unit}]`, values: { unit } }
  }
}

// Only a run on the bench counts for such a procedure: without a test that shows it, nobody could ever fulfil the criterion.
function* withoutTest({ shows = [], schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const rows = shows.find((one) => one.scheme === editionKey(scheme))?.rows ?? []
    const shown = new Set(rows.map(({ unit }) => unit))
    for (const { criterion, procedure, unit } of unitsOf(scheme.criteria))
      if (procedure.evaluator !== undefined && !shown.has(unit.id))
        yield {
          file: criterionFile(scheme, criterion),
          row: `procedures[${procedure.id}].units[${unit.id}]`,
          values: { unit: unit.id },
        }
  }
}
