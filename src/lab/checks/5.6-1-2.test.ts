import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchPolicy, declaredInterface, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { assess } from '../assess.ts'
import type { Declared } from '../declared/declared.ts'
import { udpProbes } from '../instruments/udp/probes.ts'
import { type Observation, observationSchema, type SeenOf } from '../observation.ts'
import { interfacesAsDeclared } from './5.6-1-2.ts'

const about = { sample: 1, began: 0, took: 1, completeness: 'complete' } as const
type Scan = Partial<SeenOf<'port-scan'>> & Partial<Pick<Observation, 'address' | 'completeness' | 'trouble'>>
const scan = (open: readonly number[], { address = 'ipv4', completeness, trouble, ...more }: Scan = {}): Observation =>
  observationSchema.parse({
    ...{
      ...about,
      id: `port-scan/${address}`,
      address,
      ...(completeness && { completeness }),
      ...(trouble && { trouble }),
    },
    seen: {
      ...{ kind: 'port-scan', from: 1, to: 65_535, open, refused: 65_535 - open.length, silent: 0, canaries: [] },
      ...{ control: open.length > 0 ? 'kept' : 'none', ...more },
    },
  })
const probed = (probe: string, port: number, answer: 'answered' | 'refused' | 'nothing'): Observation => ({
  ...{ ...about, id: `udp-probe/ipv4/${probe}/${port}`, address: 'ipv4', endpoint: `udp/${port}` },
  seen: { kind: 'udp-probe', probe, port, answer },
})
/** As many protocols as the policy wants, none of which got an answer. */
const silence = Array.from({ length: benchPolicy.datagrams.protocolsAtLeast }, (_, i) =>
  probed(`p${i}`, 40_000 + i, 'nothing'),
)
const under = (address: 'ipv6', all: readonly Observation[]): readonly Observation[] =>
  all.map((o) => ({ ...o, address, id: o.id.replace('ipv4', address) }))
const speaks = (port: number, protocol: SeenOf<'service'>['protocol'], tls = false): Observation => ({
  ...{ ...about, id: `service/tcp/${port}`, address: 'ipv4', endpoint: `tcp/${port}` },
  seen: { kind: 'service', protocol, tls },
})
const gap = (place: string) => ({ place, problem: { ja: '', en: '' } })
const off = { enabled: false } as const

