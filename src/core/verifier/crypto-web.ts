import type { Crypto, EcKey } from './crypto.ts'

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const ecKeys = new WeakMap<EcKey, Promise<CryptoKey>>()

function ecKey(key: EcKey): Promise<CryptoKey> {
  let known = ecKeys.get(key)
  if (!known) {
    const { kty, crv, x, y } = key
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
    known = crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify'])
    ecKeys.set(key, known)
  }
  return known
}

async function gunzip(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const reader = new Blob([own(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      await reader.cancel()
      throw new RangeError('this unpacks beyond the limit')
    }
    parts.push(value)
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The crypto of a browser (and of every other runtime with WebCrypto). */
export const webCrypto: Crypto = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', own(bytes))),
  verifyEs256: async (key, data, signature) =>
    crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, await ecKey(key), own(signature), own(data)),
  verifyEd25519: async (key, data, signature) => {
    const imported = await crypto.subtle.importKey('raw', own(key), 'Ed25519', false, ['verify'])
    return crypto.subtle.verify('Ed25519', imported, own(signature), own(data))
  },
  gunzip,
}
