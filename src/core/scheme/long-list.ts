import type { Crosswalk, CrosswalkRow } from './crosswalk.ts'
import { nodesOfLevel } from './demanded.ts'
import { type NodeId, nodeOf, requirementDocument } from './node.ts'
import { compose, inverse, provesWhole, type Relation } from './relation.ts'
import type { LongList, Requirement } from './requirement.ts'
import { editionKey, type Level, type Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

// The long list seen as sets (集合関係): which requirements lie in which sources, and what the union leaves out.

/** A set of demands to look at the long list by: a standard, or one level of a scheme. */
export interface Source {
  readonly id: string
  readonly nodes: ReadonlySet<NodeId>
}

/** A standard as a source. */
export const standardSource = ({ id, provisions }: Pick<Standard, 'id' | 'provisions'>): Source => ({
  id,
  nodes: new Set(provisions.map((provision) => nodeOf(id, provision.id))),
})

/** One level of a scheme as a source, e.g. ☆1 of the Singapore scheme: 'sg-cls/1'. */
export const levelSource = (
  scheme: Pick<Scheme, 'id' | 'edition'>,
  level: Pick<Level, 'code' | 'criteria' | 'demands'>,
  standards: readonly Pick<Standard, 'id' | 'provisions'>[],
): Source => ({
  id: `${editionKey(scheme)}/${level.code}`,
  nodes: new Set(nodesOfLevel(scheme, level, standards)),
})

type Uniting = Pick<Requirement, 'id' | 'unites'>

/** The sources a requirement exists in, in their own order. */
export const sourcesWith = ({ unites }: Uniting, sources: readonly Source[]): readonly string[] =>
  sources.filter(({ nodes }) => unites.some(({ provision }) => nodes.has(provision))).map(({ id }) => id)

/** A region of the set diagram: the requirements that exist in these sources and in no other of those asked. */
export interface Region {
  readonly sources: readonly string[]
  readonly requirements: readonly string[]
}

/** All regions that hold a requirement, the fullest first; together they hold every requirement once. */
export function regionsOf(requirements: readonly Uniting[], sources: readonly Source[]): readonly Region[] {
  const regions = new Map<string, { sources: readonly string[]; requirements: string[] }>()
  for (const requirement of requirements) {
    const held = sourcesWith(requirement, sources)
    const key = JSON.stringify(held)
    const region = regions.get(key)
    if (region) region.requirements.push(requirement.id)
    else regions.set(key, { sources: held, requirements: [requirement.id] })
  }
  // Equally full regions stay in the order of the list.
  return [...regions.values()].sort((a, b) => b.requirements.length - a.requirements.length)
}

/** The requirements in exactly these of the sources, in any order; none chosen asks for what is in none of them. */
export function inExactly<R extends Uniting>(
  requirements: readonly R[],
  sources: readonly Source[],
  chosen: readonly string[],
): readonly R[] {
  const wanted = new Set(chosen)
  return requirements.filter((requirement) => {
    const held = sourcesWith(requirement, sources)
    return held.length === wanted.size && held.every((id) => wanted.has(id))
  })
}

/** A provision that is not wholly in the union: named by no requirement, or by one alone and only in part. */
export interface LeftOut {
  readonly provision: NodeId
  readonly how: 'absent' | 'in-part'
}

/** What the union loses of its sources; nothing, if the list is what it says. */
export function leftOut(requirements: readonly Uniting[], sources: readonly Source[]): readonly LeftOut[] {
  const wholes = new Set<NodeId>()
  const parts = new Map<NodeId, number>()
  for (const { unites } of requirements)
    for (const { provision, extent } of unites)
      if (extent === 'whole') wholes.add(provision)
      else parts.set(provision, (parts.get(provision) ?? 0) + 1)
  return sources
    .flatMap(({ nodes }) => [...nodes])
    .filter((provision) => !wholes.has(provision) && (parts.get(provision) ?? 0) < 2)
    .map((provision) => ({ provision, how: parts.has(provision) ? 'in-part' : 'absent' }))
}

/** The ids of the requirements that a set of demands certainly touches: by a provision of theirs, or through one row. */
export function demandedOf(
  requirements: readonly Uniting[],
  demands: ReadonlySet<NodeId>,
  crosswalks: readonly Pick<Crosswalk, 'from' | 'to' | 'rows'>[],
): ReadonlySet<string> {
  const reached = reach(demands, crosswalks)
  const touches = ({ id, unites }: Uniting): boolean =>
    reached.has(nodeOf(requirementDocument, id)) ||
    unites.some(
      ({ provision, extent }) =>
        demands.has(provision) ||
        // A demand that shares something with a provision need not share it with the part that lies in the requirement.
        [...(reached.get(provision) ?? [])].some(
          (relation) => compose([relation, extent === 'whole' ? 'subset-of' : 'intersects-with']) !== 'unknown',
        ),
    )
  return new Set(requirements.filter(touches).map(({ id }) => id))
}

/** The requirements that no level of a scheme demands, as far as its demands and the crosswalks show. */
export function inNoLevel(
  list: Pick<LongList, 'requirements'>,
  scheme: Pick<Scheme, 'id' | 'edition' | 'levels'>,
  known: { readonly standards: readonly Standard[]; readonly crosswalks: readonly Crosswalk[] },
): readonly Requirement[] {
  const demands = new Set(scheme.levels.flatMap((level) => nodesOfLevel(scheme, level, known.standards)))
  const demanded = demandedOf(list.requirements, demands, known.crosswalks)
  return list.requirements.filter(({ id }) => !demanded.has(id))
}

/** Where one row leads from the demands, and how a demand compares with what is there. */
function reach(
  demands: ReadonlySet<NodeId>,
  crosswalks: readonly Pick<Crosswalk, 'from' | 'to' | 'rows'>[],
): ReadonlyMap<NodeId, ReadonlySet<Relation>> {
  const reached = new Map<NodeId, Set<Relation>>()
  const add = (here: NodeId, relation: Relation, there: NodeId): void => {
    if (!demands.has(here)) return
    const relations = reached.get(there)
    if (relations) relations.add(relation)
    else reached.set(there, new Set([relation]))
  }
  for (const { from, to, rows } of crosswalks)
    for (const row of rows) {
      const relation = eachRelation(row)
      if (relation === undefined) continue
      for (const left of row.from)
        for (const right of row.to) {
          add(nodeOf(from.document, left), relation, nodeOf(to.document, right))
          add(nodeOf(to.document, right), inverse[relation], nodeOf(from.document, left))
        }
    }
  return reached
}

/** What a row certainly says of each single pair of its sides; where it speaks of a union, only containment is handed on. */
function eachRelation({ from, to, relation }: Pick<CrosswalkRow, 'from' | 'to' | 'relation'>): Relation | undefined {
  // Between two unions it is not said which member meets which.
  if (relation === 'no-relationship' || (from.length > 1 && to.length > 1)) return undefined
  if (from.length === 1 && to.length === 1) return relation
  if (from.length === 1 && provesWhole[relation]) return 'superset-of'
  return to.length === 1 && provesWhole[inverse[relation]] ? 'subset-of' : undefined
}
