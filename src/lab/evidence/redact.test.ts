import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fixedSigner, portScan, sampleRecord, sampleRun } from '../../../tests/support/lab-evidence.ts'
import type { Observation } from '../observation.ts'
import { readBundle } from './bundle.ts'
import { filesWithSecrets, type Secrets, withoutSecrets } from './hide-secrets.ts'
import { openEvidence } from './open-evidence.ts'
import { networkOf, publicForm } from './redact.ts'
import { sealRun } from './seal.ts'

const secrets: Secrets = {
  tried: [
    { user: 'root', password: 'xc3511' },
    { user: 'root', password: 'vizxv' },
    { user: 'admin', password: 'admin' },
    { user: 'admin', password: '7ujMko0admin' },
    { user: 'root', password: '' },
  ],
  logins: [{ user: 'hanako.mihon', password: 'Sakura&"2026"<x>' }],
}
const { password } = secrets.logins[0]!

const banner = (id: string, text: string): Observation => ({
  id,
  sample: 1,
  endpoint: 'tcp/80',
  began: 1,
  took: 1,
  completeness: 'complete',
  seen: { kind: 'service', protocol: 'http', tls: false, banner: text },
})

/** A device that says everything back. */
const echoing = [
  portScan([80]),
  banner('a', `Login failed for root with xc3511 (password: vizxv; 7ujMko0admin); welcome hanako.mihon / ${password}`),
  banner('b', `Authorization: Basic ${Buffer.from(`hanako.mihon:${password}`).toString('base64')}`),
  banner('c', `GET /login?p=${encodeURIComponent(password)}`),
  banner('d', `Basic ${Buffer.from('root:xc3511').toString('base64')}`),
  banner('e', 'value="Sakura&amp;&quot;2026&quot;&lt;x&gt;"'),
  banner('f', 'Bad Camera admin page, root filesystem 12345'),
]

test('no tried password and no known login is found in the evidence of a device that says them back', async () => {
  const leaking = readBundle(await sealRun(sampleRun({ observations: echoing })))
  assert.ok(leaking.ok)
  assert.deepEqual(filesWithSecrets(leaking.value, secrets), ['observations.jsonl'])
  const sealed = readBundle(await sealRun(sampleRun({ observations: withoutSecrets(echoing, secrets) })))
  assert.ok(sealed.ok)
  assert.deepEqual(filesWithSecrets(sealed.value, secrets), [])
  const text = new TextDecoder().decode(sealed.value.get('observations.jsonl'))
  for (const word of ['xc3511', 'vizxv', '7ujMko0admin', 'hanako', 'Sakura', '2026'])
    assert.ok(!text.includes(word), word)
  assert.ok(text.includes('•••'))
})

test('ordinary words stay: they give nothing away, and what was seen stays readable', () => {
  assert.deepEqual(withoutSecrets([echoing[6]!], secrets), [echoing[6]])
})

test('names of programs and protocols that are passwords too stay, and are hidden where they are told as one', () => {
  const listed: Secrets = {
    logins: [{ user: 'mqtt', password: 'mosquitto' }],
    tried: ['snmp', 'mosquitto', 'cisco', 'admin'].map((password) => ({ user: 'root', password })),
  }
  const said = banner('a', 'mosquitto 2.0.11, snmp-v2c, Cisco cisco; admin page')
  assert.deepEqual(withoutSecrets([said], listed), [said])
  const [told] = withoutSecrets([banner('b', 'wrong password: cisco; {"password":"mosquitto"} pwd=admin')], listed)
  assert.equal(told!.seen.kind === 'service' && told!.seen.banner, 'wrong password: •••; {"password":"•••"} pwd=•••')
})

test('a secret that is also a word of the schema does not break the observation', () => {
  const odd: Secrets = { logins: [{ user: 'x', password: 'http' }], tried: [] }
  const [without] = withoutSecrets([banner('a', 'the password http is wrong')], odd)
  assert.deepEqual(without!.seen, {
    kind: 'service',
    protocol: 'http',
    tls: false,
    banner: 'the password ••• is wrong',
  })
})

test('what nothing is hidden in is the very same', () => {
  const seen = portScan([443])
  assert.equal(withoutSecrets([seen], secrets)[0], seen)
  assert.deepEqual(withoutSecrets(echoing, { logins: [], tried: [] }), echoing)
})

test('the public form has no names, addresses, serial numbers or words of the device', async () => {
  const file = await sealRun(sampleRun({ observations: echoing, signer: fixedSigner(7) }))
  const opened = openEvidence(file)
  assert.ok(opened.ok)
  const form = publicForm(file, opened.value)
  const text = JSON.stringify(form)
  for (const word of [
    '花子',
    '198.18.0.2',
    '198.18.0.1',
    'MC100-000123',
    '10:00:01',
    'LogIntf',
    'Camera',
    'xc3511',
    'hanako',
  ])
    assert.ok(!text.includes(word), word)
  assert.deepEqual(form.samples, [{ sample: 1, macPrefix: '02:00:5e', addresses: { ipv4: '198.18.0.0/16' } }])
  assert.deepEqual(form.units[0], { unit: '5.6-1-2a', verdict: 'fail', reasons: ['undeclared'] })
  assert.equal(form.digests.plan, opened.value.record.digests.plan)
  assert.equal(form.role, sampleRecord.person.role)
})

test('an address is reduced to its network', () => {
  assert.equal(networkOf('192.168.10.77'), '192.168.0.0/16')
  assert.equal(networkOf('fe80::1ff:fe23%eth0'), 'fe00::/8')
  assert.equal(networkOf('fd12:3456::9'), 'fd00::/8')
  assert.equal(networkOf('::1'), '0::/8')
})
