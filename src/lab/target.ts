import type { AddressKind } from './observation.ts'

/** One device, pinned: literal addresses that were resolved once. A run never speaks to anything else. */
export interface Target {
  readonly addresses: Readonly<Partial<Record<AddressKind, string>>> // at least one; link-local carries its zone: 'fe80::1%eth0'
  readonly primary: AddressKind // that services are looked at under
  readonly mac?: string
}
