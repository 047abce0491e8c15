import type { SeenCertificate } from '../instruments/tls/seen.ts'
import type { ObservationOf } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { Said } from '../say.ts'
import { finding } from './finding.ts'

type Shown = ObservationOf<'tls-certificate'>

/**
 * What a device in a local network has to observe with its certificates. Nobody issues for such addresses, so a chain that ends
 * nowhere, no revocation and a signature of one's own are no faults (lab.md §3).
 */
export function judgeCertificates(shown: Shown, policy: Policy['tls']): readonly Said[] {
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

type Remark = readonly [Said['verdict'], Parameters<typeof finding>[1], NonNullable<Said['facts']>?]

const nameOf = ({ subject, fingerprint }: SeenCertificate): string =>
  (subject === undefined || subject === '' ? fingerprint.slice(0, 16) : subject).slice(0, 80)

function judgeOne(
  c: SeenCertificate,
  leaf: boolean,
  policy: Policy['tls'],
  asOf: string | undefined,
): readonly Remark[] {
  if (!c.readable) return [['inconclusive', 'certificate-unread', { trouble: 'unreadable' }]]
  return [
    ...signatureRemarks(c, policy),
    ...keyRemarks(c, policy),
    ...(leaf && policy.wantsSubjectAltName && (c.names ?? []).length === 0
      ? [['fail', 'certificate-name-missing'] as const]
      : []),
    ...daysRemarks(c, leaf, policy, asOf),
    ...(leaf && c.selfSigned ? [['pass', 'certificate-self-signed'] as const] : []),
  ]
}

function signatureRemarks(c: SeenCertificate, policy: Policy['tls']): readonly Remark[] {
  if (c.hash === undefined)
    return [['inconclusive', 'certificate-signature-unknown', { signature: c.signature ?? '?' }]]
  return policy.refusedSignatures.includes(c.hash) ? [['fail', 'certificate-signature-refused', { hash: c.hash }]] : []
}

function keyRemarks({ keyType, keyBits }: SeenCertificate, policy: Policy['tls']): readonly Remark[] {
  if (keyType === undefined || keyBits === undefined) return [['inconclusive', 'certificate-key-unknown']]
  const least = /^(rsa|rsa-pss|dsa|dh)$/.test(keyType) ? policy.rsaBitsAtLeast : policy.ecBitsAtLeast
  return keyBits < least ? [['fail', 'certificate-key-weak', { type: keyType, bits: keyBits }]] : []
}

function daysRemarks(
  c: SeenCertificate,
  leaf: boolean,
  policy: Policy['tls'],
  asOf: string | undefined,
): readonly Remark[] {
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
