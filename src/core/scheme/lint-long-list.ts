import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { criterionFile, provisionsFolder, themeFile } from './lint-walk.ts'
import { type NodeId, nodeOf, requirementDocument } from './node.ts'
import { editionKey } from './scheme.ts'

/** Rules on the long list: it is the union of its sources, and every criterion leads to it. */
export const longListRules: readonly LintRule[] = [
  { id: 'requirement-unites-nothing', check: unitesNothing },
  { id: 'provision-not-united', check: notUnited },
  { id: 'criterion-not-in-long-list', check: notInLongList },
]

function* unitesNothing({ longList }: LintInput): Generator<Found> {
  for (const { id, theme, unites } of longList.requirements)
    if (unites.length === 0) yield { file: themeFile(theme), row: `requirements[${id}].unites`, values: { id } }
}

const unitedNodes = ({ longList }: LintInput): ReadonlySet<NodeId> =>
  new Set(longList.requirements.flatMap(({ unites }) => unites.map(({ provision }) => provision)))

// A list without any row is not yet begun, and nobody is told what is missing from it.
function* notUnited(input: LintInput): Generator<Found> {
  if (input.longList.requirements.length === 0) return
  const united = unitedNodes(input)
  for (const standard of input.standards) {
    if (!input.longList.sources.includes(standard.id)) continue
    for (const { id } of standard.provisions) {
      const node = nodeOf(standard.id, id)
      if (!united.has(node)) yield { file: provisionsFolder(standard), row: `provisions[${id}]`, values: { id: node } }
    }
  }
}

function* notInLongList(input: LintInput): Generator<Found> {
  if (input.longList.requirements.length === 0) return
  const traced = tracedRequirements(input)
  for (const scheme of input.schemes)
    for (const { id } of scheme.criteria)
      if (!traced.has(nodeOf(editionKey(scheme), id)))
        yield { file: criterionFile(scheme, id), row: '.', values: { id } }
}

/** For each demand the requirements that unite it, or that a crosswalk row connects it with, directly or by what they unite. */
export function tracedRequirements({
  longList,
  crosswalks,
}: Pick<LintInput, 'longList' | 'crosswalks'>): ReadonlyMap<NodeId, readonly string[]> {
  const united = new Map<NodeId, Set<string>>()
  const traced = new Map<NodeId, Set<string>>()
  const add = (to: Map<NodeId, Set<string>>, node: NodeId, ids: Iterable<string>) => {
    const known = to.get(node) ?? new Set()
    for (const id of ids) known.add(id)
    to.set(node, known)
  }
  for (const { id, unites } of longList.requirements) {
    add(united, nodeOf(requirementDocument, id), [id])
    for (const { provision } of unites) add(united, provision, [id])
  }
  for (const [node, ids] of united) add(traced, node, ids)
  for (const { from, to, rows } of crosswalks)
    for (const row of rows) {
      if (row.relation === 'no-relationship') continue
      const left = row.from.map((id) => nodeOf(from.document, id))
      const right = row.to.map((id) => nodeOf(to.document, id))
      for (const one of left)
        for (const other of right)
          for (const [here, there] of [
            [one, other],
            [other, one],
          ] as const) {
            const ids = united.get(there)
            if (ids) add(traced, here, ids)
          }
    }
  return new Map([...traced].map(([node, ids]) => [node, [...ids].sort()]))
}
