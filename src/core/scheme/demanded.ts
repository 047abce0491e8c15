import { type NodeId, nodeOf } from './node.ts'
import { type Demand, editionKey, type Level, type Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

type Listed = Pick<Standard, 'id' | 'provisions'>

/** The provisions one demand takes over from its standard; none where "all" or "mandatory" ones of an unknown one are asked. */
export function provisionsDemanded(
  { standard, provisions }: Pick<Demand, 'standard' | 'provisions'>,
  standards: readonly Listed[],
): readonly string[] {
  if (typeof provisions !== 'string') return provisions
  return (standards.find(({ id }) => id === standard)?.provisions ?? [])
    .filter(({ status }) => provisions === 'all' || status === 'mandatory')
    .map(({ id }) => id)
}

/** Everything one level demands: its own criteria first, then the provisions it takes over, each once, in their order. */
export function nodesOfLevel(
  scheme: Pick<Scheme, 'id' | 'edition'>,
  level: Pick<Level, 'criteria' | 'demands'>,
  standards: readonly Listed[],
): readonly NodeId[] {
  const own = level.criteria.map((id) => nodeOf(editionKey(scheme), id))
  const taken = (level.demands ?? []).flatMap((demand) =>
    provisionsDemanded(demand, standards).map((id) => nodeOf(demand.standard, id)),
  )
  return [...new Set([...own, ...taken])]
}
