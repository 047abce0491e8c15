import { z } from 'zod'

const names = z.array(z.string().max(80)).max(120)

const offer = z.strictObject({
  kind: z.literal('ssh-offer'),
  banner: z.string().max(512).optional(), // none and complete: it speaks something else
  versions: z.array(z.enum(['SSH1', 'SSH2'])).max(2),
  // What the server announces; where both directions are the same, once. In the server's order of preference.
  keyExchange: names,
  hostKeys: names,
  encryption: names,
  integrity: names,
  compression: names,
  connections: z.number().int(),
})
export type SshOffer = z.output<typeof offer>

/** What SSH endpoints show. */
export const seenBySsh = [
  offer,
  /** A key that a server proves itself with. */
  z.strictObject({
    kind: z.literal('ssh-host-key'),
    type: z.string().max(80), // as in the key itself: 'ssh-rsa', 'ecdsa-sha2-nistp256'
    bits: z.number().int().optional(),
    fingerprint: z.string().max(80).optional(), // 'SHA256:…', as tools print it
  }),
] as const
