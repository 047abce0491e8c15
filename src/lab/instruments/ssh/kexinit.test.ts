import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { readHostKey } from './host-key.ts'
import { kexInitPayload, packetOf, readBanner, readKexInit, readPacket, sshBounds, versionsOf } from './kexinit.ts'
import { keyInAnswer, openingFor } from './key-exchange.ts'

interface Vector {
  readonly name: string
  readonly hex: string
  readonly expect: unknown
}
const vectors: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../vectors/lab-ssh/greetings.json'), 'utf8'),
)

/** What a server said until its lists, in the words of the vectors. */
function told(bytes: Uint8Array) {
  const greeting = readBanner(bytes)
  if (typeof greeting === 'string') return { state: greeting }
  const versions = versionsOf(greeting.banner)
  const packet = readPacket(greeting.rest)
  if (typeof packet === 'string') return { banner: greeting.banner, versions, state: packet }
  const lists = readKexInit(packet.payload)
  return { banner: greeting.banner, versions, ...(lists ?? { state: 'no-lists' }) }
}

describe('greetings of servers', () => {
  for (const { name, hex, expect } of vectors) test(name, () => assert.deepEqual(told(Buffer.from(hex, 'hex')), expect))
})

test('a greeting cut anywhere is waited for', () => {
  const bytes = Buffer.from(vectors[0]!.hex, 'hex')
  for (let length = 0; length < bytes.length; length++)
    assert.equal((told(bytes.subarray(0, length)) as { state?: string }).state, 'more')
})

test('lists that are written are read as they were', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.stringMatching(/^[a-z0-9@.-]{1,64}$/), { maxLength: 8 }), { minLength: 8, maxLength: 8 }),
      (l) => {
        const lists = {
          keyExchange: l[0]!,
          hostKeys: l[1]!,
          encryption: [l[2]!, l[3]!],
          integrity: [l[4]!, l[5]!],
          compression: [l[6]!, l[7]!],
        } as const
        const packet = readPacket(packetOf(kexInitPayload(lists, new Uint8Array(16))))
        assert.ok(typeof packet !== 'string' && packet.rest.length === 0)
        assert.deepEqual(readKexInit(packet.payload), lists)
      },
    ),
  ))

test('a packet is a multiple of eight with at least four bytes of padding', () =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (payload) => {
      const packet = packetOf(payload)
      assert.equal(packet.length % 8, 0)
      assert.ok(packet[4]! >= 4)
    }),
  ))

test('no bytes make a reader throw, and nothing larger than its bounds comes out', () => {
  const some = vectors.map(({ hex }) => Buffer.from(hex, 'hex'))
  const mutated = fc
    .tuple(fc.constantFrom(...some), fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }))
    .map(([bytes, changes]) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), mutated), (bytes) => {
      told(bytes)
      const lists = readKexInit(bytes)
      for (const names of lists ? [lists.keyExchange, ...lists.encryption] : []) {
        assert.ok(names.length <= sshBounds.names)
        assert.ok(names.every((name) => /^[\x21-\x7e]{1,80}$/.test(name)))
      }
      const key = keyInAnswer(bytes)
      if (key) readHostKey(key)
      readHostKey(bytes)
    }),
    { numRuns: 2_000 },
  )
})

test('a key exchange is begun with what is cheapest, and not where nothing is known', () => {
  const random = (n: number) => new Uint8Array(n).fill(7)
  assert.equal(
    openingFor({ keyExchange: ['diffie-hellman-group18-sha512', 'curve25519-sha256'] }, random)?.method,
    'curve25519-sha256',
  )
  assert.equal(openingFor({ keyExchange: ['diffie-hellman-group-exchange-sha1'] }, random)?.keyIn, 33)
  assert.equal(openingFor({ keyExchange: ['gss-group1-sha1-x'] }, random), undefined)
})
