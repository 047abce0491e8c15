import type { LintInput } from './lint-rule.ts'
import { crosswalkFile, themeFile } from './lint-walk.ts'
import { nodeOf, requirementDocument } from './node.ts'
import { inverse, type Relation } from './relation.ts'

// Contradictions are found by walking. Only "no relationship" can contradict anything, and only by a chain that shows something
// shared: such a chain goes down through parts, perhaps across one overlap, and up through wholes (relation.ts). So one walk
// a row, over nodes and the two halves of the way, finds every contradiction there is.

/** What a row says of two nodes, or of the unions of several, and where it says so. */
export interface Statement {
  readonly from: string // 'n:n-1', or 'n:n-1 ∪ n:n-2'
  readonly to: string
  readonly relation: Relation
  readonly file: string
  readonly row: string
  readonly crosswalk?: string // absent: a line of the long list
}

/** One step of an explanation; a part of a union needs no row to be part of it. */
export interface Step extends Pick<Statement, 'from' | 'to' | 'relation' | 'file' | 'row'> {
  readonly isRow: boolean
}

const separator = ' ∪ '
const unionOf = (document: string, ids: readonly string[]): string =>
  ids
    .map((id) => nodeOf(document, id))
    .sort()
    .join(separator)

/** All rows of crosswalks, and the lines of the long list, as statements about sets of demands. */
export function statementsOf({
  crosswalks,
  longList,
}: Pick<LintInput, 'crosswalks'> & Partial<Pick<LintInput, 'longList'>>): readonly Statement[] {
  return [
    ...crosswalks.flatMap((crosswalk) =>
      crosswalk.rows.map(({ from, to, relation }, i) => ({
        from: unionOf(crosswalk.from.document, from),
        to: unionOf(crosswalk.to.document, to),
        relation,
        file: crosswalkFile(crosswalk),
        row: `rows[${i}]`,
        crosswalk: crosswalk.id,
      })),
    ),
    ...(longList?.requirements ?? []).flatMap(({ id, theme, unites }) =>
      unites.map(({ provision, extent }) => ({
        from: nodeOf(requirementDocument, id),
        to: provision,
        relation: extent === 'whole' ? ('superset-of' as const) : ('intersects-with' as const),
        file: themeFile(theme),
        row: `requirements[${id}].unites[${provision}]`,
      })),
    ),
  ]
}

type Search = (from: string, to: string) => readonly Step[] | undefined

/** A shortest chain of statements that shows that two nodes share something. */
export const showsSharing = (statements: readonly Statement[]): Search =>
  searchOver(statements, (half, relation) => {
    if (isSame(relation)) return half
    if (half === 'down' && relation === 'superset-of') return 'down'
    if (half === 'down' && relation === 'intersects-with') return 'up'
    return relation === 'subset-of' ? 'up' : undefined
  })

/** A shortest chain of statements that shows that the first is part of the second. */
export const smallerThan = (statements: readonly Statement[]): Search =>
  searchOver(statements, (half, relation) => (isSame(relation) || relation === 'subset-of' ? half : undefined))

const isSame = (relation: Relation): boolean => relation === 'equal-to' || relation === 'equivalent-to'

type Half = 'down' | 'up'

function searchOver(
  statements: readonly Statement[],
  goOn: (half: Half, relation: Relation) => Half | undefined,
): Search {
  const steps = stepsOf(statements)
  return (from, to) => {
    const came = new Map<string, { readonly step: Step; readonly before: string }>()
    const key = (node: string, half: Half) => `${half} ${node}`
    const start = key(from, 'down')
    const queue: [node: string, half: Half][] = [[from, 'down']]
    for (const [node, half] of queue)
      for (const step of steps.get(node) ?? []) {
        const next = goOn(half, step.relation)
        if (next === undefined) continue
        const there = key(step.to, next)
        if (there === start || came.has(there)) continue
        came.set(there, { step, before: key(node, half) })
        if (step.to === to) return pathTo(there, start, came)
        queue.push([step.to, next])
      }
    return undefined
  }
}

function pathTo(
  end: string,
  start: string,
  came: ReadonlyMap<string, { readonly step: Step; readonly before: string }>,
): readonly Step[] {
  const path: Step[] = []
  for (let at = end; at !== start; ) {
    const { step, before } = came.get(at)!
    path.unshift(step)
    at = before
  }
  return path
}

function stepsOf(statements: readonly Statement[]): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>()
  const add = (step: Step) => {
    const known = steps.get(step.from)
    if (known) known.push(step)
    else steps.set(step.from, [step])
  }
  const unions = new Set<string>()
  for (const { from, to, relation, file, row, crosswalk } of statements) {
    const isRow = crosswalk !== undefined
    add({ from, to, relation, file, row, isRow })
    add({ from: to, to: from, relation: inverse[relation], file, row, isRow })
    for (const end of [from, to]) if (end.includes(separator)) unions.add(end)
  }
  for (const union of unions)
    for (const part of union.split(separator)) {
      add({ from: part, to: union, relation: 'subset-of', file: '', row: '', isRow: false })
      add({ from: union, to: part, relation: 'superset-of', file: '', row: '', isRow: false })
    }
  return steps
}
