/** A key of the issuer as published. A retired key stays until the last label it signed has expired. */
export interface PublishedKey {
  readonly kid: string // DID URL
  readonly publicJwk: Readonly<Record<string, string>>
}

/** `https://host:8080/a` → `did:web:host%3A8080:a`. The port's colon is escaped; slashes become colons. */
export function didWeb(url: string): string {
  const { host, pathname } = new URL(url)
  const path = pathname.split('/').filter(Boolean).map(encodeURIComponent)
  return ['did:web', encodeURIComponent(host), ...path].join(':')
}

/** Where the DID document is to be fetched from. */
export function didWebUrl(did: string): string {
  const [, , host = '', ...path] = did.split(':')
  const place = path.length === 0 ? '.well-known' : path.map(decodeURIComponent).join('/')
  return `https://${decodeURIComponent(host)}/${place}/did.json`
}

/** The did:web document with the keys that assert; dropping one makes ordinary clients refuse its labels. */
export function didDocument(did: string, keys: readonly PublishedKey[]): Readonly<Record<string, unknown>> {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: keys.map(({ kid, publicJwk }) => ({
      id: kid,
      type: 'JsonWebKey',
      controller: did,
      publicKeyJwk: publicPart(publicJwk),
    })),
    assertionMethod: keys.map(({ kid }) => kid),
  }
}

// A private member must not reach a public file even when a caller hands over too much.
const publicPart = ({ kty, crv, x, y }: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries({ kty, crv, x, y }).filter((e): e is [string, string] => e[1] !== undefined))
