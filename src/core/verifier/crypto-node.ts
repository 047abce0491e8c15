import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { toBase64url } from '../log/base64.ts'
import type { Crypto, EcKey } from './crypto.ts'

// Making a key object costs as much as a few verifications; keys are few and live long.
const ecKeys = new WeakMap<EcKey, KeyObject>()
const edKeys = new WeakMap<Uint8Array, KeyObject>()

function ecKey(key: EcKey): KeyObject {
  let known = ecKeys.get(key)
  if (!known) {
    const { kty, crv, x, y } = key
    known = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
    ecKeys.set(key, known)
  }
  return known
}

function edKey(key: Uint8Array): KeyObject {
  let known = edKeys.get(key)
  if (!known) {
    known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(key) }, format: 'jwk' })
    edKeys.set(key, known)
  }
  return known
}

/** The crypto of Node: everything at once. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verifyEs256: (key, data, signature) =>
    verify('sha256', data, { key: ecKey(key), dsaEncoding: 'ieee-p1363' }, signature),
  verifyEd25519: (key, data, signature) => verify(null, data, edKey(key), signature),
  gunzip: (bytes, limit) => gunzipSync(bytes, { maxOutputLength: limit }),
}
