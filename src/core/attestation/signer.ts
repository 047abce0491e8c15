/** A key that signs; the private part may live in a file or in a token. Raw signatures: r‖s for ES256, 64 bytes for Ed25519. */
export interface Signer {
  readonly kid: string // DID URL of the key, or the name of the log key
  readonly algorithm: 'ES256' | 'Ed25519'
  readonly publicJwk: Readonly<Record<string, string>>
  sign(data: Uint8Array): Promise<Uint8Array>
}
