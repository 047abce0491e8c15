import { z } from 'zod'
import type { Signer } from '../core/attestation/signer.ts'
import { fromBase64url, toBase64url } from '../core/kernel/base64.ts'
import { canonicalJson } from '../core/kernel/digest.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import { preAuthenticationEncoding } from './evidence/dsse.ts'
import { type Scope, scopeSchema } from './scope.ts'

/** Why a scope file opens nothing. */
export type ScopeFileFault =
  | { readonly code: 'scope-file-malformed'; readonly file: string }
  | { readonly code: 'scope-key-unknown'; readonly file: string; readonly key: string }
  | { readonly code: 'scope-signature-wrong'; readonly file: string }

const type = 'application/vnd.hoshirushi.test-scope+json'
const signed = z.strictObject({ scope: scopeSchema, publicKey: z.string().max(60), signature: z.string().max(100) })
const signedBytes = (scope: Scope) => preAuthenticationEncoding(type, new TextEncoder().encode(canonicalJson(scope)))

/** Writes down that a device outside the bench's own networks may be tested, under the signature of who answers for it. */
export async function signScope(scope: Scope, signer: Signer): Promise<string> {
  const signature = toBase64url(await signer.sign(signedBytes(scope)))
  return `${JSON.stringify({ scope, publicKey: signer.publicJwk.x, signature }, null, 2)}\n`
}

/** Reads a scope file; only keys that this bench was told to believe open anything. */
export function readScopeFile(file: string, content: unknown, keys: readonly string[]): Result<Scope, ScopeFileFault> {
  const read = signed.safeParse(content)
  if (!read.success) return refuse({ code: 'scope-file-malformed', file })
  const { scope, publicKey, signature } = read.data
  if (!keys.includes(publicKey)) return refuse({ code: 'scope-key-unknown', file, key: publicKey })
  const [key, bytes] = [fromBase64url(publicKey), fromBase64url(signature)]
  const fine =
    key?.length === 32 && bytes?.length === 64 && nodeCrypto.verifyEd25519(key, signedBytes(scope), bytes) === true
  return fine ? ok(scope) : refuse({ code: 'scope-signature-wrong', file })
}

/** What the refusals of this door say to a person. */
export const scopeFileFaultTexts: FaultTexts<ScopeFileFault> = {
  'scope-file-malformed': {
    what: { ja: '{file} を試験の範囲として読み取れません。', en: '{file} cannot be read as a scope.' },
    why: {
      ja: '対象、持ち主、理由、期間、署名のどれかが欠けているか、形が違います。',
      en: 'Target, owner, reason, days or signature are missing or malformed.',
    },
    next: { ja: 'hoshirushi probe scope でつくり直してください。', en: 'Make it again with: hoshirushi probe scope' },
  },
  'scope-key-unknown': {
    what: {
      ja: '{file} は、この試験台が知らない鍵で署名されています。',
      en: '{file} is signed by a key this bench does not know.',
    },
    why: { ja: '誰でも署名できるなら、範囲は何も守りません。', en: 'A scope that anybody may sign protects nobody.' },
    next: {
      ja: '責任者の公開鍵（{key}）を確かめ、scope-keys.json に加えてください。',
      en: 'Check whose key {key} is, and add it to scope-keys.json.',
    },
  },
  'scope-signature-wrong': {
    what: { ja: '{file} の署名が正しくありません。', en: 'The signature of {file} is wrong.' },
    why: { ja: '署名のあとで内容が変えられています。', en: 'It was changed after it was signed.' },
    next: { ja: '責任者から受け取り直してください。', en: 'Get it again from whoever signed it.' },
  },
}
