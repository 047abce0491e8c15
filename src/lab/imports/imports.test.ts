import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { canonicalJson } from '../../core/kernel/digest.ts'
import { observationSchema, type SeenKind } from '../observation.ts'
import type { Imported, ImportGiven } from './imported.ts'
import { importers } from './read-import.ts'
import type { ImportTool } from './seen.ts'

const folder = resolve(import.meta.dirname, '../../../tests/fixtures/imports')
const sample = (name: string): Uint8Array => readFileSync(resolve(folder, name))
const device: ImportGiven = { sample: 1, addresses: ['198.18.0.2', 'fd00::2'] }

function taken(tool: ImportTool, name: string, given = device): Imported {
  const read = importers[tool](sample(name), given)
  assert.ok(read.ok, JSON.stringify(read))
  for (const one of read.value.observations) assert.ok(observationSchema.safeParse(one).success, JSON.stringify(one))
  return read.value
}
const seenAt = (imported: Imported, kind: SeenKind, endpoint?: string) =>
  imported.observations.filter((o) => o.seen.kind === kind && o.endpoint === endpoint).map((o) => o.seen)
const refusal = (tool: ImportTool, bytes: Uint8Array | string, given = device) => {
  const read = importers[tool](typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, given)
  return read.ok ? 'ok' : read.fault.code
}

