import { z } from 'zod'

// One thing that happened while a person worked through the steps, noted where it happened: at the terminal of the bench, or on a
// telephone that was offline. Records are only ever added, so that two lists of them can always be put together.

/** The steps, answers and records are read by whoever brings them; every text is short. */
const id = z.string().min(1).max(40)
const line = z.string().max(500)
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** What the bench saw while a person acted; see seen.ts for the meaning. */
const watched = z.strictObject({
  kind: z.literal('watch'),
  what: z.enum(['network', 'power']),
  endpoint: z.string().max(12),
  everySeconds: z.number().min(1).max(3_600),
  answeredBefore: z.boolean(),
  wentDown: z.boolean(),
  backAfterSeconds: z.number().min(0).optional(),
  watchedSeconds: z.number().min(0),
  steadySeconds: z.number().min(0),
  drops: z.number().int().min(0),
})
const loggedIn = z.strictObject({
  kind: z.literal('login'),
  which: z.enum(['old-before', 'old-after', 'new-after', 'random-after', 'empty-before']),
  outcome: z.enum(['accepted', 'refused', 'throttled', 'no-answer', 'not-tried']),
})
export const probeSawSchema = z.discriminatedUnion('kind', [watched, loggedIn])
export type ProbeSaw = z.output<typeof probeSawSchema>
export type Watched = z.output<typeof watched>

const saidSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('begun') }),
  z.strictObject({
    what: z.literal('answer'),
    round: id.optional(),
    question: id,
    answer: z.union([z.boolean(), z.number(), line]),
  }),
  z.strictObject({
    what: z.literal('picture'),
    question: id,
    digest,
    name: z.string().max(200),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
    bytes: z.number().int().min(0),
  }),
  z.strictObject({ what: z.literal('seen'), round: id.optional(), saw: probeSawSchema }),
  z.strictObject({ what: z.literal('not-possible'), why: line }),
  z.strictObject({ what: z.literal('done'), minutes: z.number().min(0).max(10_000) }),
  /** What was said of this step before does not count any more; it stays on record. */
  z.strictObject({ what: z.literal('again') }),
])

export const recordSchema = z.strictObject({
  id: z.uuid(), // given where it was written
  at: z.iso.datetime({ precision: 3 }), // UTC, by the clock of where it was written
  person: z.string().min(1).max(80),
  sample: z.number().int().min(1).max(9),
  step: id,
  about: z.string().min(1).max(120),
  said: saidSchema,
})
/** One thing that happened in one step. */
export type StepRecord = z.output<typeof recordSchema>
export type Said = StepRecord['said']

export const mostRecords = 20_000

/** What stands in `guided.json` of a run. */
export const guidedFileSchema = z.strictObject({
  format: z.literal('urn:hoshirushi:guided:v1'),
  records: z.array(recordSchema).max(mostRecords),
})
export type GuidedFile = z.output<typeof guidedFileSchema>
