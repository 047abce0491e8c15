import { type AddressKind, type Observation, ofKind } from '../observation.ts'
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

/** Where a service was found: at the primary address if it is there, too. */
export function addressOf(observed: readonly Observation[], endpoint: string, primary: AddressKind): AddressKind {
  const found = ofKind(observed, 'service').filter((service) => service.endpoint === endpoint)
  const addresses = found.map(({ address = primary }) => address)
  return addresses.includes(primary) ? primary : (addresses[0] ?? primary)
}