const suites = [
  { version: 'TLS1.0', suites: ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'] },
  { version: 'TLS1.1', suites: ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'] },
  {
    version: 'TLS1.2',
    suites: [
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
      'TLS_RSA_WITH_AES_128_CBC_SHA',
    ],
  },
  {
    version: 'TLS1.3',
    suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  },
]

test('nmap: ports, services it probed, and what its scripts said', () => {
  const nmap = taken('nmap', 'nmap.xml')
  assert.equal(nmap.version, '7.93')
  const [ports] = seenAt(nmap, 'imported-ports')
  assert.deepEqual(ports, {
    kind: 'imported-ports',
    tool: 'nmap',
    version: '7.93',
    transport: 'tcp',
    looked: [{ from: 1, to: 1024 }],
    open: [22, 80, 443],
  })
  const said = seenAt(nmap, 'imported', 'tcp/443').map(
    (seen) => seen.kind === 'imported' && `${seen.finding}: ${seen.says}`,
  )
  assert.ok(said.includes('service: ssl http nginx 1.22.1'))
  assert.ok(said.includes('http-server-header: nginx/1.22.1'))
})

test('nmap: a closed UDP port is looked at and not open, and the name in a table is no service', () => {
  const { observations } = taken('nmap', 'nmap-udp.xml')
  assert.deepEqual(
    observations.map(({ seen }) => seen),
    [
      {
        kind: 'imported-ports',
        tool: 'nmap',
        version: '7.93',
        transport: 'udp',
        looked: [53, 161, 5683].map((port) => ({ from: port, to: port })),
        open: [],
      },
    ],
  )
})

test('four tools that spell suites in four ways say the same', () => {
  const sorted = (seen: unknown) => {
    const { versions } = seen as { versions: { version: string; suites: string[] }[] }
    return versions.map(({ version, suites }) => ({ version, suites: suites.toSorted() }))
  }
  for (const [tool, file] of [
    ['nmap', 'nmap.xml'],
    ['sslscan', 'sslscan.xml'],
    ['testssl', 'testssl.json'],
    ['testssl', 'testssl-pretty.json'],
  ] as const)
    assert.deepEqual(sorted(seenAt(taken(tool, file), 'imported-tls', 'tcp/443')[0]), suites, file)
})

test('testssl: flat and grouped files hold the same findings, each with the weight testssl gives it', () => {
  const says = (name: string) =>
    new Map(
      seenAt(taken('testssl', name), 'imported', 'tcp/443').flatMap((seen) =>
        seen.kind === 'imported' ? [[seen.finding, seen.severity]] : [],
      ),
    )
  const [flat, pretty] = [says('testssl.json'), says('testssl-pretty.json')]
  assert.equal(flat.get('cert_subjectAltName'), 'HIGH')
  assert.equal(flat.get('cert_chain_of_trust'), 'CRITICAL')
  for (const [finding, severity] of pretty) assert.equal(flat.get(finding), severity, finding)
  assert.equal(taken('testssl', 'testssl-pretty.json').version, '3.0.8')
})

test('ssh-audit: algorithms and fingerprints, from old files and from new ones', () => {
  const old = taken('ssh-audit', 'ssh-audit.json')
  assert.deepEqual(seenAt(old, 'imported-ssh', 'tcp/22')[0], {
    kind: 'imported-ssh',
    tool: 'ssh-audit',
    keyExchange: ['curve25519-sha256', 'diffie-hellman-group14-sha1', 'kex-strict-s-v00@openssh.com'],
    hostKeys: ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-ed25519'],
    encryption: ['aes128-ctr', 'aes256-gcm@openssh.com'],
    integrity: ['hmac-sha2-256', 'hmac-sha1'],
  })
  const found = seenAt(taken('ssh-audit', 'ssh-audit-3.json'), 'imported', 'tcp/2222').map(
    (seen) => seen.kind === 'imported' && [seen.finding, seen.severity],
  )
  assert.deepEqual(found, [
    ['banner', undefined],
    ['fingerprint', undefined],
    ['CVE-2026-0001', '7.5'],
    ['ssh-rsa', 'fail'],
    ['3des-cbc', 'fail'],
    ['3des-cbc', 'warn'],
    ['hmac-sha2-256', 'warn'],
  ])
})

test('nuclei: what matched on this device, without requests, answers and extracted secrets', () => {
  const nuclei = taken('nuclei', 'nuclei.jsonl')
  assert.deepEqual(
    nuclei.observations.map((o) => [
      o.endpoint,
      o.seen.kind === 'imported' && o.seen.finding,
      o.seen.kind === 'imported' && o.seen.says,
    ]),
    [
      ['tcp/80', 'device-info-disclosure:json', 'Device information without login – /info'],
      ['tcp/22', 'ssh-sha1-hmac-algo', 'SSH SHA-1 HMAC Algorithms Enabled'],
    ],
  )
  assert.equal(nuclei.leftOut, 1)
  assert.ok(!JSON.stringify(nuclei).includes('SecretPw'))
})

test('a finding about a neighbour is not told of the device', () => {
  const other = { sample: 1, addresses: ['198.18.0.77'] }
  for (const [tool, file] of [
    ['nmap', 'nmap.xml'],
    ['sslscan', 'sslscan.xml'],
    ['testssl', 'testssl.json'],
    ['testssl', 'testssl-pretty.json'],
    ['ssh-audit', 'ssh-audit.json'],
    ['nuclei', 'nuclei.jsonl'],
    ['pcap', 'traffic.pcapng'],
  ] as const)
    assert.equal(refusal(tool, sample(file), other), 'import-of-another-device', file)
  assert.equal(refusal('nuclei', sample('nuclei.jsonl'), { sample: 1, addresses: [] }), 'import-several-devices')
  assert.equal(refusal('nmap', sample('nmap.xml'), { sample: 1, addresses: [] }), 'ok')
})

test('taking the same file in again gives the same observations, each under a name of its own', () => {
  for (const [tool, file] of [
    ['nmap', 'nmap.xml'],
    ['testssl', 'testssl.json'],
    ['ssh-audit', 'ssh-audit-3.json'],
  ] as const) {
    const { observations } = taken(tool, file)
    assert.deepEqual(taken(tool, file).observations, observations)
    assert.equal(new Set(observations.map((o) => o.id)).size, observations.length)
  }
})

test('what a script of nmap that guesses logins found is not kept', () => {
  const xml = new TextDecoder()
    .decode(sample('nmap.xml'))
    .replace(
      '<script id="http-server-header" output="nginx/1.22.1">',
      '<script id="http-brute" output="admin:SecretPw9 - Valid credentials">',
    )
  const read = importers.nmap(new TextEncoder().encode(xml), device)
  assert.ok(read.ok)
  assert.ok(JSON.stringify(read.value).includes('http-brute'))
  assert.ok(!JSON.stringify(read.value).includes('SecretPw9'))
})

test('a scan of nmap that did not come to its end is partial', () => {
  const xml = new TextDecoder().decode(sample('nmap.xml')).replace(/<runstats>.*<\/runstats>/s, '')
  const read = importers.nmap(new TextEncoder().encode(xml), device)
  assert.ok(read.ok)
  assert.equal(read.value.observations.find((o) => o.seen.kind === 'imported-ports')?.completeness, 'partial')
})

test('words of a tool are tamed before they are kept', () => {
  const xml = new TextDecoder()
    .decode(sample('nmap.xml'))
    .replaceAll('nginx', '&#27;[31m&#x202e;<b>evil'.replace('<', '&lt;'))
  const read = importers.nmap(new TextEncoder().encode(xml), device)
  assert.ok(read.ok)
  const text = JSON.stringify(read.value)
  for (const sign of ['\u001b', '\u202e'])
    assert.ok(!text.includes(sign) && !text.includes(JSON.stringify(sign).slice(1, -1)))
  assert.ok(text.includes('<b>evil'))
})

// Bombs: refused before anything is built from them.

test('XML entities are refused, whatever they would swell to', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE nmaprun [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><nmaprun><host>&b;</host></nmaprun>`
  assert.equal(refusal('nmap', laughs), 'import-xml-entities')
  assert.equal(refusal('sslscan', laughs.replaceAll('nmaprun', 'document')), 'import-xml-entities')
  const outside = '<!DOCTYPE nmaprun SYSTEM "file:///etc/passwd" [ ]><nmaprun/>'
  assert.equal(refusal('nmap', outside), 'import-xml-entities')
})

test('deep, wide, long and endless files are refused with what they have too much of', () => {
  const spent = ownTime()
  assert.equal(
    refusal('nmap', `<nmaprun>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</nmaprun>`),
    'import-nested-too-deep',
  )
  assert.equal(refusal('nmap', `<nmaprun>${'<host/>'.repeat(400_000)}</nmaprun>`), 'import-too-many')
  assert.equal(refusal('nmap', `<nmaprun>${'<host/>'.repeat(5_000)}</nmaprun>`), 'import-too-many')
  assert.equal(refusal('nmap', new Uint8Array(9 * 1024 * 1024)), 'import-too-large')
  assert.equal(refusal('nmap', `<nmaprun ${'<a'.repeat(1_000_000)}`), 'import-too-large')
  assert.equal(refusal('nmap', `<nmaprun>${'x'.repeat(2_000_000)}</nmaprun>`), 'import-too-large')
  assert.equal(refusal('nmap', `<nmaprun a="${'&amp;'.repeat(400_000)}"/>`), 'import-too-large')
  assert.equal(refusal('testssl', '['.repeat(1_000_000)), 'import-nested-too-deep')
  assert.equal(refusal('testssl', `[${'1,'.repeat(3_000_000)}1]`), 'import-too-many')
  assert.equal(refusal('nuclei', '{"template-id":"a","host":"198.18.0.2"}\n'.repeat(100_000)), 'import-too-many')
  assert.equal(refusal('nuclei', `{"template-id":"${'['.repeat(100)}`), 'import-broken')
  assert.equal(refusal('pcap', new Uint8Array(65 * 1024 * 1024)), 'import-too-large')
  assert.ok(spent() < 10_000)
})

test('what is no result of the tool is told from a damaged one', () => {
  for (const tool of ['nmap', 'sslscan'] as const) {
    assert.equal(refusal(tool, '<html></html>'), 'import-of-another-format')
    assert.equal(refusal(tool, 'Starting scan'), 'import-of-another-format')
    assert.equal(refusal(tool, '<nmaprun><host></nmaprun>'), 'import-broken')
    assert.equal(refusal(tool, Uint8Array.of(0xff, 0xfe, 0x00)), 'import-not-text')
  }
  for (const tool of ['testssl', 'ssh-audit'] as const) {
    assert.equal(refusal(tool, '{"a":1}'), 'import-of-another-format')
    assert.equal(refusal(tool, '{"a":'), 'import-broken')
  }
  assert.equal(refusal('nuclei', '{"a":1}'), 'import-of-another-format')
  assert.equal(refusal('pcap', 'hello, this is no capture at all'), 'import-of-another-format')
})

test('a file cut off anywhere is refused or read as far as it goes, and nothing is thrown', () => {
  for (const [tool, file] of [
    ['nmap', 'nmap.xml'],
    ['sslscan', 'sslscan.xml'],
    ['testssl', 'testssl.json'],
    ['ssh-audit', 'ssh-audit-3.json'],
    ['nuclei', 'nuclei.jsonl'],
    ['pcap', 'traffic.pcap'],
    ['pcap', 'traffic.pcapng'],
  ] as const) {
    const whole = sample(file)
    for (let length = 0; length < whole.length; length += 197) {
      const read = importers[tool](whole.subarray(0, length), device)
      if (read.ok) for (const one of read.value.observations) assert.ok(observationSchema.safeParse(one).success)
    }
  }
})

test('values that no tool writes are refused or left out: nothing is thrown, nothing comes in that cannot be sealed', () => {
  const odd = ['80.5', '1e3', ' 80', '-1', '', '99999', '&#55357;', '__proto__', '&#27;[2J']
  const nmap = (port: string, inside = '', version = '7') =>
    `<nmaprun version="${version}"><scaninfo protocol="tcp" services="1-10"/><host><address addr="198.18.0.2"/><ports>
    <port protocol="tcp" portid="${port}"><state state="open"/>${inside}</port></ports></host></nmaprun>`
  const cipher = (name: string) =>
    `<script id="ssl-enum-ciphers"><table key="TLSv1.2"><table key="ciphers"><table><elem key="name">${name}</elem></table></table></table></script>`
  const sslscan = (value: string) =>
    `<document version="${value}"><ssltest host="198.18.0.2" port="443"><protocol type="tls" version="1.2" enabled="1"/><cipher sslversion="TLSv1.2" id="${value}"/></ssltest></document>`
  const object = '{"toString":null,"valueOf":1}'
  const row = (more: string) => `{"ip":"h/198.18.0.2","port":"443","id":"TLS1_2","finding":"offered"${more}}`
  const files: readonly (readonly [ImportTool, string])[] = [
    ...odd.flatMap((value) => [
      ['nmap', nmap(value)] as const,
      ['nmap', nmap('443', cipher(value))] as const,
      ['nmap', nmap('443', '', value)] as const,
      ['sslscan', sslscan(value)] as const,
    ]),
    ...['constructor', '__proto__', 'toString', 'prototype'].map((tag) => ['nmap', nmap('443', `<${tag}/>`)] as const),
    ['nmap', nmap('443', '<service name="a" method="probed" __proto__="x" constructor="y"/>')],
    ['testssl', `[${`${row('')},`.repeat(20)}${row('')}]`],
    ['testssl', `[${row(`,"severity":${object}`)}]`],
    ['testssl', `[{"ip":"h/198.18.0.2","port":${object},"id":"a","finding":"b"},${row('')}]`],
    ['testssl', `[{"ip":"h/198.18.0.2","port":"443","id":"a","finding":${object}},${row('')}]`],
    [
      'testssl',
      '{"version":"\\ud83d\\u001b","scanResult":[{"ip":"198.18.0.2","port":"443","a":[{"id":"b","finding":"c"}]}]}',
    ],
    ['ssh-audit', `{"banner":{"raw":${object}},"kex":["a"],"target":"198.18.0.2","cves":[{"name":${object}}]}`],
    ['ssh-audit', `{"banner":{},"kex":[{"algorithm":${object},"notes":{"fail":[${object}]}}],"target":"198.18.0.2"}`],
    [
      'ssh-audit',
      `{"banner":{},"kex":[],"target":"198.18.0.2","fingerprints":[{"hash_alg":"SHA256","hash":${object}}]}`,
    ],
    ['nuclei', `{"template-id":"a","host":"198.18.0.2","port":"99999","matcher-name":${object}}`],
    ['nuclei', '{"template-id":"","host":"198.18.0.2"}'],
    ['nuclei', `{"template-id":"a","host":"198.18.0.2","info":{"severity":${object},"name":"\\ud83d"}}`],
    ['nuclei', '{"__proto__":{"template-id":"a"},"host":"198.18.0.2"}'],
  ]
  let came = 0
  for (const [tool, file] of files) {
    const read = importers[tool](new TextEncoder().encode(file), device)
    if (!read.ok) continue
    for (const one of read.value.observations) {
      came++
      assert.ok(observationSchema.safeParse(one).success, `${file}: ${JSON.stringify(one)}`)
      assert.doesNotThrow(() => canonicalJson(one), file)
      assert.doesNotMatch(JSON.stringify(Object.values(one.seen)), /\\u001b/, file)
    }
  }
  assert.ok(came > 40)
})
