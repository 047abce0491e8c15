import { z } from 'zod'
import { covers, outcomes, updateFormats, verificationReasons } from './format.ts'
import { changes } from './tampered-copies.ts'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const verification = { outcome: z.enum(outcomes), reason: z.enum(verificationReasons) }

/** What is seen of an update file that the maker gave. */
export const seenOfUpdateFiles = [
  z.strictObject({
    kind: z.literal('update-file'),
    mechanism: z.string().max(120), // entry of 7-UpdMech
    name: z.string().max(200), // of the file, without its folder
    digest,
    size: z.number().int().min(0),
    format: z.enum([...updateFormats, 'unknown']),
    edition: z.string().max(40).optional(),
    version: z.string().max(200).optional(), // as the file says
    signatures: z.array(z.strictObject({ algorithm: z.string().max(80), over: z.enum(covers) })).max(40),
    encrypted: z.boolean(),
    key: digest.optional(), // of the maker's public key, as it was given
    ...verification,
    /** Copies that were changed, and what a check of them said: only where all are refused does the signature protect the file. */
    copies: z.array(z.strictObject({ change: z.enum(changes), digest: digest.optional(), ...verification })).max(10),
  }),
] as const
export type SeenUpdateFile = z.output<(typeof seenOfUpdateFiles)[0]>
