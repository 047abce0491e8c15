import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { type Digest, digestBytes } from '../../core/kernel/digest.ts'
import type { Fault, FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** What the maker gave to check update files with: public keys, certificates, or a usign key (OpenWrt). */
export interface MakerKey {
  readonly digest: Digest // of the file as it was given
  readonly keys: readonly KeyObject[]
  readonly certificates: readonly X509Certificate[]
}

export type MakerKeyFault = Fault &
  ({ readonly code: 'maker-key-unreadable' } | { readonly code: 'maker-key-is-private' })

export const makerKeyFaults: FaultTexts<MakerKeyFault> = {
  'maker-key-unreadable': {
    what: {
      ja: '更新ファイルを確かめる鍵を読み取れませんでした。',
      en: 'The key for checking update files could not be read.',
    },
    why: {
      ja: 'PEM形式の公開鍵か証明書、またはusignの公開鍵が要ります。',
      en: 'A public key or certificate in PEM, or a usign public key, is needed.',
    },
    next: {
      ja: '開発元から公開鍵を受け取り、指定し直してください。',
      en: 'Ask the maker for the public key and name that file.',
    },
  },
  'maker-key-is-private': {
    what: { ja: '指定された鍵は秘密鍵です。使いません。', en: 'The key given is a private key. It is not used.' },
    why: {
      ja: '署名に使う秘密鍵は、開発元の外に出してはいけないものです。',
      en: 'A private signing key must never leave the maker.',
    },
    next: {
      ja: 'そのファイルを消し、開発元に知らせて、公開鍵を受け取ってください。',
      en: 'Delete that file, tell the maker, and ask for the public key.',
    },
  },
}

// DER of an Ed25519 SubjectPublicKeyInfo up to the key itself (RFC 8410).
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex')
export const ed25519Key = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([ed25519Prefix, raw]), format: 'der', type: 'spki' })

/** Reads what the maker gave. A private key is refused, whatever else stands beside it. */
export function readMakerKey(text: string): Result<MakerKey, MakerKeyFault> {
  if (text.length > 200_000) return refuse({ code: 'maker-key-unreadable' })
  if (/PRIVATE KEY-----|secret key/i.test(text)) return refuse({ code: 'maker-key-is-private' })
  try {
    const blocks = text.match(/-----BEGIN ([A-Z0-9 ]+)-----[^-]+-----END \1-----/g) ?? []
    const certificates = blocks.filter((b) => b.includes('BEGIN CERTIFICATE-')).map((b) => new X509Certificate(b))
    const keys = blocks.filter((b) => /BEGIN (RSA )?PUBLIC KEY-/.test(b)).map((b) => createPublicKey(b))
    const usign = usignKey(text)
    const found = [...keys, ...(usign ? [usign] : [])]
    if (found.length + certificates.length === 0) return refuse({ code: 'maker-key-unreadable' })
    return ok({ digest: digestBytes(text), keys: found, certificates })
  } catch {
    return refuse({ code: 'maker-key-unreadable' })
  }
}

/** The keys themselves, those of the certificates included. */
export const publicKeys = ({ keys, certificates }: MakerKey): readonly KeyObject[] => [
  ...keys,
  ...certificates.map((c) => c.publicKey),
]

/** A usign (signify) public key: a comment line, then base64 of 'Ed', eight bytes of key number and the key. */
export function usignKey(text: string): KeyObject | undefined {
  const [comment, line] = text.split('\n')
  if (!comment?.startsWith('untrusted comment:') || line === undefined) return undefined
  const bytes = Buffer.from(line.trim(), 'base64')
  return bytes.length === 42 && bytes.toString('latin1', 0, 2) === 'Ed' ? ed25519Key(bytes.subarray(10)) : undefined
}
