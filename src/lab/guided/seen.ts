import { z } from 'zod'

// What a person and the bench saw together. Texts come from people, and are bounded and tamed like those of a device.

const about = z.string().min(1).max(120) // an IXIT entry, or 'device'
const line = z.string().max(500)
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const endpoint = z.string().max(12)

/** What one try to log in came to. Only the first two say anything of the password. */
export const loginOutcomes = ['accepted', 'refused', 'throttled', 'no-answer', 'not-tried'] as const
export type LoginOutcome = (typeof loginOutcomes)[number]

/** Who says so: the bench that tried it, or the person who looked. */
export const observers = ['bench', 'person'] as const

/** Copies of an update file that are tried on a device; `older-release` is the maker's own, `genuine` the control. */
export const attemptedCopies = [
  'payload-byte',
  'payload-repaired',
  'signature-byte',
  'older-version',
  'truncated',
  'older-release',
  'genuine',
] as const
export type AttemptedCopy = (typeof attemptedCopies)[number]

/** What of one unit must not be the same on another. */
export const identities = ['ssh-host-key', 'tls-certificate', 'serial-number', 'mac-address', 'uuid'] as const

export const seenByGuided = [
  /** A step as it was carried out, with every answer. What it means is for the checks. */
  z.strictObject({
    kind: z.literal('guided-step'),
    step: z.string().max(40),
    about,
    outcome: z.enum(['done', 'not-possible', 'unfinished']),
    why: line.optional(), // where it was not possible
    answers: z
      .array(
        z.strictObject({
          round: z.string().max(40).optional(),
          question: z.string().max(40),
          answer: z.union([z.boolean(), z.number(), line]),
        }),
      )
      .max(200),
    pictures: z.array(z.strictObject({ question: z.string().max(40), digest, name: z.string().max(200) })).max(40),
    minutes: z.number().min(0).max(100_000),
  }),
  /** The network or the power was cut, and one port was asked once in a while whether it was back. */
  z.strictObject({
    kind: z.literal('outage'),
    what: z.enum(['network', 'power']),
    by: z.enum(observers),
    watched: endpoint.optional(),
    everySeconds: z.number().min(1).optional(),
    answeredBefore: z.boolean(),
    wentDown: z.boolean(),
    /** From when the person gave it back until it answered; absent: it did not, as long as it was watched. */
    backAfterSeconds: z.number().min(0).optional(),
    watchedSeconds: z.number().min(0), // after it was given back
    steadySeconds: z.number().min(0), // answered without a gap at the end
    drops: z.number().int().min(0), // went away again after it was back
  }),
  z.strictObject({
    kind: z.literal('password-change'),
    authentication: about,
    by: z.enum(observers),
    oldBefore: z.enum(loginOutcomes),
    oldAfter: z.enum(loginOutcomes),
    newAfter: z.enum(loginOutcomes),
    randomAfter: z.enum(loginOutcomes), // a password that nobody set: the control
  }),
  z.strictObject({
    kind: z.literal('update-attempt'),
    mechanism: about,
    copy: z.enum(attemptedCopies),
    file: digest.optional(),
    saidRefused: z.boolean().optional(), // the device said so
    versionBefore: z.string().max(200).optional(),
    versionAfter: z.string().max(200).optional(),
    stillWorks: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('deletion'),
    function: about,
    place: z.enum(['device', 'service']),
    markers: z
      .array(
        z.strictObject({
          marker: z.string().max(40),
          before: z.enum(['present', 'absent', 'not-seen']),
          after: z.enum(['present', 'absent', 'not-seen']),
        }),
      )
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('two-samples'),
    units: z.tuple([z.number().int().min(1).max(9), z.number().int().min(1).max(9)]),
    compared: z
      .array(
        z.strictObject({
          what: z.enum(identities),
          first: z.number().int().min(0),
          second: z.number().int().min(0),
          shared: z.number().int().min(0),
        }),
      )
      .max(10),
  }),
] as const
