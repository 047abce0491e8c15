import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'vitest'
import { benchAt, seenBy } from '../../../tests/support/lab-bench.ts'
import { ssh } from '../instruments/ssh/ssh.ts'
import { tls } from '../instruments/tls/tls.ts'
import type { Observation } from '../observation.ts'
import { addressesToLookAt } from './through.ts'

const service = (address: 'ipv4' | 'ipv6', port: number, protocol: 'https' | 'ssh'): Observation => ({
  id: `service/${address}/${protocol}`,
  sample: 1,
  address,
  endpoint: `tcp/${port}`,
  began: 0,
  took: 0,
  completeness: 'complete',
  seen: { kind: 'service', protocol, tls: protocol === 'https' },
})

test('a service is looked at under every address it was met under, the primary one first, else where it is looked for', () => {
  const both = [service('ipv6', 443, 'https'), service('ipv4', 443, 'https')]
  assert.deepEqual(addressesToLookAt(both, 'tcp/443', 'ipv4'), ['ipv4', 'ipv6'])
  assert.deepEqual(addressesToLookAt(both.slice(0, 1), 'tcp/443', 'ipv4'), ['ipv6'])
  assert.deepEqual(addressesToLookAt([], 'tcp/443', 'ipv4'), ['ipv4'])
})

test('TLS and SSH that are open on IPv6 alone are looked at there', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).end('SSH-1.5-six\n'))
  await new Promise<void>((done) => server.listen({ port: 0, host: '::1', ipv6Only: true }, done))
  try {
    const { port } = server.address() as { port: number }
    for (const [instrument, protocol] of [
      [tls, 'https'],
      [ssh, 'ssh'],
    ] as const) {
      const bench = benchAt({ ipv4: '127.0.0.1', ipv6: '::1' }, { observed: [service('ipv6', port, protocol)] })
      const [seen] = await seenBy(instrument, bench)
      assert.equal(seen?.address, 'ipv6')
      assert.equal(seen?.trouble, protocol === 'ssh' ? 'version-1-only' : undefined)
    }
  } finally {
    server.close()
  }
})
