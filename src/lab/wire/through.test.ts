import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'vitest'
import { benchAt, seenBy } from '../../../tests/support/lab-bench.ts'
import { ssh } from '../instruments/ssh/ssh.ts'
import { tls } from '../instruments/tls/tls.ts'
import type { Observation } from '../observation.ts'
import { addressOf } from './through.ts'

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

test('a service is spoken to at the primary address if it is there, else where it was found', () => {
  const both = [service('ipv6', 443, 'https'), service('ipv4', 443, 'https')]
  assert.equal(addressOf(both, 'tcp/443', 'ipv4'), 'ipv4')
  assert.equal(addressOf(both.slice(0, 1), 'tcp/443', 'ipv4'), 'ipv6')
  assert.equal(addressOf([], 'tcp/443', 'ipv4'), 'ipv4')
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
