import { z } from 'zod'

const port = z.number().int().min(1).max(65535)
/** How many disclosures and ways in for updates were noted with it: one that is missing later was lost on the way. */
const told = z.number().int().min(0).max(2_000).optional()

/** Protocols that identification tells apart; `unknown`: it is open and said nothing we know. */
export const protocols = [
  'http',
  'https',
  'ssh',
  'telnet',
  'ftp',
  'rtsp',
  'mqtt',
  'mqtts',
  'snmp',
  'coap',
  'tftp',
  'mdns',
  'ssdp',
  'dns',
  'ntp',
  'tls',
  'rtsps',
  'ftps',
  'coaps',
  'smtp',
  'pop3',
  'imap',
  'vnc',
  'redis',
  'adb', // Android Debug Bridge
  'smux', // RFC 1227: opened by SNMP agents beside their own port
  'shell', // a command prompt without a login
  'netbios',
  'sip',
  'rpcbind',
  'memcached',
  'ipmi',
  'l2tp',
  'ike',
  'slp',
  'ws-discovery',
  'bacnet',
  'mqtt-sn',
  'smp', // Simple Management Protocol of Zephyr and Mynewt
  'upnp', // its HTTP side
  'knx',
  'lifx',
  'ubiquiti',
  'openvpn',
  'nat-pmp',
  'quic',
  'echo',
  'time',
  'unknown',
] as const
export type Protocol = (typeof protocols)[number]

/** What scanning and identification see. */
export const seenByScan = [
  /** TCP ports of one address. `silent`: neither accepted nor refused. A canary is a port the IXIT declares open. */
  z.strictObject({
    kind: z.literal('port-scan'),
    from: port,
    to: port,
    open: z.array(port).max(65535),
    openInAll: z.number().int().max(65535).optional(), // where more were open than are listed
    refused: z.number().int(),
    silent: z.number().int(),
    canaries: z
      .array(z.strictObject({ port, seen: z.boolean(), answer: z.enum(['open', 'refused', 'silent']).optional() }))
      .max(200),
    /** A port that was open before is asked again at the end: a device that shut the scanner out has shown nothing. */
    control: z.enum(['kept', 'lost', 'none']).optional(), // none: no open port was ever seen
    addresses: z
      .array(z.enum(['ipv4', 'ipv6', 'link-local']))
      .max(3)
      .optional(), // all that the device was to be looked at under
  }),
  /** One question in a UDP protocol. 'nothing' says nothing: UDP cannot show that a port is closed beyond a few refusals. */
  z.strictObject({
    kind: z.literal('udp-probe'),
    probe: z.string().max(40),
    protocol: z.enum(protocols).optional(),
    port,
    answer: z.enum(['answered', 'refused', 'nothing']),
    said: z.string().max(512).optional(),
    told,
  }),
  /** What speaks on an open port. */
  z.strictObject({
    kind: z.literal('service'),
    protocol: z.enum(protocols),
    tls: z.boolean(),
    banner: z.string().max(512).optional(),
    told,
  }),
  /** Whether the device still answers, between modules. */
  z.strictObject({ kind: z.literal('liveness'), after: z.string().max(80), alive: z.boolean() }),
] as const
