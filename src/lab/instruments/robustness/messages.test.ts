import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'vitest'
import { protocols } from '../scan/seen.ts'
import { familyOf, messagesFor } from './messages.ts'
import { templates } from './templates.ts'

const digest = (protocol: string, seed: number) =>
  createHash('sha256')
    .update(
      JSON.stringify(
        messagesFor(protocol, { seed, count: 30 }).map((m) => [m.name, Buffer.from(m.bytes).toString('hex')]),
      ),
    )
    .digest('hex')

test('the same seed gives the same messages, another seed others', () => {
  for (const protocol of protocols) assert.equal(digest(protocol, 1), digest(protocol, 1))
  assert.notEqual(digest('http', 1), digest('http', 2))
})

test('the messages of this seed are these, on any machine', () => {
  const chosen = messagesFor('mqtt', { seed: 20261123, count: 12 }).slice(-2)
  assert.deepEqual(
    chosen.map((m) => [m.name, Buffer.from(m.bytes).toString('hex')]),
    [
      ['mqtt/altered-1', '100600044d5199540402003c000468736873'],
      ['mqtt/altered-2', '101000044d5154540402003c00046873685b'],
    ],
  )
})

test('there are as many as asked for or as there are, no more, each with a name of its own and of every sort there is', () => {
  for (const protocol of protocols)
    for (const count of [0, 1, 3, 12, 60]) {
      const messages = messagesFor(protocol, { seed: 7, count })
      const altered = templates[familyOf(protocol)]!.kept !== 'all'
      assert.equal(messages.length, altered ? count : Math.min(count, templates[familyOf(protocol)]!.malformed.length))
      assert.equal(new Set(messages.map((m) => m.name)).size, messages.length)
    }
  const sorts = new Set(messagesFor('http', { seed: 7, count: 3 }).map((m) => m.sort))
  assert.deepEqual([...sorts], ['truncated', 'invalid', 'oversized'])
})

test('none is empty, none goes beyond what a small device may be sent, and datagrams fit into one packet', () => {
  for (const [family, { malformed, proper }] of Object.entries(templates))
    for (const [name, , bytes] of [...malformed, ['proper', 'invalid', proper] as const]) {
      const limit = ['snmp', 'coap', 'dns', 'mdns', 'ssdp', 'tftp', 'ntp'].includes(family) ? 1_400 : 66_000
      assert.ok(bytes.length > 0 && bytes.length <= limit, `${family}/${name}: ${bytes.length}`)
    }
})

test('what is asked for stays a question in every altered copy', () => {
  for (const protocol of ['http', 'snmp', 'coap', 'tftp', 'dns', 'ftp'])
    for (const { bytes, sort } of messagesFor(protocol, { seed: 5, count: 60 })) {
      if (sort !== 'altered') continue
      const { proper, kept } = templates[protocol]!
      assert.ok(kept !== 'all')
      assert.deepEqual([...bytes.subarray(0, kept)], [...Buffer.from(proper as string, 'latin1').subarray(0, kept)])
    }
  assert.equal((templates['snmp']!.proper as Uint8Array)[Number(templates['snmp']!.kept) - 1], 0xa0) // GetRequest
})

test('nothing that a shell would act on is sent where a shell may listen', () => {
  for (const protocol of ['unknown', 'shell', 'telnet'])
    for (const { name, bytes } of messagesFor(protocol, { seed: 3, count: 60 }))
      assert.equal(/[`$;&|<>(){}!*?~#\\'"]/.test(Buffer.from(bytes).toString('latin1')), false, name)
})

test('the proper messages are proper: their lengths are true', () => {
  const tls = templates['tls']!.proper as Uint8Array
  assert.equal((tls[3]! << 8) | tls[4]!, tls.length - 5)
  assert.equal((tls[6]! << 16) | (tls[7]! << 8) | tls[8]!, tls.length - 9)
  const mqtt = templates['mqtt']!.proper as Uint8Array
  assert.equal(mqtt[1], mqtt.length - 2)
  const snmp = templates['snmp']!.proper as Uint8Array
  assert.equal(snmp[1], snmp.length - 2)
})
