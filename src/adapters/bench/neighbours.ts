import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

/** The MAC behind an IPv4 address, as the system learnt it when it last spoke to the device; undefined where it does not say. */
export async function macOf(address: string): Promise<string | undefined> {
  const table = await readFile('/proc/net/arp', 'utf8').catch(() => '') // Linux
  const row = table.split('\n').find((line) => line.split(/\s+/)[0] === address)
  const mac = row?.split(/\s+/)[3]
  return mac === undefined || mac === '00:00:00:00:00:00' ? undefined : mac
}

/** The interface a device in a network of ours is reached through, and our own address in it. */
export function ownSide(address: string): { readonly zone: string; readonly own: string } | undefined {
  const [bare = '', zone] = address.split('%')
  const target = ipaddr.process(bare)
  for (const [name, addresses] of Object.entries(networkInterfaces()))
    for (const { cidr, address: own } of addresses ?? []) {
      if (cidr === null || (zone !== undefined && zone !== name)) continue
      const [network, bits] = ipaddr.parseCIDR(cidr.replace(/%[^/]*/, ''))
      if (network.kind() === target.kind() && target.match(network, bits)) return { zone: name, own }
    }
  return undefined
}
