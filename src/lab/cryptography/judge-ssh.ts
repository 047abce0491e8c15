import { keyFamily } from '../instruments/ssh/host-key.ts'
import type { ObservationOf } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { Said } from '../say.ts'
import type { DeclaredProtocols } from './declared-protocols.ts'
import { finding, listed } from './finding.ts'

type Offer = ObservationOf<'ssh-offer'>

/** Whether what an endpoint offers in SSH is sound, whatever was declared. */
export function judgeSshSoundness(
  offer: Offer,
  hostKeys: readonly ObservationOf<'ssh-host-key'>[],
  policy: Policy['ssh'],
): readonly Said[] {
  const here = [offer.id]
  const { seen } = offer
  const versions = seen.versions.filter((version) => policy.refusedVersions.includes(version))
  // `none` is refused as a cipher and as an integrity check; as compression it is what everybody should have.
  const algorithms = [...seen.keyExchange, ...seen.hostKeys, ...seen.encryption, ...seen.integrity].filter((name) =>
    policy.refused.includes(name),
  )
  const findings: Said[] = [
    ...(versions.length > 0 ? [finding('fail', 'ssh-version-refused', here, { versions: listed(versions) })] : []),
    ...(algorithms.length > 0
      ? [finding('fail', 'ssh-algorithm-refused', here, { algorithms: listed(algorithms) })]
      : []),
    ...hostKeyFindings(offer, hostKeys, policy),
    ...unfinished(offer),
  ]
  return findings.length > 0 ? findings : [finding('pass', 'ssh-sound', here)]
}

function hostKeyFindings(
  offer: Offer,
  hostKeys: readonly ObservationOf<'ssh-host-key'>[],
  policy: Policy['ssh'],
): readonly Said[] {
  const promised = new Set(offer.seen.hostKeys.filter((name) => !/-cert-v0\d@/.test(name)).map(keyFamily))
  const read = hostKeys.filter(({ completeness }) => completeness === 'complete')
  const unread = [...promised].filter((family) => !read.some(({ seen }) => seen.type === family))
  return [
    ...read.flatMap(({ id, seen: { type, bits } }) =>
      type === 'ssh-rsa' && bits !== undefined && bits < policy.rsaBitsAtLeast
        ? [finding('fail', 'ssh-host-key-weak', [id], { type, bits, least: policy.rsaBitsAtLeast })]
        : [],
    ),
    ...unread.map((type) => finding('inconclusive', 'ssh-host-key-unread', [offer.id], { type })),
  ]
}

const unfinished = (offer: Offer): readonly Said[] =>
  offer.completeness === 'complete'
    ? []
    : [finding('inconclusive', 'ssh-not-finished', [offer.id], { trouble: offer.trouble ?? offer.completeness })]

/** Whether SSH is spoken as it was declared. */
export function judgeSshDeclared(offer: Offer, declared: DeclaredProtocols): readonly Said[] {
  const { versions } = offer.seen
  const more = versions.filter((version) => !declared.ssh.includes(version))
  if (more.length > 0) return [finding('fail', 'ssh-version-undeclared', [offer.id], { versions: listed(more) })]
  return versions.length > 0 && offer.completeness === 'complete'
    ? [finding('pass', 'ssh-as-declared', [offer.id], { versions: listed(versions) })]
    : unfinished(offer)
}
