import assert from 'node:assert/strict'
import { test } from 'vitest'
import { clientHello } from './client-hello.ts'
import { groupBits, groupName, newGroups, oldGroups } from './groups.ts'
import { newSuites, oldSuites, suiteName, suiteNames, suiteTraits } from './suites.ts'

test('every suite is asked for once, in the portions of its time', () => {
  const asked = [...oldSuites.flat(), ...newSuites]
  assert.deepEqual(
    asked.toSorted((a, b) => a - b),
    [...suiteNames.keys()].toSorted((a, b) => a - b),
  )
  assert.equal(new Set(suiteNames.values()).size, suiteNames.size, 'no name stands for two suites')
})

test('no first message is too large for a small device', () => {
  for (const suites of oldSuites) {
    const hello = {
      version: 'TLS1.2',
      suites,
      groups: oldGroups,
      random: new Uint8Array(32),
      extensions: true,
    } as const
    assert.ok(clientHello(hello).length <= 512, `${suites.length} suites`)
  }
})

test('names from the registry', () => {
  assert.equal(suiteName(0x0005), 'TLS_RSA_WITH_RC4_128_SHA')
  assert.equal(suiteName(0xc02f), 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')
  assert.equal(suiteName(0x1301), 'TLS_AES_128_GCM_SHA256')
  assert.equal(suiteName(0x9999), '0x9999')
  assert.equal(groupName(29), 'x25519')
  assert.equal(groupBits('secp192r1'), 192)
  assert.deepEqual(
    oldGroups.filter((id) => id >= 256),
    [],
    'no finite field is named up to TLS 1.2',
  )
  assert.ok(newGroups.includes(0x11ec))
})

test('what a suite stands for is read from its name', () => {
  const traits = (id: number) => [suiteTraits(id).exchange, suiteTraits(id).certificate]
  assert.deepEqual(traits(0x0005), ['other', 'rsa'])
  assert.deepEqual(traits(0x0003), ['other', 'rsa'])
  assert.deepEqual(traits(0x009e), ['dhe', 'rsa'])
  assert.deepEqual(traits(0x0032), ['dhe', 'dss'])
  assert.deepEqual(traits(0xc02b), ['ecdhe', 'ecdsa'])
  assert.deepEqual(traits(0xc018), ['ecdhe', 'none'])
  assert.deepEqual(traits(0x001b), ['dhe', 'none'])
  assert.deepEqual(traits(0x008c), ['other', 'none'])
  assert.deepEqual(traits(0xc0aa), ['dhe', 'none'])
  assert.deepEqual(traits(0x0094), ['other', 'rsa'], 'RSA_PSK shows a certificate')
  assert.deepEqual(traits(0xc031), ['other', 'ecdsa'], 'ECDH_RSA has an EC key')
  assert.deepEqual(traits(0xc100), ['other', 'gost'])
})
