import { z } from 'zod'
import { addressKinds, completenesses } from '../observation.ts'
import { earlOutcomes } from './earl.ts'

// What a laboratory has to be able to say of a run years later (ISO/IEC 17025 7.5, 7.8): who, what, when, with what, under which
// conditions, and what it came to. It names every other file of the evidence by its digest. Read back from strangers, so bounded.

const line = z.string().min(1).max(200)
const words = z.string().max(2000)
const instant = z.iso.datetime({ precision: 3 }) // UTC, milliseconds
const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .transform((text) => text as `sha256:${string}`)
const fingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$|^[0-9a-f]{64}$/) // as OpenSSH writes it, or hex of the DER

/** How a run came to its end. Only a finished one looked at everything that was planned. */
export const endings = ['finished', 'stopped', 'device-in-distress', 'cap'] as const
export type Ending = (typeof endings)[number]

/** By what one physical sample is known again. */
const identity = z.strictObject({
  mac: z
    .string()
    .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)
    .optional(),
  serial: line.optional(),
  sshHostKeys: z.array(fingerprint).max(20),
  tlsCertificates: z.array(fingerprint).max(50),
  firmware: digest.optional(), // of the image, when it is known
})

const device = z.strictObject({
  sample: z.number().int().min(1).max(9),
  label: line, // what is written on the sample, as typed at the bench
  condition: words.optional(), // how it was received (ISO/IEC 17025 7.4.3)
  addresses: z.partialRecord(z.enum(addressKinds), z.string().max(80)),
  identity,
})

/** Somebody as typed at the bench. */
const person = z.strictObject({ name: line, role: line })
const organisation = z.strictObject({ name: line, address: words.optional(), contact: line.optional() })

export const runRecordSchema = z.strictObject({
  format: z.literal('urn:hoshirushi:run-record:v1'),
  id: z.uuid(), // unique identification of the run and of its report
  tool: z.strictObject({ name: line, version: line, source: line.optional() }),
  began: instant,
  ended: instant,
  elapsedMs: z.number().int().min(0), // on a clock that never goes back
  ending: z.enum(endings),
  digests: z.strictObject({
    plan: digest,
    ixit: digest,
    policy: digest,
    corpus: digest, // of the list of credentials; the list itself is not in the evidence
    observations: digest,
    verdicts: digest,
    checks: digest.optional(), // the text of what judged; records of earlier builds do not say it
    device: digest, // of what identifies the samples
    guided: digest.optional(),
  }),
  product: z.strictObject({
    maker: line.optional(),
    name: line.optional(),
    model: line.optional(),
    firmwareVersion: line.optional(),
  }),
  devices: z.array(device).min(1).max(9),
  laboratory: organisation.optional(),
  customer: organisation.optional(),
  person,
  nonce: z.strictObject({ value: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/), issuedBy: line }), // 'self', or a platform
  order: z.strictObject({ id: line, issuedBy: line, digest: digest.optional() }).optional(), // what a platform asked for
  consent: z.array(z.strictObject({ what: line, at: instant, by: line })).max(50),
  environment: z.strictObject({
    os: line,
    addresses: z.array(z.string().max(80)).max(20), // of the bench, that were spoken from
    options: z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean()])),
    conditions: words.optional(), // temperature, shielding … as typed
  }),
  instruments: z
    .array(
      z.strictObject({
        id: line,
        outcome: z.enum(completenesses),
        trouble: line.optional(),
        ms: z.number().int().min(0),
        endpoint: line.optional(),
      }),
    )
    .max(2000),
  outcomes: z.record(z.string().max(40), z.enum(earlOutcomes)), // per test unit
  minutes: z
    .array(
      z.strictObject({
        procedure: z.string().max(40), // a test case, '5.6-1-2'
        kind: z.enum(['automatic', 'guided']),
        minutes: z.number().min(0).max(100_000),
      }),
    )
    .max(500),
  deviations: z.array(z.strictObject({ what: words, procedure: z.string().max(40).optional() })).max(100),
  opinions: z
    .array(z.strictObject({ what: words, by: line }))
    .max(50)
    .optional(), // marked as such (17025 7.8.7)
  attachments: z
    .array(
      z.strictObject({
        digest,
        name: line,
        mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
        shows: words.optional(),
      }),
    )
    .max(1900),
  signedBy: z.strictObject({
    kid: z.string().min(1).max(300),
    algorithm: z.literal('Ed25519'),
    publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/), // base64url; whose it is, others say
  }),
})

/** The record of one run, as it stands in the evidence. */
export type RunRecord = z.output<typeof runRecordSchema>

/** What the bench knows of a run; digests of the files, outcomes, attachments and signer are filled in when it is sealed. */
export const runRecordDraftSchema = runRecordSchema
  .omit({ format: true, outcomes: true, attachments: true, signedBy: true })
  .extend({ digests: runRecordSchema.shape.digests.pick({ corpus: true }) })
export type RunRecordDraft = z.output<typeof runRecordDraftSchema>
export type RunDevice = RunRecord['devices'][number]
