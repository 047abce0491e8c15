import { canonicalJson } from '../kernel/canonical-json.ts'
import { digestBytes } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type CredentialInput, credentialOf, modelsFile } from './credential.ts'
import { headerOf, signJws } from './jws.ts'
import type { Signer } from './signer.ts'
import type { Statement } from './statement.ts'

/** Largest payload in bytes. A leaf of the log holds 65 535; base64url and the signature take a third more. */
export const largestPayload = 48_000

export type AttestFault =
  | { readonly code: 'credential-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'validity-empty'; readonly validFrom: string; readonly validUntil: string }

/** Makes the signed statement of a label: once. The same input signed again is another statement. */
export async function attest(input: CredentialInput, signer: Signer): Promise<Result<Statement, AttestFault>> {
  const { validFrom, validUntil } = input
  if (Date.parse(validFrom) >= Date.parse(validUntil)) return refuse({ code: 'validity-empty', validFrom, validUntil })
  if (!signer.kid.startsWith(`${input.issuer.did}#`))
    throw new Error(`the key ${signer.kid} is not a key of ${input.issuer.did}`)
  const credential = credentialOf(input)
  const bytes = new TextEncoder().encode(canonicalJson(credential)).length
  if (bytes > largestPayload) return refuse({ code: 'credential-too-large', bytes, limit: largestPayload })
  const jws = await signJws(headerOf('vc+jwt', signer.kid), credential, signer)
  return ok({
    label: input.label,
    jws,
    digest: digestBytes(jws),
    modelsDigest: modelsFile(input.product.models).digest,
    statusIndex: input.statusIndex,
    validFrom,
    validUntil,
  })
}
