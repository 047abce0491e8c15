import type { Verdict } from '../../core/determination/verdict.ts'
import { type Digest, digestBytes } from '../../core/kernel/digest.ts'
import type { AddressKind } from '../observation.ts'
import type { Evidence } from './open-evidence.ts'
import type { Ending } from './run-record.ts'

// Evidence is between the maker, the laboratory and the body. What may be shown to anyone is made up from what is named here, and
// from nothing else: no text from the device, from the IXIT or from a person at the bench comes along.

/** The public form of evidence: what was tested, by which role, and what it came to. */
export interface PublicEvidence {
  readonly format: 'urn:hoshirushi:public-test-record:v1'
  readonly evidence: Digest // of evidence.zip, for those who may see it
  readonly run: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly day: string // on which it ended, in UTC
  readonly ending: Ending
  readonly digests: Evidence['record']['digests']
  readonly product: Evidence['record']['product']
  readonly samples: readonly {
    readonly sample: number
    readonly macPrefix?: string // the maker's half
    readonly addresses: Readonly<Partial<Record<AddressKind, string>>> // the network, not the host
  }[]
  readonly role: string
  readonly signedBy: { readonly kid: string; readonly publicKey: string }
  readonly units: readonly { readonly unit: string; readonly verdict: Verdict; readonly reasons: readonly string[] }[]
}

/** The public form of one evidence file. */
export function publicForm(file: Uint8Array, { record, assessment }: Evidence): PublicEvidence {
  const { kid, publicKey } = record.signedBy
  return {
    format: 'urn:hoshirushi:public-test-record:v1',
    evidence: digestBytes(file),
    run: record.id,
    tool: { name: record.tool.name, version: record.tool.version },
    day: record.ended.slice(0, 10),
    ending: record.ending,
    digests: record.digests,
    product: record.product,
    samples: record.devices.map(({ sample, addresses, identity }) => ({
      sample,
      ...(identity.mac ? { macPrefix: identity.mac.slice(0, 8) } : {}),
      addresses: Object.fromEntries(Object.entries(addresses).map(([kind, address]) => [kind, networkOf(address)])),
    })),
    role: record.person.role,
    signedBy: { kid, publicKey },
    units: assessment.units.map(({ unit, verdict, parts }) => ({
      unit,
      verdict,
      reasons: [...new Set(parts.map(({ reason }) => reason.code))].toSorted(),
    })),
  }
}

/** The network an address is in: enough to see that it was a private one. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '')
  const parts = bare.split('.')
  if (parts.length === 4) return `${parts[0]}.${parts[1]}.0.0/16`
  const first = Number.parseInt(bare.split(':')[0] || '0', 16)
  return `${(first & 0xff00).toString(16)}::/8`
}
