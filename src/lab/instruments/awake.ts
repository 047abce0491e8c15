import type { Bench } from '../bench.ts'
import { portsInUse } from '../declared/endpoints.ts'
import { type AddressKind, addressKinds } from '../observation.ts'
import { gentleFirst } from '../wire/sweep.ts'

/** The addresses the device is known under, in their usual order. */
export const addressesOf = ({ target }: Pick<Bench, 'target'>): readonly AddressKind[] =>
  addressKinds.filter((kind) => target.addresses[kind] !== undefined)

/**
 * Knocks once at every address before questions over UDP are timed: the link has to find out first where the device is (ARP, RFC 4861),
 * which takes a second where a packet is lost, and a radio may sleep. Any answer ends the wait, and no answer says nothing.
 */
export async function awake(bench: Bench): Promise<void> {
  const port = gentleFirst(portsInUse(bench.declared, 'tcp'))[0] ?? 80
  const { waitMs } = bench.policy.datagrams
  await Promise.all(addressesOf(bench).map((address) => bench.dial.probe(port, { address, timeoutMs: 2 * waitMs })))
}
