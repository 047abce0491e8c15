import { z } from 'zod'
import { tlsVersions } from '../instruments/tls/versions.ts'

const text = z.string().max(512) // tamed, as `deviceText` in observation.ts
const port = z.number().int().min(0).max(65535)
const names = z.array(z.string().max(80)).max(400)
const peer = z.string().max(64) // an address

/** Tools whose results are taken in. None of them is driven by us. */
export const importTools = ['nmap', 'testssl', 'ssh-audit', 'sslscan', 'nuclei', 'pcap'] as const
export type ImportTool = (typeof importTools)[number]

const by = { tool: z.enum(importTools), version: z.string().max(60).optional() }

const traffic = z.strictObject({
  kind: z.literal('imported-traffic'),
  ...by,
  packets: z.number().int(),
  seconds: z.number(),
  /** Whom the device spoke to, of its own accord. */
  destinations: z
    .array(z.strictObject({ peer, transport: z.enum(['tcp', 'udp', 'other']), port, packets: z.number().int() }))
    .max(1000),
  /** What went over the line for everybody to read. `credentials`: a login was in it; which one is not kept. */
  plaintext: z
    .array(
      z.strictObject({
        protocol: z.string().max(20),
        peer,
        port,
        asks: z.enum(['device', 'peer']), // the other one is the server
        credentials: z.boolean(),
      }),
    )
    .max(500),
  /** How the device asked for TLS, as a client. */
  hellos: z
    .array(
      z.strictObject({
        peer,
        port,
        versions: z.array(z.enum(tlsVersions)).max(6),
        name: z.string().max(255).optional(),
      }),
    )
    .max(500),
  names: z.array(z.string().max(255)).max(1000), // it asked for in DNS
})
export type ImportedTraffic = z.output<typeof traffic>

/** What other tools saw. No check takes it for our own seeing; where both can be compared, a reviewer is told what differs. */
export const seenByImports = [
  /** One thing that a tool says, in its own words and with its own weight. */
  z.strictObject({
    kind: z.literal('imported'),
    ...by,
    finding: z.string().min(1).max(120), // its id for it
    severity: z.string().max(40).optional(), // as it says
    says: text,
  }),
  z.strictObject({
    kind: z.literal('imported-ports'),
    ...by,
    transport: z.enum(['tcp', 'udp']),
    looked: z.array(z.strictObject({ from: port, to: port })).max(2000), // at these ports
    open: z.array(port).max(65535),
  }),
  z.strictObject({
    kind: z.literal('imported-tls'),
    ...by,
    versions: z.array(z.strictObject({ version: z.enum(tlsVersions), suites: names })).max(tlsVersions.length), // IANA names
    notOffered: z.array(z.enum(tlsVersions)).max(tlsVersions.length),
    suitesComplete: z.boolean(), // it looked for every suite
  }),
  z.strictObject({
    kind: z.literal('imported-ssh'),
    ...by,
    keyExchange: names,
    hostKeys: names,
    encryption: names,
    integrity: names,
  }),
  traffic,
] as const
