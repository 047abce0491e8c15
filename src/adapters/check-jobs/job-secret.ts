import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'

// The address of a job is a secret that nobody can guess. From it follow the id under which the job is kept and the key that what
// is kept is encrypted with: whoever has the database alone can neither open a finished job nor find out its address.

/** What opens a job. */
export interface JobSecret {
  readonly token: string // in the address
  readonly id: string
  readonly key: Uint8Array
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** Makes the secret of a new job. */
export const makeSecret = (): JobSecret => secretOf(randomBytes(32).toString('base64url'))!

/** The secret of an address; undefined where it is none. */
export function secretOf(token: string): JobSecret | undefined {
  if (!tokenForm.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  // The last character has bits that say nothing: one job has one address.
  if (bytes.toString('base64url') !== token) return undefined
  const key = new Uint8Array(hkdfSync('sha256', bytes, '', 'hoshirushi check job key', 32))
  const id = createHash('sha256').update('hoshirushi check job id').update(bytes).digest('hex')
  return { token, id, key }
}

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const mostUnpacked = 256_000_000

/** Packs and encrypts (AES-256-GCM). `what` binds the piece to its place: pieces cannot be exchanged. */
export async function seal(key: Uint8Array, what: string, bytes: Uint8Array): Promise<Buffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what))
  const packed = await compress(bytes)
  return Buffer.concat([nonce, cipher.update(packed), cipher.final(), cipher.getAuthTag()])
}

/** Opens what was sealed; throws where it was changed. */
export async function unseal(key: Uint8Array, what: string, sealed: Uint8Array): Promise<Buffer> {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(what))
    .setAuthTag(sealed.subarray(-16))
  const packed = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  return decompress(packed, { maxOutputLength: mostUnpacked })
}

/** A digest of an address that cannot be compared from job to job without its salt. */
export const askerDigest = (salt: Uint8Array, asker: string): Buffer =>
  createHash('sha256').update(salt).update(asker).digest()
