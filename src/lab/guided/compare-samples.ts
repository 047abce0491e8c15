import type { Observation, SeenOf } from '../observation.ts'
import { ofKind } from '../observation.ts'
import type { identities } from './seen.ts'

type Identity = (typeof identities)[number]

/** What one unit is known by, from what was seen of it. */
function identitiesOf(
  observations: readonly Observation[],
  sample: number,
): ReadonlyMap<Identity, ReadonlySet<string>> {
  const own = observations.filter((o) => o.sample === sample)
  const told = (token: string) =>
    ofKind(own, 'disclosure').flatMap(({ seen }) => (seen.token === token ? [seen.said.trim().toLowerCase()] : []))
  const found: Readonly<Record<Identity, readonly string[]>> = {
    'ssh-host-key': ofKind(own, 'ssh-host-key').flatMap(({ seen }) => seen.fingerprint ?? []),
    'tls-certificate': ofKind(own, 'tls-certificate').flatMap(({ seen }) => seen.chain[0]?.fingerprint ?? []),
    'serial-number': told('serial-number'),
    'mac-address': told('mac-address').map((mac) => mac.replace(/[^0-9a-f]/g, '')),
    uuid: told('uuid'),
  }
  return new Map(Object.entries(found).map(([what, all]) => [what as Identity, new Set(all.filter((v) => v !== ''))]))
}

/**
 * Compares two units: keys, certificates and numbers that both have in common show that they are not made per device. The second
 * may have been looked at in a run of its own; then only counts of what is shared come into this one.
 */
export function compareSamples(
  first: { readonly observations: readonly Observation[]; readonly sample: number },
  second: { readonly observations: readonly Observation[]; readonly sample: number },
): SeenOf<'two-samples'> {
  const [a, b] = [identitiesOf(first.observations, first.sample), identitiesOf(second.observations, second.sample)]
  return {
    kind: 'two-samples',
    units: [first.sample, second.sample],
    compared: [...a.entries()].map(([what, own]) => {
      const other = b.get(what) ?? new Set<string>()
      return { what, first: own.size, second: other.size, shared: [...own].filter((v) => other.has(v)).length }
    }),
  }
}
