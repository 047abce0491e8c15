import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { criterionFile, provisionsFolder, themeFile } from './lint-walk.ts'
import { type NodeId, nodeOf } from './node.ts'
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
  const traced = tracedNodes(input)
  for (const scheme of input.schemes)
    for (const { id, related } of scheme.criteria)
      if (
        !traced.has(nodeOf(editionKey(scheme), id)) &&
        !related.some(({ standard, provision }) => traced.has(nodeOf(standard, provision)))
      )
        yield { file: criterionFile(scheme, id), row: '.', values: { id } }
}

/** What the long list unites, and what a crosswalk row connects with that or with a requirement itself. */
export function tracedNodes(input: LintInput): ReadonlySet<NodeId> {
  const united = unitedNodes(input)
  const requirements = new Set(input.longList.requirements.map(({ id }) => nodeOf('requirement', id)))
  const traced = new Set<NodeId>(united)
  for (const { from, to, rows } of input.crosswalks)
    for (const row of rows) {
      if (row.relation === 'no-relationship') continue
      const left = row.from.map((id) => nodeOf(from.document, id))
      const right = row.to.map((id) => nodeOf(to.document, id))
      for (const [here, there] of [
        [left, right],
        [right, left],
      ] as const)
        if (there.some((node) => united.has(node) || requirements.has(node))) for (const node of here) traced.add(node)
    }
  return traced
}
