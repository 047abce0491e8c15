/** A public P-256 key as JWK. */
export interface EcKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** The few things the verifier cannot do by itself. Answers come at once in Node and later in a browser. */
export interface Crypto {
  sha256(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
  /** ECDSA on P-256 with SHA-256, signature r‖s. */
  verifyEs256(key: EcKey, data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  verifyEd25519(key: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  /** Unpacks gzip; throws on broken data and beyond `limit` bytes. */
  gunzip(bytes: Uint8Array, limit: number): Uint8Array | Promise<Uint8Array>
}
