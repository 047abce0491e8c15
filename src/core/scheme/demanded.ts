import { type NodeId, nodeOf } from './node.ts'
import { editionKey, type Level, type Scheme } from './scheme.ts'
import type { Provision, Standard } from './standard.ts'

/** Everything one level demands: its own criteria first, then the provisions it takes over, each once, in their order. */
export function nodesOfLevel(
  scheme: Pick<Scheme, 'id' | 'edition'>,
  level: Pick<Level, 'criteria' | 'demands'>,
  standards: readonly Pick<Standard, 'id' | 'provisions'>[],
): readonly NodeId[] {
  const own = level.criteria.map((id) => nodeOf(editionKey(scheme), id))
  const taken = (level.demands ?? []).flatMap(({ standard, provisions }) => {
    const asked = (provision: Provision): boolean => provisions === 'all' || provision.status === 'mandatory'
    const ids =
      typeof provisions === 'string'
        ? (standards.find(({ id }) => id === standard)?.provisions ?? []).filter(asked).map(({ id }) => id)
        : provisions
    return ids.map((id) => nodeOf(standard, id))
  })
  return [...new Set([...own, ...taken])]
}
