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
export const showsSharing = (graph: Graph): Search =>
  searchOver(graph, (half, relation) => {
    if (isSame(relation)) return half
    if (half === down && relation === 'superset-of') return down
    if (half === down && relation === 'intersects-with') return up
    return relation === 'subset-of' ? up : undefined
  })

/** A shortest chain of statements that shows that the first is part of the second. */
export const smallerThan = (graph: Graph): Search =>
  searchOver(graph, (half, relation) => (isSmaller(relation) ? half : undefined))

const isSame = (relation: Relation): boolean => relation === 'equal-to' || relation === 'equivalent-to'
const isSmaller = (relation: Relation): boolean => isSame(relation) || relation === 'subset-of'

/** Nodes and steps by number: a table that somebody brings may have tens of thousands of rows. */
export interface Graph {
  readonly numbers: ReadonlyMap<string, number>
  readonly steps: readonly (readonly Step[])[]
}

/** The steps that statements allow from each node, in both directions, and between unions and their parts. */
export function graphOf(statements: readonly Statement[]): Graph {
  const numbers = new Map<string, number>()
  const steps: Step[][] = []
  const numberOf = (node: string): number => {
    const known = numbers.get(node)
    if (known !== undefined) return known
    numbers.set(node, steps.length)
    return steps.push([]) - 1
  }
  const add = (step: Step) => {
    numberOf(step.to)
    steps[numberOf(step.from)]!.push(step)
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
  return { numbers, steps }
}

const down = 0
const up = 1
type Half = typeof down | typeof up

/** Breadth first, over each node in each half of the way. The last start is kept: callers ask for its targets one after another. */
function searchOver({ numbers, steps }: Graph, goOn: (half: Half, relation: Relation) => Half | undefined): Search {
  let started: string | undefined
  let walk = 0
  // Laid out once: what bears the number of an earlier walk counts as not reached.
  const size = steps.length * 2
  const reached = new Int32Array(size)
  const before = new Int32Array(size)
  const rank = new Int32Array(size)
  const came: Step[] = new Array(size)
  const targets = steps.map((list) => Int32Array.from(list, ({ to }) => numbers.get(to)! * 2))
  const explore = (from: string) => {
    started = from
    walk += 1
    const start = numbers.get(from)! * 2 + down
    const queue = [start]
    for (const at of queue) {
      const to = targets[at >> 1]!
      for (const [i, step] of steps[at >> 1]!.entries()) {
        const half = goOn((at & 1) as Half, step.relation)
        if (half === undefined) continue
        const there = to[i]! + half
        if (there === start || reached[there] === walk) continue
        reached[there] = walk
        came[there] = step
        before[there] = at
        rank[there] = queue.push(there)
      }
    }
  }
  return (from, to) => {
    if (!numbers.has(from) || !numbers.has(to)) return undefined
    if (started !== from) explore(from)
    const ends = [down, up].map((half) => numbers.get(to)! * 2 + half).filter((end) => reached[end] === walk)
    const [end] = ends.sort((a, b) => rank[a]! - rank[b]!)
    if (end === undefined) return undefined
    const path: Step[] = []
    for (let at = end; reached[at] === walk; at = before[at]!) path.push(came[at]!)
    return path.reverse()
  }
}

/** The ring each node is in: nodes of which each is part of every other have the same number (Tarjan's components). */
export function ringsOf({ numbers, steps }: Graph): (node: string) => number {
  const smaller = steps.map((from) =>
    from.filter(({ relation }) => isSmaller(relation)).map(({ to }) => numbers.get(to)!),
  )
  const order = new Int32Array(steps.length)
  const low = new Int32Array(steps.length)
  const ring = new Int32Array(steps.length).fill(-1)
  const open: number[] = []
  let count = 0
  for (let root = 0; root < steps.length; root++) {
    if (order[root] !== 0) continue
    // By hand, not by recursion: a chain may be longer than the stack.
    const work: { readonly node: number; next: number }[] = [{ node: root, next: 0 }]
    while (work.length > 0) {
      const top = work.at(-1)!
      const { node } = top
      if (top.next === 0) {
        order[node] = low[node] = ++count
        open.push(node)
      }
      const child = smaller[node]![top.next++]
      if (child !== undefined) {
        if (order[child] === 0) work.push({ node: child, next: 0 })
        else if (ring[child] === -1) low[node] = Math.min(low[node]!, order[child]!)
        continue
      }
      work.pop()
      const parent = work.at(-1)?.node
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
      if (low[node] !== order[node]) continue
      for (let member = open.pop()!; ; member = open.pop()!) {
        ring[member] = node
        if (member === node) break
      }
    }
  }
  return (node) => ring[numbers.get(node)!]!
}
