import assert from 'node:assert/strict'
import { test } from 'vitest'
import { type HostileServer, hostileKinds, startHostile } from '../../../../tests/support/hostile.ts'
import { benchAt, benchPolicy, seenBy } from '../../../../tests/support/lab-bench.ts'
import { observed } from '../../../../tests/support/lab-checks.ts'
import type { Observation } from '../../observation.ts'
import { robustness } from '../robustness/robustness.ts'
import { web } from './web.ts'

// Both instruments against every server that means ill, all at once: each comes back in its time, with a finding or without, and with
// nothing in it that could harm a reader.

const few = {
  ...benchPolicy,
  web: { ...benchPolicy.web, paths: benchPolicy.web.paths.slice(0, 2) },
  robustness: { ...benchPolicy.robustness, messages: 3, messagesPerService: 3, patienceSeconds: 1 },
}

async function against(kind: HostileServer['kind'], look: (port: number) => Promise<readonly Observation[]>) {
  const server = await startHostile(kind as (typeof hostileKinds)[number])
  const began = performance.now()
  try {
    const seen = await look(server.port)
    return { kind, seen, took: performance.now() - began }
  } finally {
    await server.close()
  }
}

const harmless = (seen: readonly Observation[]) => !/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u.test(JSON.stringify(seen))
const megabytes = () => process.memoryUsage().rss / 1e6

test('the web instrument comes back from every one of them', { timeout: 120_000 }, async () => {
  const before = megabytes()
  const all = await Promise.all(
    hostileKinds.flatMap((kind) =>
      [false, true].map((tls) =>
        against(kind, (port) => {
          const service = observed(
            { kind: 'service', protocol: tls ? 'https' : 'http', tls },
            { endpoint: `tcp/${port}` },
          )
          return seenBy(web, benchAt({ ipv4: '127.0.0.1' }, { policy: few, observed: [service] }))
        }),
      ),
    ),
  )
  for (const { kind, seen, took } of all) {
    assert.ok(seen.length >= 1 && harmless(seen), kind)
    assert.ok(took < 60_000, `${kind}: ${took} ms`)
    assert.ok(JSON.stringify(seen).length < 30_000, kind)
  }
  assert.ok(megabytes() - before < 300, `${megabytes() - before} MB`)
})

test('malformed messages come back from every one of them', { timeout: 120_000 }, async () => {
  const all = await Promise.all(
    hostileKinds.flatMap((kind) =>
      (['http', 'https', 'ssh', 'telnet', 'mqtt', 'unknown'] as const).map((protocol) =>
        against(kind, (port) => {
          const service = observed(
            { kind: 'service', protocol, tls: protocol === 'https' },
            { endpoint: `tcp/${port}` },
          )
          return seenBy(robustness, benchAt({ ipv4: '127.0.0.1' }, { policy: few, observed: [service] }))
        }),
      ),
    ),
  )
  for (const { kind, seen, took } of all) {
    assert.ok(seen.length === 1 && harmless(seen), kind)
    assert.ok(took < 60_000, `${kind}: ${took} ms`)
  }
})
