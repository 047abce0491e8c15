import type { Crosswalk } from './crosswalk.ts'
import {
  graphOf,
  ringsOf,
  type Statement,
  type Step,
  showsSharing,
  smallerThan,
  statementsOf,
} from './lint-relation-graph.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { crosswalkFile, themeFile } from './lint-walk.ts'
import type { Mark } from './provenance.ts'
import { inverse, type Relation } from './relation.ts'

/** Rules on relations: each says why, none more than its source allows, and together they can all be true. */
export const relationRules: readonly LintRule[] = [
  { id: 'relation-too-strong', check: tooStrong },
  { id: 'reason-missing', check: withoutReason },
  { id: 'row-repeated', check: repeatedRows },
  { id: 'inverse-missing', check: withoutInverse },
  { id: 'relation-differs', check: differing },
  { id: 'relation-contradicts', check: contradicting },
  { id: 'subset-cycle', check: cycles },
]

const strength: Record<Relation, number> = {
  'equal-to': 3,
  'equivalent-to': 3,
  'superset-of': 2,
  'subset-of': 2,
  'intersects-with': 1,
  'no-relationship': 1,
}

// A derived row is never shown as equivalence; our own comparison of two texts may say which one asks for more.
const most: Record<Mark, Relation> = {
  verified: 'equal-to',
  secondary: 'equal-to',
  own: 'superset-of',
  derived: 'intersects-with',
  recalled: 'intersects-with',
}

function* tooStrong({ crosswalks, longList }: LintInput): Generator<Found> {
  for (const crosswalk of crosswalks)
    for (const [i, { relation, provenance }] of crosswalk.rows.entries())
      if (strength[relation] > strength[most[provenance.mark]])
        yield {
          file: crosswalkFile(crosswalk),
          row: `rows[${i}]`,
          values: { relation, mark: provenance.mark, most: most[provenance.mark] },
        }
  for (const { id, theme, unites } of longList.requirements)
    for (const { provision, extent, provenance } of unites)
      if (extent === 'whole' && strength[most[provenance.mark]] < 2)
        yield {
          file: themeFile(theme),
          row: `requirements[${id}].unites[${provision}]`,
          values: { relation: extent, mark: provenance.mark, most: 'part' },
        }
}

function* withoutReason({ crosswalks }: LintInput): Generator<Found> {
  for (const crosswalk of crosswalks)
    for (const [i, { from, to, relation, reason }] of crosswalk.rows.entries())
      if (`${reason.ja}${reason.en}`.trim() === '')
        yield {
          file: crosswalkFile(crosswalk),
          row: `rows[${i}].reason`,
          values: { from: from.join(' ∪ '), to: to.join(' ∪ '), relation },
        }
}

const place = ({ file, row }: { readonly file: string; readonly row: string }): string => `${file} ${row}`
const pairOf = ({ from, to }: Pick<Statement, 'from' | 'to'>): string =>
  from < to ? `${from}\n${to}` : `${to}\n${from}`
const isRow = ({ crosswalk }: Statement): boolean => crosswalk !== undefined

/** The rows about each pair, whichever way round they are written. */
function pairs(input: LintInput): ReadonlyMap<string, readonly Statement[]> {
  return Map.groupBy(statementsOf(input).filter(isRow), pairOf)
}

function* repeatedRows(input: LintInput): Generator<Found> {
  for (const rows of pairs(input).values()) {
    const first = new Map<string, Statement>()
    for (const said of rows) {
      // The inverse table says everything once more; that is what it is for.
      const key = `${said.from}\n${said.relation}`
      const before = first.get(key)
      if (before) yield { ...said, values: { from: said.from, to: said.to, other: place(before) } }
      else first.set(key, said)
    }
  }
}

const facing = (one: Crosswalk, other: Crosswalk): boolean =>
  one !== other && one.from.document === other.to.document && one.to.document === other.from.document

function* withoutInverse(input: LintInput): Generator<Found> {
  const rows = pairs(input)
  for (const crosswalk of input.crosswalks) {
    const other = input.crosswalks.filter((candidate) => facing(crosswalk, candidate))
    if (other.length === 0 || crosswalk.from.document === crosswalk.to.document) continue
    const files = new Set(other.map(crosswalkFile))
    for (const said of statementsOf({ crosswalks: [crosswalk] }))
      if (!rows.get(pairOf(said))?.some(({ file }) => files.has(file)))
        yield { ...said, values: { ...said, inverse: inverse[said.relation], other: [...files].join(', ') } }
  }
}

function* differing(input: LintInput): Generator<Found> {
  for (const rows of pairs(input).values()) {
    const [first] = rows
    const seenFrom = (start: string, { from, relation }: Statement) => (from === start ? relation : inverse[relation])
    // What differs from the first row differs from that one; what agrees with it, from the first that does not.
    const otherwise = rows.find((row) => seenFrom(first!.from, row) !== first!.relation)
    let met = false
    for (const said of rows) {
      const before = seenFrom(first!.from, said) !== first!.relation ? first! : met ? otherwise! : undefined
      if (said === otherwise) met = true
      if (before)
        yield { ...said, values: { ...said, other: place(before), otherRelation: seenFrom(said.from, before) } }
    }
  }
}

const stepsTold = 30

const told = (path: readonly Step[]): string => {
  const steps = path
    .slice(0, stepsTold)
    .map(({ from, to, relation, file, row }) => `${from} ${relation} ${to}${file === '' ? '' : ` (${file} ${row})`}`)
  return [...steps, ...(path.length > stepsTold ? [`… (+${path.length - stepsTold})`] : [])].join('; ')
}

/** Whether a path is nothing but the other row about the same pair; then `relation-differs` has said it. */
const isOneRow = ([step, ...rest]: readonly Step[]): boolean => rest.length === 0 && (step?.isRow ?? false)

function* contradicting(input: LintInput): Generator<Found> {
  const statements = statementsOf(input)
  const search = showsSharing(graphOf(statements))
  const apart = statements.filter(({ relation }) => relation === 'no-relationship')
  // From one start after the other, as the search keeps the last one.
  for (const said of apart.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const path = search(said.from, said.to)
    if (path && !isOneRow(path)) yield { ...said, values: { ...said, path: told(path) } }
  }
}

function* cycles(input: LintInput): Generator<Found> {
  const statements = statementsOf(input)
  const graph = graphOf(statements)
  const search = smallerThan(graph)
  const ring = ringsOf(graph)
  const reported = new Set<number>()
  const tried = new Set<string>()
  for (const said of statements.filter(isRow)) {
    const { relation, from, to } = said
    if ((relation !== 'subset-of' && relation !== 'superset-of') || ring(from) !== ring(to)) continue
    if (reported.has(ring(from))) continue // one finding a ring, not one for each of its rows
    const [start, end] = relation === 'subset-of' ? [to, from] : [from, to]
    const asked = `${start}\n${end}`
    if (tried.has(asked)) continue
    tried.add(asked)
    const path = search(start, end)
    if (!path || isOneRow(path)) continue
    reported.add(ring(from))
    yield { ...said, values: { ...said, path: told(path) } }
  }
}
