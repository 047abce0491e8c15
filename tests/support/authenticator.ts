import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

// A passkey in software, for tests: ES256, attestation "none" (W3C Web Authentication, 6.1 and 7).

/** CBOR (RFC 8949) of the few kinds of values an authenticator sends. */
function cbor(value: number | string | Uint8Array | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([key, entry]) => [cbor(key), cbor(entry as Parameters<typeof cbor>[0])])
  return Buffer.concat([head(5, value.size), ...entries])
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

interface Settings {
  readonly origin: string
  readonly userVerified?: boolean
}

/** One authenticator with one passkey; `count` is what it will say next. */
export class Authenticator {
  readonly #id = randomBytes(32)
  readonly #key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  #user = ''
  count = 0

  #data(rpId: string, settings: Settings, attested?: Buffer): Buffer {
    const flags = 0x01 | ((settings.userVerified ?? true) ? 0x04 : 0) | (attested ? 0x40 : 0)
    const tail = Buffer.alloc(5)
    tail[0] = flags
    tail.writeUInt32BE(this.count, 1)
    return Buffer.concat([sha256(rpId), tail, attested ?? Buffer.alloc(0)])
  }

  /** Answers `navigator.credentials.create()`. */
  create(options: unknown, settings: Settings): unknown {
    const { challenge, rp, user } = options as { challenge: string; rp: { id: string }; user: { id: string } }
    this.#user = user.id
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' })
    const cose = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), this.#id, cbor(cose)])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', this.#data(rp.id, settings, attested)],
    ])
    return this.#envelope({
      clientDataJSON: clientData('webauthn.create', challenge, settings.origin).toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** Answers `navigator.credentials.get()`. */
  get(options: unknown, settings: Settings): unknown {
    const { challenge, rpId } = options as { challenge: string; rpId: string }
    const data = this.#data(rpId, settings)
    const client = clientData('webauthn.get', challenge, settings.origin)
    return this.#envelope({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(client)]), this.#key.privateKey).toString('base64url'),
      userHandle: this.#user,
    })
  }

  #envelope(response: unknown): unknown {
    const id = this.#id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }
}
