import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { alertName, type Flight, flightBounds, readFlight, serverKey } from './flight.ts'
import { groupName } from './groups.ts'
import { suiteName, suiteTraits } from './suites.ts'

interface Vector {
  readonly name: string
  readonly hex: string
  readonly expect: unknown
}
const vectors: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../vectors/lab-tls/flights.json'), 'utf8'),
)
const bytesOf = (hex: string) => Buffer.from(hex, 'hex')

/** A flight in the words of the vectors. */
function told({ hello, chain, keyMessage, alert, done, wrong }: Flight) {
  const key = hello && keyMessage && serverKey(keyMessage, suiteTraits(hello.suite).exchange)
  return {
    ...(hello && {
      ...(hello.version && { version: hello.version }),
      suite: suiteName(hello.suite),
      compression: hello.compression,
      retry: hello.retry,
      extensions: hello.extensions,
      ...(hello.group === undefined ? {} : { group: groupName(hello.group) }),
    }),
    ...(chain && { chain: chain.map((der) => createHash('sha256').update(der).digest('hex')) }),
    ...(key?.group === undefined ? {} : { keyGroup: groupName(key.group) }),
    ...(key?.primeBits === undefined ? {} : { keyBits: key.primeBits }),
    ...(alert && { alert: alertName(alert.description), fatal: alert.fatal }),
    done,
    ...(wrong && { wrong }),
  }
}

describe('flights of servers', () => {
  for (const { name, hex, expect } of vectors)
    test(name, () => assert.deepEqual(told(readFlight(bytesOf(hex))), expect))
})

test('there are captured and made-up flights', () => assert.ok(vectors.length >= 18))

test('a flight cut anywhere is the same flight with less in it, and never something else', () => {
  for (const { hex } of vectors.filter(({ expect }) => !Object.hasOwn(expect as object, 'wrong'))) {
    const whole = readFlight(bytesOf(hex))
    for (let length = 0; length < bytesOf(hex).length; length++) {
      const part = readFlight(bytesOf(hex).subarray(0, length))
      assert.equal(part.wrong, undefined)
      if (part.hello) assert.deepEqual(part.hello, whole.hello)
      if (part.chain) assert.deepEqual(part.chain, whole.chain)
      if (part.alert) assert.deepEqual(part.alert, whole.alert)
    }
  }
})

test('however a server cuts its messages into records, the flight is the same', () => {
  const captured = bytesOf(vectors[0]!.hex)
  const messages = handshakeBytes(captured)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const again = inRecords(messages, sizes)
      assert.deepEqual(told(readFlight(again)), told(readFlight(captured)))
    }),
  )
})

test('no bytes make the reader throw, and nothing larger than its bounds comes out', () => {
  const mutated = fc
    .tuple(fc.constantFrom(...vectors), fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }))
    .map(([{ hex }, changes]) => {
      const bytes = bytesOf(hex)
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
      return bytes
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 3_000 }), mutated), (bytes) => {
      const { hello, chain, keyMessage, done } = readFlight(bytes)
      assert.ok((chain?.length ?? 0) <= flightBounds.certificates)
      assert.ok((hello?.extensions.length ?? 0) <= 64)
      for (const kind of ['ecdhe', 'dhe', 'other'] as const) if (keyMessage) serverKey(keyMessage, kind)
      assert.equal(typeof done, 'boolean')
    }),
    { numRuns: 2_000 },
  )
})

test('the longest flight of the smallest records is read in well under a second', () => {
  const tiny = Buffer.alloc(flightBounds.bytes)
  for (let at = 0; at + 6 <= tiny.length; at += 6) tiny.set([22, 3, 3, 0, 1, 11], at)
  const spent = ownTime()
  readFlight(tiny)
  assert.ok(spent() < 1_000)
})

/** The handshake messages of a flight without their records. */
function handshakeBytes(flight: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < flight.length; ) {
    const length = flight.readUInt16BE(at + 3)
    parts.push(flight.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return Buffer.concat(parts)
}

function inRecords(messages: Buffer, sizes: readonly number[]): Buffer {
  const parts: Buffer[] = []
  for (let at = 0, i = 0; at < messages.length; i++) {
    const part = messages.subarray(at, at + sizes[i % sizes.length]!)
    parts.push(Buffer.from([22, 3, 3, part.length >> 8, part.length & 0xff]), part)
    at += part.length
  }
  return Buffer.concat(parts)
}
