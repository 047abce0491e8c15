import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'vitest'
import type { EcKey } from './crypto.ts'
import { nodeCrypto } from './crypto-node.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = publicKey.export({ format: 'jwk' }) as unknown as EcKey
const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const

test('a signature r‖s is judged as Node judges it, with leading zeros and high bits in either half', async () => {
  let [zeros, highs] = [0, 0]
  for (let n = 0; n < 20_000 && (zeros < 3 || highs < 3); n++) {
    const data = Buffer.from(`leaf ${n}`)
    const signature = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    if (signature[0] === 0 || signature[32] === 0) zeros++
    else if (signature[0]! > 127 && signature[32]! > 127) highs++
    else continue
    assert.equal(await nodeCrypto.verifyEs256(jwk, data, signature), true)
    assert.equal(await nodeCrypto.verifyEs256(jwk, Buffer.from('other'), signature), false)
  }
  assert.ok(zeros >= 3 && highs >= 3)
})

test('what is no signature is refused, as Node refuses it', async () => {
  const data = Buffer.from('leaf')
  const good = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const wrong = [0, 1, 31, 32, 63].map((at) => good.map((byte, i) => (i === at ? byte ^ 1 : byte)))
  const odd = [
    Buffer.alloc(64),
    Buffer.alloc(64, 255),
    good.subarray(0, 63),
    Buffer.concat([good, good]),
    Buffer.alloc(0),
  ]
  for (const signature of [...wrong, ...odd]) {
    assert.equal(await nodeCrypto.verifyEs256(jwk, data, signature), false)
    assert.equal(verify('sha256', data, options, signature), false)
  }
})
