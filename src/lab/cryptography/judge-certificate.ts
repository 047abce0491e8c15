import type { SeenCertificate } from '../instruments/tls/seen.ts'
import type { ObservationOf } from '../observation.ts'
import type { Policy } from '../policy.ts'
import { type Finding, finding } from './finding.ts'

type Shown = ObservationOf<'tls-certificate'>

/**
 * What a device in a local network has to observe with its certificates. Nobody issues for such addresses, so a chain that ends
 * nowhere, no revocation and a signature of one's own are no faults (lab.md §3).
 */
export function judgeCertificates(shown: Shown, policy: Policy['tls']): readonly Finding[] {
  const { chain, asOf } = shown.seen
  if (shown.completeness !== 'complete' || chain.length === 0)
    return [
      finding('inconclusive', 'certificate-unread', [shown.id], { trouble: shown.trouble ?? 'certificate-unread' }),
    ]
  return chain.flatMap((certificate, i) => {
    // What ends a chain is known to whoever trusts it: neither its signature nor its days say anything about the device.
    if (i > 0 && certificate.selfSigned) return []
    return judgeOne(certificate, i === 0, policy, asOf).map(([verdict, code, facts]) =>
      finding(verdict, code, [shown.id], { subject: nameOf(certificate), ...facts }),
    )
  })
}

type Said = readonly [Finding['verdict'], Parameters<typeof finding>[1], Readonly<Record<string, string | number>>?]

const nameOf = ({ subject, fingerprint }: SeenCertificate): string =>
  (subject === undefined || subject === '' ? fingerprint.slice(0, 16) : subject).slice(0, 80)

function judgeOne(c: SeenCertificate, leaf: boolean, policy: Policy['tls'], asOf: string | undefined): readonly Said[] {
  if (!c.readable) return [['inconclusive', 'certificate-unread', { trouble: 'unreadable' }]]
  return [
    ...signatureSaid(c, policy),
    ...keySaid(c, policy),
    ...(leaf && policy.wantsSubjectAltName && (c.names ?? []).length === 0
      ? [['fail', 'certificate-name-missing'] as const]
      : []),
    ...daysSaid(c, leaf, policy, asOf),
    ...(leaf && c.selfSigned ? [['pass', 'certificate-self-signed'] as const] : []),
  ]
}

function signatureSaid(c: SeenCertificate, policy: Policy['tls']): readonly Said[] {
  if (c.hash === undefined)
    return [['inconclusive', 'certificate-signature-unknown', { signature: c.signature ?? '?' }]]
  return policy.refusedSignatures.includes(c.hash) ? [['fail', 'certificate-signature-refused', { hash: c.hash }]] : []
}

function keySaid({ keyType, keyBits }: SeenCertificate, policy: Policy['tls']): readonly Said[] {
  if (keyType === undefined || keyBits === undefined) return [['inconclusive', 'certificate-key-unknown']]
  const least = /^(rsa|rsa-pss|dsa|dh)$/.test(keyType) ? policy.rsaBitsAtLeast : policy.ecBitsAtLeast
  return keyBits < least ? [['fail', 'certificate-key-weak', { type: keyType, bits: keyBits }]] : []
}

function daysSaid(c: SeenCertificate, leaf: boolean, policy: Policy['tls'], asOf: string | undefined): readonly Said[] {
  const [from, to] = [dayNumber(c.notBefore), dayNumber(c.notAfter)]
  const now = dayNumber(asOf)
  if (from === undefined || to === undefined || now === undefined)
    return [['inconclusive', 'certificate-validity-unknown']]
  const days = to - from
  return [
    ...(leaf && days > policy.validityDaysAtMost
      ? [['fail', 'certificate-validity-excessive', { days, most: policy.validityDaysAtMost }] as const]
      : []),
    ...(to < now ? [['fail', 'certificate-expired', { day: c.notAfter! }] as const] : []),
    ...(from > now ? [['fail', 'certificate-not-yet-valid', { day: c.notBefore! }] as const] : []),
  ]
}

/** Days since 1970, by the calendar alone. */
const dayNumber = (day: string | undefined): number | undefined => {
  const [, year, month, date] = /^(\d{4,5})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []
  return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(date)) / 86_400_000
}
