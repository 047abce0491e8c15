import { createHmac } from 'node:crypto'
import { signedContent } from '../../core/register/webhook.ts'

/** The secret as a subscriber gets it (Standard Webhooks: the prefix, then base64). */
export const writeSecret = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`

/** The headers that every delivery carries; the signature is over id, time and body (Standard Webhooks 1.0, symmetric, `v1`). */
export function signedHeaders(
  message: { readonly id: string; readonly body: string },
  secret: Uint8Array,
  nowMs: number,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(nowMs / 1000)
  const mac = createHmac('sha256', secret)
    .update(signedContent(message.id, seconds, message.body))
    .digest('base64')
  return { 'webhook-id': message.id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` }
}

/** What a receiver has to send back to show that the address is its own; it follows from the secret, so nothing more is kept. */
export const challengeOf = (id: string, secret: Uint8Array): string =>
  createHmac('sha256', secret).update(`confirm ${id}`).digest('base64url')
