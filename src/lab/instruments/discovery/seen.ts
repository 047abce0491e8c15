import { z } from 'zod'

const text = z.string().max(512) // tamed, as `deviceText` in observation.ts

/** What a device may tell to somebody who has not logged in. The same words stand in the IXIT under "discloses". */
export const disclosureTokens = [
  'model',
  'manufacturer',
  'device-type',
  'firmware-version',
  'hardware-version',
  'serial-number',
  'mac-address',
  'uuid', // an identifier that stays the same for one unit
  'hostname',
  'server-software', // name or version of a program that answers
  'operating-system',
  'location', // where the device stands, or an address it points to
  'contact', // a person or a mailbox
  'uptime',
  'service-list', // services it announces
  'resource-list', // paths of an API
  'network-configuration',
  'user-name',
  'configuration', // settings beyond the above
  'credential', // a password, a key, a token
  'personal-data',
  'media', // pictures, sound, measurements
] as const
export type DisclosureToken = (typeof disclosureTokens)[number]

/** Protocols by which devices are found. */
export const discoveryProtocols = ['mdns', 'ssdp', 'ws-discovery', 'snmp', 'coap'] as const
export type DiscoveryProtocol = (typeof discoveryProtocols)[number]

/** By which ways each is asked: directly, and through the group that everybody hears. */
export const discoveryWays: Readonly<Record<DiscoveryProtocol, readonly ('unicast' | 'multicast')[]>> = {
  mdns: ['unicast', 'multicast'],
  ssdp: ['unicast', 'multicast'],
  'ws-discovery': ['unicast', 'multicast'],
  snmp: ['unicast'],
  coap: ['unicast'],
}

/** What discovery sees, and what any instrument notes that was told something before a login. */
export const seenByDiscovery = [
  /** One question by which devices are found. Multicast answers count only where they come from the pinned device. */
  z.strictObject({
    kind: z.literal('discovery'),
    by: z.enum(discoveryProtocols),
    way: z.enum(['unicast', 'multicast']),
    answer: z.enum(['answered', 'refused', 'nothing']),
    /** What it says it offers, with the port where it names one. */
    services: z.array(z.strictObject({ type: text, port: z.number().int().min(0).max(65535).optional() })).max(100),
    told: z.number().int().min(0).max(2_000).optional(), // disclosures and ways in for updates that were noted with it
  }),
  /** Told without authentication. `where` names the field: 'header server', 'txt md', 'sysDescr', 'path /info'. */
  z.strictObject({
    kind: z.literal('disclosure'),
    token: z.enum(disclosureTokens),
    where: z.string().max(120),
    said: text,
  }),
  /** A way by which software may come into the device over the network. `certain`: it is made for nothing else. */
  z.strictObject({
    kind: z.literal('update-interface'),
    mechanism: z.string().max(40), // 'lwm2m-firmware', 'arduino-ota', 'adb', 'tftp', 'upload-form', …
    certain: z.boolean(),
    where: z.string().max(120),
    said: text,
  }),
] as const