function judged(declared: Partial<Declared>, observations: readonly Observation[]) {
  const given = { declared: { ...nothingDeclared, ...declared }, observations, policy: benchPolicy }
  const { units, digest } = assess([interfacesAsDeclared], given)
  const codes = units.flatMap(({ parts }) =>
    parts.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason.code}`),
  )
  for (const { parts } of units)
    for (const { reason } of parts) assert.ok(interfacesAsDeclared.reasons[reason.code], `no text for ${reason.code}`)
  const [a, b] = units.map(({ verdict }) => verdict)
  return { a, b, codes, digest }
}
const web = declaredInterface('Web', ['tcp/443'], { protocol: 'https' })
const debug = declaredInterface('Debug', ['tcp/23'], off)

test('a device that is as declared passes, where it gives the list of its UDP ports', () => {
  const { a, b } = judged({ interfaces: [web, debug], boundUdp: [] }, [
    scan([443]),
    speaks(443, 'https', true),
    ...silence,
  ])
  assert.deepEqual([a, b], ['pass', 'pass'])
})

test('silence over UDP never passes as closed', () => {
  const { b, codes } = judged({ interfaces: [web] }, [scan([443]), ...silence])
  assert.equal(b, 'inconclusive')
  assert.ok(codes.includes('udp inconclusive udp-silence-shows-nothing'))
  const switchedOff = judged({ interfaces: [web, declaredInterface('Snmp', ['udp/161'], off)] }, [
    ...[scan([443]), ...silence, probed('snmp', 161, 'nothing')],
  ])
  assert.ok(switchedOff.codes.includes('udp/161 inconclusive udp-port-silent'))
})

test('an open port nobody declared fails, on whichever address it is open', () => {
  for (const address of ['ipv4', 'ipv6', 'link-local'] as const) {
    const scans = (['ipv4', 'ipv6', 'link-local'] as const).map((kind) =>
      scan(kind === address ? [443, 4444] : [443], { address: kind }),
    )
    const { b, codes } = judged({ interfaces: [web] }, scans)
    assert.equal(b, 'fail')
    assert.ok(codes.includes('tcp/4444 fail undeclared'))
  }
})

test('an interface declared as disabled and open fails; closed it passes', () => {
  const { a, codes } = judged({ interfaces: [web, debug] }, [scan([23, 443])])
  assert.equal(a, 'fail')
  assert.ok(codes.includes('tcp/23 fail declared-off-but-open'))
  assert.equal(judged({ interfaces: [web, debug] }, [scan([443])]).a, 'pass')
  const udp = judged({ interfaces: [declaredInterface('Snmp', ['udp/161'], off)] }, [probed('snmp', 161, 'answered')])
  assert.ok(udp.codes.includes('udp/161 fail declared-off-but-open'))
})

test('a declared port that is not seen makes nothing of the whole scan', () => {
  const canaries = [{ port: 443, seen: false, answer: 'refused' as const }]
  const { a, b, codes } = judged({ interfaces: [web, debug], boundUdp: [] }, [scan([80], { canaries }), ...silence])
  assert.equal(a, 'inconclusive')
  assert.ok(codes.includes('tcp/23 inconclusive off-not-shown'))
  assert.ok(codes.includes('tcp ipv4 inconclusive declared-port-not-seen'))
  assert.ok(codes.includes('tcp/80 fail undeclared')) // what was seen was seen
  assert.equal(b, 'fail')
})

test('a declared port that is open elsewhere may be refused under an address, but not silent', () => {
  const at = (answer: 'refused' | 'silent') =>
    judged({ interfaces: [web], boundUdp: [] }, [
      ...[scan([443]), ...silence, ...under('ipv6', silence)],
      scan([], { address: 'ipv6', canaries: [{ port: 443, seen: false, answer }] }),
    ])
  assert.equal(at('refused').b, 'pass')
  assert.equal(at('silent').b, 'inconclusive')
})

test('what was not looked at, not finished, shut out, short or silent throughout never passes', () => {
  const one = (observations: readonly Observation[]) =>
    judged({ interfaces: [debug], boundUdp: [] }, [...observations, ...silence])
  assert.equal(one([]).b, 'not-evaluated')
  for (const [code, more] of [
    ['scan-unfinished', { completeness: 'partial', trouble: 'stopped' }],
    ['scan-unfinished', { completeness: 'none', trouble: 'unreachable' }],
    ['scanner-shut-out', { control: 'lost', completeness: 'partial', trouble: 'shut-out' }],
    ['scanner-shut-out', { control: 'lost' }],
    ['scan-not-whole', { to: 1_024 }],
    ['silence-without-control', { refused: 1, silent: 65_534 }],
  ] as const satisfies readonly (readonly [string, Scan])[]) {
    const { a, b, codes } = one([scan([], more)])
    assert.deepEqual([a, b], ['inconclusive', 'inconclusive'], code)
    assert.ok(codes.includes(`tcp ipv4 inconclusive ${code}`), codes.join())
  }
  assert.equal(judged({ interfaces: [web], boundUdp: [] }, [scan([443])]).b, 'not-evaluated') // nothing was asked over UDP
  assert.equal(judged({ interfaces: [web], boundUdp: [] }, [scan([443]), ...silence.slice(0, 5)]).b, 'inconclusive')
})

test('a declaration that cannot be compared is neither a pass nor a fail', () => {
  const vague = { interfaces: [declaredInterface('App', [])], gaps: [gap('28-LogIntf/App/endpoint')], boundUdp: [] }
  const open = judged(vague, [scan([8080]), ...silence])
  assert.deepEqual([open.a, open.b], ['inconclusive', 'inconclusive'])
  assert.ok(open.codes.includes('tcp/8080 inconclusive perhaps-declared'))
  const draft = { interfaces: [web], gaps: [gap('28-LogIntf/Web/status')], boundUdp: [] }
  const drafted = judged(draft, [scan([443]), ...silence])
  assert.deepEqual([drafted.a, drafted.b], ['inconclusive', 'inconclusive'])
  const none = judged({ tables: [], boundUdp: [] }, [scan([]), ...silence])
  assert.deepEqual([none.a, none.b], ['inconclusive', 'inconclusive'])
  // Nobody hides behind an interface that is declared as disabled.
  const offAndVague = { interfaces: [declaredInterface('Old', [], off)], gaps: [gap('28-LogIntf/Old/endpoint')] }
  assert.equal(judged(offAndVague, [scan([8080])]).b, 'fail')
})

test('an endpoint declared as a service alone is not declared as an interface', () => {
  const service = { id: 'S', enabled: true, endpoints: ['tcp/8080'], authentication: [] }
  const { codes } = judged({ interfaces: [web], services: [service] }, [scan([443, 8080])])
  assert.ok(codes.includes('tcp/8080 fail declared-as-service-only'))
})

test('another protocol on a declared port fails, a protected form of it does not', () => {
  const at = (declared: string, seen: SeenOf<'service'>['protocol']) =>
    judged({ interfaces: [declaredInterface('X', ['tcp/443'], { protocol: declared })] }, [
      scan([443]),
      speaks(443, seen),
    ]).codes
  assert.ok(at('https', 'telnet').includes('tcp/443 fail other-protocol'))
  assert.ok(at('https', 'http').includes('tcp/443 fail other-protocol'))
  assert.ok(at('https', 'unknown').includes('tcp/443 inconclusive protocol-not-recognised'))
  for (const [declared, seen] of [
    ['http', 'https'],
    ['tls', 'mqtts'],
    ['https', 'tls'],
    ['ssh', 'ssh'],
  ] as const)
    assert.ok(!at(declared, seen).join().includes('protocol'), `${declared} ${seen}`)
})

test('the list of UDP ports has to agree with what answered, and with the declaration', () => {
  const snmp = declaredInterface('Snmp', ['udp/161'])
  const at = (boundUdp: readonly number[], ...more: readonly Observation[]) =>
    judged({ interfaces: [web, snmp], boundUdp }, [scan([443]), ...silence, ...more]).codes
  assert.ok(at([161], probed('snmp', 161, 'answered')).includes('udp pass udp-list-agrees'))
  assert.ok(at([], probed('snmp', 161, 'answered')).includes('udp inconclusive udp-list-contradicted'))
  assert.ok(at([161, 9999]).includes('udp/9999 fail bound-but-undeclared'))
  assert.ok(at([161], probed('tftp', 69, 'answered')).includes('udp/69 fail undeclared'))
  const switchedOff = judged({ interfaces: [declaredInterface('Snmp', ['udp/161'], off)], boundUdp: [161] }, [
    ...silence,
    probed('snmp', 161, 'nothing'),
  ])
  assert.ok(switchedOff.codes.includes('udp/161 fail declared-off-but-listed'))
})

test('what is found by discovery alone counts, and what the device announces is asked about', () => {
  const found: Observation = {
    ...{ ...about, id: 'discovery/mdns/multicast/ipv4', address: 'ipv4', endpoint: 'udp/5353' },
    seen: {
      kind: 'discovery',
      by: 'mdns',
      way: 'multicast',
      answer: 'answered',
      services: [{ type: '_matter._udp', port: 5540 }],
    },
  }
  const { codes } = judged({ interfaces: [web] }, [scan([443]), found])
  assert.ok(codes.includes('udp/5353 fail undeclared'))
  assert.ok(codes.includes('udp/5540 inconclusive announced-not-declared'))
})

test('the order of what was seen, and the times, change nothing', () => {
  const all = [
    ...[scan([21, 443], { address: 'ipv6' }), scan([443, 8080]), speaks(443, 'telnet'), speaks(21, 'ftp')],
    ...[probed('snmp', 161, 'answered'), probed('coap', 5683, 'answered'), ...silence],
  ]
  const declared = { interfaces: [web, debug, declaredInterface('Snmp', ['udp/161'])], boundUdp: [161] }
  const digest = judged(declared, all).digest
  for (let i = 0; i < 20; i++) {
    const shuffled = all
      .map((o) => ({ ...o, began: Math.random(), took: Math.random() }))
      .sort(() => Math.random() - 0.5)
    assert.equal(judged(declared, shuffled).digest, digest)
  }
})

test('UDP is asked under every address, and a list of ports that nobody tried to contradict shows nothing', () => {
  const both = [scan([443]), scan([443], { address: 'ipv6' }), ...silence]
  assert.equal(judged({ interfaces: [web], boundUdp: [] }, both).b, 'inconclusive')
  assert.equal(judged({ interfaces: [web], boundUdp: [] }, [...both, ...under('ipv6', silence)]).b, 'pass')
  const snmp = { interfaces: [declaredInterface('Snmp', ['udp/161'])], boundUdp: [161] }
  assert.equal(judged(snmp, [scan([])]).a, 'not-evaluated')
})

test('an address that anything was seen under has to be scanned', () => {
  const four = [scan([443]), ...silence]
  const six = under('ipv6', silence)
  const { codes } = judged({ interfaces: [web], boundUdp: [] }, [...four, ...six])
  assert.ok(codes.includes('tcp ipv6 inconclusive address-not-scanned'))
  const named = judged({ interfaces: [web], boundUdp: [] }, [scan([443], { addresses: ['ipv4', 'ipv6'] }), ...silence])
  assert.ok(named.codes.includes('tcp ipv6 inconclusive address-not-scanned'))
})

test('the policy asks for as many protocols as there are questions over UDP', () => {
  assert.equal(benchPolicy.datagrams.protocolsAtLeast, new Set(udpProbes.map(({ id }) => id)).size)
})
