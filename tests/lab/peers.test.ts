import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readHydra } from '../../bench/peers/hydra.ts'
import { openPorts } from '../../bench/peers/nmap.ts'
import { readSshAudit } from '../../bench/peers/ssh-audit.ts'
import { readTestssl } from '../../bench/peers/testssl.ts'
import { trueFindings } from '../../bench/peers/true-findings.ts'
import { readDevice } from '../../bench/targets/device.ts'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'

// What other tools say, brought into words that can be compared. The samples are lines they printed on the bench.

test('nmap: open ports with the services it has really asked', () => {
  const port = (id: number, state: string, service: string) =>
    `<port protocol="tcp" portid="${id}"><state state="${state}" reason="syn-ack"/>${service}</port>`
  const xml = `<?xml version="1.0"?><nmaprun><host><ports>
    ${port(443, 'open', '<service name="http" product="nginx" tunnel="ssl" method="probed" conf="10"/>')}
    ${port(1883, 'open', '<service name="mosquitto version 2.0.11" method="probed" conf="10"/>')}
    ${port(2222, 'open', '<service name="EtherNetIP-1" method="table" conf="3"/>')}
    ${port(80, 'filtered', '<service name="http" method="table" conf="3"/>')}</ports></host></nmaprun>`
  assert.deepEqual(openPorts(xml), [
    { endpoint: 'tcp/443', service: 'https' },
    { endpoint: 'tcp/1883', service: 'mqtt' },
    { endpoint: 'tcp/2222', service: '' },
  ])
})

test('testssl.sh: what is true of a device, and what is said of web sites', () => {
  const line = (id: string, severity: string, finding: string) => ({ id, severity, finding })
  const { findings, discounted } = readTestssl(
    [
      line('TLS1', 'LOW', 'offered (deprecated)'),
      line('TLS1_2', 'OK', 'offered'),
      line('cipherlist_aNULL', 'CRITICAL', 'offered'),
      line('DH_groups', 'MEDIUM', 'Unknown DH group (1024 bits)'),
      line('cert_keySize', 'MEDIUM', 'RSA 1024 bits'),
      line('cert_chain_of_trust', 'CRITICAL', 'failed (self signed).'),
      line('something_new', 'HIGH', 'that nobody knows'),
    ],
    'tcp/443',
  )
  assert.deepEqual(
    findings.map(({ key }) => key),
    [
      'tcp/443 tls-version TLS1.0',
      'tcp/443 tls-suite anonymous',
      'tcp/443 tls-prime-bits 1024',
      'tcp/443 certificate key-bits 1024',
    ],
  )
  assert.deepEqual(
    discounted.map(({ said }) => said.split(':')[0]),
    ['tcp/443 cert_chain_of_trust', 'tcp/443 something_new'],
  )
  assert.match(discounted[1]!.why, /not known/)
})

test('ssh-audit: algorithms it calls failed, and short keys', () => {
  const text = [
    '(kex) diffie-hellman-group1-sha1    -- [fail] using small 1024-bit modulus',
    '                                    `- [fail] removed (in server) since OpenSSH 6.7, unsafe algorithm',
    '(kex) diffie-hellman-group14-sha1   -- [warn] using weak hashing algorithm',
    '(key) ssh-rsa (1024-bit)            -- [fail] using weak hashing algorithm',
    '                                    `- [fail] using small 1024-bit modulus',
    '(enc) aes128-ctr                    -- [info] available since OpenSSH 3.7',
  ].join('\n')
  assert.deepEqual(readSshAudit(text), ['ssh diffie-hellman-group1-sha1', 'ssh ssh-rsa', 'ssh-key-bits 1024'])
})

test('hydra: whom it says to have got in as, each once', () => {
  const text = [
    '[DATA] attacking telnet://198.18.0.10:23/',
    '[23][telnet] host: 198.18.0.10   login: root   password: xc3511',
    '[23][telnet] host: 198.18.0.10   login: root   password: xc3511',
    '[161][snmp] host: 198.18.0.10   password: public',
  ].join('\n')
  assert.deepEqual(readHydra(text), ['root', ''])
})

test('a login that is none, a port that is closed and a right certificate are not counted', () => {
  const { policy } = benchRules()
  const run = (...keys: readonly string[]) => [
    {
      ...{ tool: 'x', against: 'x', seconds: 1, cutOff: false, discounted: [] },
      findings: keys.map((key) => ({ key, by: 'x' })),
    },
  ]
  const runs = run(
    'tcp/443 open',
    'tcp/444 open',
    'tcp/443 login admin',
    'tcp/443 certificate long-validity 3600',
    'tcp/443 certificate long-validity 7300',
  )
  const { keys, discounted } = trueFindings(runs, readDevice('mid-hub'), policy)
  assert.deepEqual(keys, ['tcp/443 certificate long-validity 7300', 'tcp/443 open'])
  assert.equal(discounted.length, 3)
})
