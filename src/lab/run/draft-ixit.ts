import type { IxitEntry, IxitField, IxitTable } from '../../core/selection/ixit.ts'
import { type Observation, ofKind } from '../observation.ts'

// A maker without an IXIT starts from what the device shows. A draft declares nothing: every line says that it has to be confirmed,
// so that a run against an unread draft is inconclusive and never a pass.

const toConfirm = '試験台の下書き。製造業者が確かめて書き直す / drafted from a scan: to be confirmed by the maker'
const edition = 'ETSI TS 103 701 V2.1.1'

const drafted = (text: string): IxitField => ({ text, gap: toConfirm })
const known = (text: string): IxitField => ({ text })
const open: IxitField = { text: '', gap: '製造業者だけが知っている / only the maker knows this' }

/** Protocols with a login of their own, and the word for what is presented. */
const loginProtocols = new Map([
  ['ssh', 'password'],
  ['telnet', 'password'],
  ['ftp', 'password'],
  ['http', 'password'],
  ['https', 'password'],
  ['rtsp', 'password'],
  ['mqtt', 'password'],
  ['mqtts', 'password'],
  ['snmp', 'password'],
])

/** Drafts the tables that the bench compares with, from a first look at the device. */
export function draftIxit(observations: readonly Observation[]): readonly IxitTable[] {
  const services = servicesIn(observations)
  const table = (name: string, entries: readonly IxitEntry[]): IxitTable => ({ table: name, edition, entries })
  const logins = services.filter(({ protocol }) => loginProtocols.has(protocol))
  return [
    table('1-AuthMech', logins.map(authentication)),
    table('2-UserInfo', [information(observations)]),
    table('7-UpdMech', [
      { id: 'UpdMech-1', fields: { description: open, 'file-format': open, 'verification-key': open } },
    ]),
    table(
      '11-SecComMech',
      services.filter(({ secured }) => secured).map((service) => communication(service, observations)),
    ),
    table('13-SoftServ', services.map(softwareService)),
    table('28-LogIntf', services.map(logicalInterface)),
  ].filter(({ entries }) => entries.length > 0)
}

interface Service {
  readonly endpoint: string
  readonly protocol: string
  readonly secured: boolean
  readonly name: string // 'https-443'
}

function servicesIn(observations: readonly Observation[]): readonly Service[] {
  const identified = new Map(ofKind(observations, 'service').map((o) => [o.endpoint ?? '', o.seen]))
  const open = ofKind(observations, 'port-scan').flatMap((o) => o.seen.open.map((port) => `tcp/${port}`))
  const answered = ofKind(observations, 'udp-probe').filter((o) => o.seen.answer === 'answered')
  const udp = answered.map((o): Service => {
    const name = o.seen.protocol ?? o.seen.probe.replace(/[^a-z]/g, '')
    return { endpoint: `udp/${o.seen.port}`, protocol: name, secured: false, name: `${name}-${o.seen.port}` }
  })
  const tcp = [...new Set([...open, ...identified.keys()])]
    .filter((endpoint) => endpoint.startsWith('tcp/'))
    .map((endpoint): Service => {
      const seen = identified.get(endpoint)
      const protocol = seen?.protocol ?? 'unknown'
      return { endpoint, protocol, secured: seen?.tls ?? false, name: `${protocol}-${endpoint.slice(4)}` }
    })
  const all = new Map([...tcp, ...udp].map((service) => [service.endpoint, service]))
  return [...all.values()].sort((a, b) => a.endpoint.localeCompare(b.endpoint, 'en', { numeric: true }))
}

const authentication = ({ endpoint, name, protocol }: Service): IxitEntry => ({
  id: `AuthMech-${name}`,
  fields: {
    description: open,
    endpoint: known(endpoint),
    factor: drafted(loginProtocols.get(protocol) ?? 'password'),
    users: open,
    'password-source': open,
    'password-format': open,
    'brute-force-prevention': open,
    'brute-force-limit': open,
    changeable: open,
  },
})

const logicalInterface = ({ endpoint, name, protocol }: Service): IxitEntry => ({
  id: `LogIntf-${name}`,
  fields: {
    description: open,
    endpoint: known(endpoint),
    protocol: drafted(protocol),
    status: drafted('Enabled'),
    discloses: open,
  },
})

const softwareService = ({ endpoint, name }: Service): IxitEntry => ({
  id: `SoftServ-${name}`,
  fields: {
    description: open,
    endpoint: known(endpoint),
    status: drafted('Enabled'),
    justification: open,
    'authentication-mechanism': open,
  },
})

function communication({ endpoint, name, protocol }: Service, observations: readonly Observation[]): IxitEntry {
  return {
    id: `SecComMech-${name}`,
    fields: {
      description: open,
      endpoint: known(endpoint),
      protocols: drafted(protocol === 'ssh' ? 'SSH' : versionsAt(endpoint, observations).join(', ')),
      'security-guarantees': open,
      'cryptographic-details': open,
    },
  }
}

const versionsAt = (endpoint: string, observations: readonly Observation[]): readonly string[] =>
  ofKind(observations, 'tls-offer')
    .find((o) => o.endpoint === endpoint)
    ?.seen.versions.map((v) => v.version) ?? []

function information(observations: readonly Observation[]): IxitEntry {
  const model = ofKind(observations, 'disclosure').find(({ seen }) => seen.token === 'model')?.seen.said
  return {
    id: 'UserInfo',
    fields: {
      'model-designation': model === undefined ? open : drafted(model),
      'publication-of-vulnerability-disclosure-policy': open,
      'security-txt': open,
      'csaf-provider-metadata': open,
      'publication-of-support-period': open,
      'support-period': open,
    },
  }
}
