import { doors } from '../doors.ts'
import { type AddressKind, addressKinds, type Observation } from '../observation.ts'
import type { Dial } from './dial.ts'

/** The same door, at one address of the device unless another is named. */
export const through = (dial: Dial, address: AddressKind): Dial => ({
  ...dial,
  tcp: (port, options) => dial.tcp(port, { address, ...options }),
  udp: (options) => dial.udp({ address, ...options }),
  get spent() {
    return dial.spent
  },
})

/** Every address a service has to be looked at under, the primary one first; what was not met is looked for there. */
export function addressesToLookAt(
  observed: readonly Observation[],
  endpoint: string,
  primary: AddressKind,
): readonly AddressKind[] {
  const found = doors(observed).filter((door) => door.endpoint === endpoint)
  const addresses = new Set(found.map(({ address = primary }) => address))
  return addresses.size === 0
    ? [primary]
    : [primary, ...addressKinds].filter((kind, i, all) => addresses.has(kind) && all.indexOf(kind) === i)
}

/** What is added to the name of an observation that was made under a further address. */
export const aside = (addresses: readonly AddressKind[], address: AddressKind): string =>
  address === addresses[0] ? '' : `/${address}`
