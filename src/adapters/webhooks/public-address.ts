import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Nothing may be sent to this address: it is not one of the internet at large. */
export class AddressNotPublic extends Error {
  override readonly name = 'AddressNotPublic'
}

/**
 * Whether an address is one of the internet at large: not this machine, not a network of ours, not one that leads there in disguise
 * (IPv4 inside IPv6, translated, tunnelled), and of one receiver alone.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/**
 * Looks a name up for one connection and answers only where every address of it is public. What was looked at is what is connected to:
 * a name that answers otherwise the next moment gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const strange = addresses.find(({ address }) => !isPublic(address))
    const [first] = addresses
    if (strange !== undefined || first === undefined) return done(new AddressNotPublic('address is not public'), '', 0)
    if (options.all) return done(null, addresses)
    done(null, first.address, first.family)
  })
}
