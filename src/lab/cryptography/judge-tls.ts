import { groupBits } from '../instruments/tls/groups.ts'
import type { ObservationOf } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { Said } from '../say.ts'
import type { DeclaredProtocols } from './declared-protocols.ts'
import { finding, listed } from './finding.ts'
import { judgeCertificates } from './judge-certificate.ts'

type Offer = ObservationOf<'tls-offer'>

/** Whether what an endpoint accepts is sound, whatever was declared. A look that was not finished never passes. */
export function judgeTlsSoundness(
  offer: Offer,
  certificates: readonly ObservationOf<'tls-certificate'>[],
  policy: Policy['tls'],
): readonly Said[] {
  const { seen } = offer
  const here = [offer.id]
  const versions = seen.versions.map(({ version }) => version)
  const refusedVersions = versions.filter((version) => policy.refusedVersions.includes(version))
  const suites = seen.versions.filter(({ version }) => version !== 'SSLv2').flatMap((v) => v.suites)
  const refusedSuites = suites.filter((name) => policy.refusedSuites.some((part) => name.includes(part)))
  const weakGroups = seen.groups.filter((name) => (groupBits(name) ?? Number.POSITIVE_INFINITY) < policy.ecBitsAtLeast)
  const findings: Said[] = [
    ...(refusedVersions.length > 0
      ? [finding('fail', 'tls-version-refused', here, { versions: listed(refusedVersions) })]
      : []),
    ...(refusedSuites.length > 0
      ? [finding('fail', 'tls-suite-refused', here, { suites: listed(refusedSuites) })]
      : []),
    ...(seen.primeBits !== undefined && seen.primeBits < policy.primeBitsAtLeast
      ? [finding('fail', 'tls-prime-short', here, { bits: seen.primeBits, least: policy.primeBitsAtLeast })]
      : []),
    ...(weakGroups.length > 0 ? [finding('fail', 'tls-group-weak', here, { groups: listed(weakGroups) })] : []),
    ...(seen.compression && policy.refusesCompression ? [finding('fail', 'tls-compression', here)] : []),
    ...certificateFindings(offer, certificates, policy),
    ...(seen.secureRenegotiation === false ? [finding('pass', 'tls-renegotiation-unmarked', here)] : []),
    ...unfinished(offer),
  ]
  return findings.some(({ verdict }) => verdict !== 'pass')
    ? findings
    : [...findings, finding('pass', 'tls-sound', here, { versions: listed(versions) })]
}

const unfinished = (offer: Offer): readonly Said[] =>
  offer.completeness === 'complete' && offer.seen.versions.length > 0
    ? []
    : [finding('inconclusive', 'tls-not-finished', [offer.id], { trouble: offer.trouble ?? offer.completeness })]

// Anonymous suites and those with keys agreed on beforehand show no certificate; every other does.
const provesNothing = /_anon_|^TLS_(DHE_|ECDHE_)?PSK_|^TLS_PSK_DHE_|_KRB5_|_ECCPWD_|_ECJPAKE_|^SSL_CK/

// By the kind of key that a suite proves itself with; a suite of TLS 1.3 leaves it open.
const provenBy = (suite: string): 'rsa' | 'ec' | 'any' | undefined =>
  provesNothing.test(suite) ? undefined : /_ECDSA_/.test(suite) ? 'ec' : /_RSA_/.test(suite) ? 'rsa' : 'any'
const keyKind = (type: string | undefined): 'rsa' | 'ec' | 'any' =>
  type?.startsWith('rsa') ? 'rsa' : type === 'ec' || type?.startsWith('ed') ? 'ec' : 'any'

function certificateFindings(
  offer: Offer,
  certificates: readonly ObservationOf<'tls-certificate'>[],
  policy: Policy['tls'],
): readonly Said[] {
  const proven = new Set(offer.seen.versions.flatMap(({ suites }) => suites.map(provenBy)))
  proven.delete(undefined)
  const shown = new Set(certificates.map(({ seen }) => keyKind(seen.chain[0]?.keyType)))
  // Each kind of key has a certificate of its own, and each has to be seen.
  const missing = [...proven].filter((kind) => (kind === 'any' ? shown.size === 0 : kind && !shown.has(kind)))
  const told = certificates.some(({ seen }) => seen.chain[0]?.keyType === undefined) // it is said of the one that was not read
  return [
    ...(missing.length > 0 && !told
      ? [finding('inconclusive', 'certificate-unread', [offer.id], { trouble: 'no-record' })]
      : []),
    ...certificates.flatMap((one) => judgeCertificates(one, policy)),
  ]
}

/** Whether an endpoint accepts what was declared: that is the ceiling and the floor. */
export function judgeTlsDeclared(offer: Offer, declared: DeclaredProtocols): readonly Said[] {
  const here = [offer.id]
  const { seen } = offer
  const offered = seen.versions.map(({ version }) => version)
  const more = offered.filter((version) => !declared.tls.includes(version))
  const missing = declared.tls.filter((version) => seen.notOffered.includes(version) && !offered.includes(version))
  const open = declared.tls.filter((version) => !seen.notOffered.includes(version) && !offered.includes(version))
  const suites = seen.versions.flatMap((v) => v.suites).filter((name) => !declared.suites.includes(name))
  const findings: Said[] = [
    ...(more.length > 0
      ? [finding('fail', 'tls-version-undeclared', here, { versions: listed(more), declared: listed(declared.tls) })]
      : []),
    ...(missing.length > 0 ? [finding('fail', 'tls-version-missing', here, { versions: listed(missing) })] : []),
    ...(declared.suites.length > 0 && suites.length > 0
      ? [finding('fail', 'tls-suite-undeclared', here, { suites: listed(suites) })]
      : []),
    ...(open.length > 0 || offer.completeness !== 'complete' ? unfinishedComparison(offer) : []),
  ]
  return findings.length > 0 ? findings : [finding('pass', 'tls-as-declared', here, { versions: listed(offered) })]
}

const unfinishedComparison = (offer: Offer): readonly Said[] => [
  finding('inconclusive', 'tls-not-finished', [offer.id], { trouble: offer.trouble ?? offer.completeness }),
]
