import { nodesOfLevel } from './demanded.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { criterionFile, provisionsFolder, schemeFile, standardFile } from './lint-walk.ts'
import { splitNode } from './node.ts'
import { type Level, type NumberKind, numberKinds } from './scheme.ts'

/** Rules on what a scheme promises: procedures, levels, counts, validity, numbers. */
export const schemeRules: readonly LintRule[] = [
  { id: 'criterion-without-procedure', check: withoutProcedure },
  { id: 'procedure-without-unit', check: withoutUnit },
  { id: 'level-not-cumulative', check: notCumulative },
  { id: 'level-status-differs', check: statusDiffers },
  { id: 'count-differs', check: countDiffers },
  { id: 'validity-over-limit', check: overLimit },
  { id: 'number-template-invalid', check: badNumbers },
  { id: 'not-applicable-contradicts', check: contradictoryPolicy },
]

function* withoutProcedure({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const criterion of scheme.criteria)
      if (criterion.procedures.length === 0) yield { file: criterionFile(scheme, criterion.id), row: 'procedures' }
}

function* withoutUnit({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const criterion of scheme.criteria)
      for (const procedure of criterion.procedures)
        if (procedure.units.length === 0)
          yield { file: criterionFile(scheme, criterion.id), row: `procedures[${procedure.id}].units` }
}

const published = (level: Level): boolean => level.status === 'in-operation'

// A higher level never asks for less, or a label of that level would say more than was shown. Levels of one rank stand side by
// side, and a level nobody could read proves nothing.
function* notCumulative({ schemes, standards }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const levels = scheme.levels.filter((level) => published(level) && !level.contentUnknown)
    for (const level of levels) {
      const rank = Math.max(...levels.map((other) => other.rank).filter((other) => other < level.rank))
      const here = new Set(nodesOfLevel(scheme, level, standards))
      for (const below of levels.filter((other) => other.rank === rank))
        for (const node of nodesOfLevel(scheme, below, standards)) {
          if (here.has(node)) continue
          const own = below.criteria.includes(splitNode(node).id)
          const row = `levels[${level.code}].${own ? 'criteria' : 'demands'}`
          yield { file: schemeFile(scheme), row, values: { id: own ? splitNode(node).id : node, below: below.code } }
        }
    }
  }
}

// A level that is announced or has ended may go on saying what it demands; one in operation has to, unless nobody could
// read it, and one that is unpublished cannot.
function statusFits(level: Level, count: number): boolean {
  if (level.contentUnknown) return count === 0
  if (level.status === 'in-operation') return count > 0
  return level.status !== 'unpublished' || count === 0
}

function* statusDiffers({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const level of scheme.levels) {
      const count = level.criteria.length + (level.demands?.length ?? 0)
      if (!statusFits(level, count))
        yield { file: schemeFile(scheme), row: `levels[${level.code}]`, values: { status: level.status, count } }
    }
}

function* countDiffers({ schemes, standards }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const { code, criteria, criteriaCount: expected } of scheme.levels)
      if (expected !== undefined && expected !== criteria.length)
        yield {
          file: schemeFile(scheme),
          row: `levels[${code}].criteria`,
          values: { expected, found: criteria.length },
        }
  for (const standard of standards) {
    const { provisions, tables = [], themes } = standard
    const cases = provisions.flatMap((provision) => provision.cases ?? [])
    const found = {
      mandatory: provisions.filter(({ status }) => status === 'mandatory').length,
      recommended: provisions.filter(({ status }) => status === 'recommended').length,
      cases: cases.length,
      units: cases.reduce((sum, { units }) => sum + units, 0),
      tables: tables.length,
    }
    for (const what of ['mandatory', 'recommended', 'cases', 'units', 'tables'] as const) {
      const expected = standard.counts?.[what]
      if (expected !== undefined && expected !== found[what])
        yield {
          file: what === 'tables' ? standardFile(standard) : provisionsFolder(standard),
          row: what,
          values: { expected, found: found[what] },
        }
    }
    for (const { id, count: expected } of themes) {
      const here = provisions.filter(({ theme }) => theme === id).length
      if (expected !== undefined && expected !== here)
        yield { file: provisionsFolder(standard), row: `themes[${id}]`, values: { expected, found: here } }
    }
  }
}

function* overLimit({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const limit = scheme.edition.validityLimitMonths ?? Number.POSITIVE_INFINITY
    for (const { code, validityMonths: months } of scheme.levels)
      if (months !== undefined && months > limit)
        yield { file: schemeFile(scheme), row: `levels[${code}].validityMonths`, values: { months, limit } }
  }
}

/** Why a number template cannot serve, if it cannot. */
function templateFault(kind: NumberKind, template: string): string | undefined {
  if (kind === 'registration' && template === 'label-id') return undefined
  const names = [...template.matchAll(/\{(\w*)\}/g)].map(([, name]) => name!)
  const unknown = names.find((name) => name !== 'year' && name !== 'seq')
  if (unknown !== undefined) return `{${unknown}}`
  // The running number begins anew every year: without the year two cases would share a number.
  for (const name of ['year', 'seq'])
    if (names.filter((candidate) => candidate === name).length !== 1) return `{${name}} × 1`
  return undefined
}

function* badNumbers({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    if (!scheme.operation) continue
    const { numbers } = scheme.operation
    const sound = new Map<string, NumberKind>()
    for (const kind of numberKinds) {
      const template = numbers[kind]
      const twin = sound.get(template)
      const reason = templateFault(kind, template) ?? (twin && `= numbers.${twin}`)
      if (reason) yield { file: schemeFile(scheme), row: `operation.numbers.${kind}`, values: { template, reason } }
      else sound.set(template, kind)
    }
  }
}

function* contradictoryPolicy({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const { id, notApplicable } of scheme.criteria)
      if (notApplicable.allowed !== notApplicable.conditions.length > 0)
        yield { file: criterionFile(scheme, id), row: 'notApplicable' }
}
