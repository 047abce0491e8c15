import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Observation } from '../observation.ts'
import { compareSamples } from './compare-samples.ts'

const at = { began: 0, took: 0, completeness: 'complete' as const }
const hostKey = (sample: number, fingerprint: string): Observation => ({
  ...at,
  sample,
  id: `ssh-host-key/${sample}/${fingerprint}`,
  endpoint: 'tcp/22',
  seen: { kind: 'ssh-host-key', type: 'ssh-ed25519', fingerprint },
})
const certificate = (sample: number, own: string, issuer: string): Observation => ({
  ...at,
  sample,
  id: `tls-certificate/${sample}`,
  endpoint: 'tcp/443',
  seen: {
    kind: 'tls-certificate',
    over: 'TLS1.3',
    chain: [own, issuer].map((fingerprint) => ({ fingerprint, bytes: 500, readable: false })),
  },
})
const told = (sample: number, token: 'serial-number' | 'mac-address', said: string): Observation => ({
  ...at,
  sample,
  id: `disclosure/${sample}/${token}`,
  seen: { kind: 'disclosure', token, where: 'txt', said },
})
const compared = (observations: readonly Observation[]) => {
  const { compared } = compareSamples({ observations, sample: 1 }, { observations, sample: 2 })
  return (what: string) => compared.find((c) => c.what === what)
}

test('keys, certificates and numbers that two units share are counted', () => {
  const of = compared([
    ...[hostKey(1, 'SHA256:a'), hostKey(2, 'SHA256:a'), hostKey(2, 'SHA256:b')],
    ...[told(1, 'serial-number', 'BC-001 '), told(2, 'serial-number', 'bc-001')],
    ...[told(1, 'mac-address', '02:00:5E:10:00:01'), told(2, 'mac-address', '02-00-5e-10-00-02')],
  ])
  assert.deepEqual(of('ssh-host-key'), { what: 'ssh-host-key', first: 1, second: 2, shared: 1 })
  assert.equal(of('serial-number')?.shared, 1)
  assert.equal(of('mac-address')?.shared, 0)
})

test('two devices below the same authority of the maker share its certificate and nothing that matters', () => {
  const issuer = 'f'.repeat(64)
  const of = compared([certificate(1, 'a'.repeat(64), issuer), certificate(2, 'b'.repeat(64), issuer)])
  assert.equal(of('tls-certificate')?.shared, 0)
  const same = compared([certificate(1, 'a'.repeat(64), issuer), certificate(2, 'a'.repeat(64), issuer)])
  assert.equal(same('tls-certificate')?.shared, 1)
})

test('a unit of which nothing was seen shares nothing, and that shows in the counts', () => {
  assert.deepEqual(compared([hostKey(1, 'SHA256:a')])('ssh-host-key'), {
    what: 'ssh-host-key',
    first: 1,
    second: 0,
    shared: 0,
  })
})
