import { createHash, type KeyObject, sign } from 'node:crypto'
import { encode } from 'cborg'

// Written from draft-ietf-suit-manifest. No tool is among Debian's packages; the first example of the draft is tested as it stands.

const wrapped = (value: unknown) => Buffer.from(encode(encode(value))) // as a byte string, head included
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export interface SuitSample {
  readonly sequence: number
  readonly payload: Buffer
  readonly key?: KeyObject // private, EC P-256 or Ed25519
  readonly names?: Buffer // what the manifest's digest is of; absent: the payload
}

/** An envelope that carries its payload. */
export function writeSuit({ sequence, payload, key, names = payload }: SuitSample): Buffer {
  const override = new Map<number, unknown>([
    [3, encode([-16, sha256(names)])],
    [14, names.length],
  ])
  const common = new Map<number, unknown>([
    [2, [[Buffer.from([0])]]],
    [4, encode([20, override, 1, 15])],
  ])
  const manifest = new Map<number, unknown>([
    [1, 1],
    [2, sequence],
    [3, encode(common)],
    [20, encode([20, new Map([[21, '#app']]), 21, 2])],
  ])
  const digest = encode([-16, sha256(wrapped(manifest))])
  const blocks = [digest, ...(key ? [signature(digest, key)] : [])]
  const envelope = new Map<number | string, unknown>([
    [2, encode(blocks)],
    [3, encode(manifest)],
    ['#app', payload],
  ])
  return Buffer.concat([Buffer.from([0xd8, 107]), encode(envelope)])
}

function signature(digest: Uint8Array, key: KeyObject): Uint8Array {
  const elliptic = key.asymmetricKeyType === 'ec'
  const guarded = encode(new Map([[1, elliptic ? -7 : -8]]))
  const over = encode(['Signature1', guarded, new Uint8Array(), digest])
  const value = elliptic ? sign('sha256', over, { key, dsaEncoding: 'ieee-p1363' }) : sign(null, over, key)
  return Buffer.concat([Buffer.from([0xd2]), encode([guarded, new Map(), null, value])])
}
