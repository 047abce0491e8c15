import { z } from 'zod'
import type { Signer } from '../../core/attestation/signer.ts'
import { jsonLimits, readJson } from '../../core/exchange/bounded-json.ts'
import { fromBase64, toBase64 } from '../../core/kernel/base64.ts'
import { canonicalJson } from '../../core/kernel/digest.ts'
import { textOf } from './utf8.ts'

// Dead Simple Signing Envelope 1.0: what is signed is the type together with the bytes, so that no bytes can be taken for
// something else. We write and read one signature, one spelling of base64 and one order of members.

/** What the payload of an envelope is: an in-toto Statement. */
export const inTotoPayload = 'application/vnd.in-toto+json'

/** An envelope taken apart; its signature is not checked yet. */
export interface Envelope {
  readonly payload: Uint8Array
  readonly keyid: string // a hint, not signed
  readonly signature: Uint8Array
}

const encoder = new TextEncoder()

/** Pre-authentication encoding: the bytes that are signed. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encoder.encode(payloadType)
  return Buffer.concat([encoder.encode(`DSSEv1 ${type.length} `), type, encoder.encode(` ${payload.length} `), payload])
}

/** Signs a payload; Ed25519 draws no chance, so the same payload and key give the same envelope. */
export async function signEnvelope(payload: Uint8Array, signer: Signer): Promise<Uint8Array> {
  if (signer.algorithm !== 'Ed25519') throw new Error(`evidence is signed with Ed25519, not ${signer.algorithm}`)
  const signature = await signer.sign(preAuthenticationEncoding(inTotoPayload, payload))
  return writeEnvelope({ payload, keyid: signer.kid, signature })
}

export const writeEnvelope = ({ payload, keyid, signature }: Envelope): Uint8Array =>
  encoder.encode(
    canonicalJson({
      payload: toBase64(payload),
      payloadType: inTotoPayload,
      signatures: [{ keyid, sig: toBase64(signature) }],
    }),
  )

const envelopeSchema = z.strictObject({
  payload: z.string(),
  payloadType: z.literal(inTotoPayload),
  signatures: z.array(z.strictObject({ keyid: z.string().max(300), sig: z.string().length(88) })).length(1),
})

/** Takes an envelope apart; undefined when it is not one exactly as we write it. */
export function readEnvelope(file: Uint8Array): Envelope | undefined {
  const text = textOf(file)
  const json = text === undefined ? undefined : readJson('dsse', text, { ...jsonLimits, depth: 3, values: 20 })
  const read = json?.ok ? envelopeSchema.safeParse(json.value) : undefined
  const one = read?.data?.signatures[0]
  const payload = read?.data && fromBase64(read.data.payload)
  const signature = one && fromBase64(one.sig)
  if (!payload || signature?.length !== 64) return undefined
  const envelope = { payload, keyid: one!.keyid, signature }
  return Buffer.compare(writeEnvelope(envelope), file) === 0 ? envelope : undefined
}
