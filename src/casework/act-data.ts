import { z } from 'zod'
import type { Decision } from '../core/decision/decision.ts'
import { reviewOutcomes } from '../core/decision/decision.ts'
import type { Instant, IsoDate } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { LabelId } from '../core/kernel/label-id.ts'
import { claims, type IcsAnswer } from '../core/selection/ics.ts'
import { defaultPasswords, type ModelGtin, updateModes } from '../core/selection/product.ts'
import type { Case, EvidenceFile, MakerDraft, ProductDraft } from './case.ts'
import type { RunReading } from './device-runs.ts'
import { evidenceTypes } from './evidence-types.ts'
import * as field from './fields.ts'
import type { ActName } from './lifecycle.ts'
import type { Replay, RunEvaluator, RunOrder } from './runs.ts'
import {
  mostNotesAtOnce,
  mostPictures,
  pictureBytes,
  pictureTypes,
  type StepNote,
  type StepPicture,
} from './step-notes.ts'

// What a person sends for each act (checked once, at the door, in perform), and below it what the act's event keeps. The
// event is believed for ever after: fold never checks again.

const nothing = z.object({})
export const mostFacts = 50 // in one case; the eligibility check asks for a handful
const factId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const factValue = z.union([z.boolean(), field.id.max(60), z.null()]) // null: I do not know
const facts = z
  .record(z.string(), z.unknown())
  .check(({ value, issues }) => {
    if (Object.keys(value).length > mostFacts)
      issues.push({ code: 'too_big', origin: 'array', maximum: mostFacts, input: value })
  })
  .pipe(z.record(factId, factValue)) // looked at one by one only if they are not too many
const criterion = field.id
const aboutCriterion = criterion.nullable().default(null)
const evidenceRef = z.union([
  z.object({
    kind: z.literal('ixit'),
    table: field.line(80),
    entry: field.line(120),
    field: field.optionalLine(120),
  }),
  z.object({ kind: z.literal('file'), digest: field.digest }),
])
const file = z.object({
  digest: field.digest,
  name: field.name(200),
  type: z.enum(evidenceTypes), // as the intake tells them from the content; nothing a browser would run
  size: z.number().int().min(1),
  shows: z.enum(['document', 'real-device']).default('document'),
  criterion: criterion.optional(), // also cite it in this criterion's answer
})
const agreed = z.literal(true, { error: 'must-be-agreed' })
const declaring = z.object({
  name: field.name(80),
  position: field.name(120),
  digest: field.digest, // of the declaration document the person was shown
  truthful: agreed,
  duty: agreed,
})
const product = z.object({
  name: field.properName,
  category: field.id,
  page: field.optionalHttpsUrl,
  intendedUse: field.line(2_000),
})
const software = z.object({
  minimum: field.name(80),
  services: z.array(field.name(200)).max(50).default([]),
  sbom: z.enum(['kept', 'published', 'none']),
})
const updates = z.object({
  mode: z.enum(updateModes),
  howToTurnOff: field.optionalLine(1_000),
  howToSeeVersion: field.line(1_000),
  supportUntil: field.isoDate.nullable(), // null is said on purpose: no updates are promised
  use: z.object({ setUp: field.line(2_000), daily: field.line(2_000), disposal: field.line(2_000) }),
  defaultPassword: z.enum(defaultPasswords),
})
const contact = z.object({
  contact: field.contactPoint,
  vulnerability: z.object({ contact: field.contactPoint, policyUrl: field.httpsUrl }),
})
const standing = z.object({
  reasonCode: field.id,
  publicText: field.publicText(1_000),
  effectiveFrom: field.instant.optional(),
})
const models = z.object({
  text: z.string().max(1_048_576),
  gtins: z.string().max(1_048_576).optional(), // lines of a model and its bar code number
})

const stepName = z.string().regex(/^[a-z0-9-]{1,40}$/)
const about = z
  .string()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}+$/u)
const mostSaid = 3_000 // characters of one note as JSON
const everyTextPrintable = (value: unknown): boolean =>
  typeof value === 'string'
    ? field.isPrintable(value)
    : typeof value !== 'object' || value === null || Object.entries(value).flat().every(everyTextPrintable)
const stepNote = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime({ precision: 3 }),
  person: field.name(80),
  sample: z.number().int().min(1).max(9),
  step: stepName,
  about,
  said: z
    .record(z.string().max(40), z.json())
    .refine((said) => JSON.stringify(said).length <= mostSaid, { error: 'too-long' })
    .refine(everyTextPrintable, { error: 'unprintable' }),
})
const stepPicture = z.strictObject({
  digest: field.digest,
  type: z.enum(pictureTypes),
  size: z.number().int().min(1).max(pictureBytes),
})

/** The form of each act. */
export const inputs = {
  start: z.object({
    scheme: field.id,
    level: field.id,
    makerName: field.optionalName(120),
    renews: z.string().max(20).optional(),
    example: z.boolean().optional(),
  }),
  'save-eligibility': z.object({ facts }),
  'save-organisation': z.object({
    name: field.properName,
    corporateNumber: z.union([z.literal('').transform(() => undefined), field.corporateNumber]).optional(),
    role: z.enum(['manufacturer', 'importer', 'proxy']),
    address: field.optionalLine(300),
  }),
  'save-contact': contact,
  'save-product': product,
  'save-models': models,
  'save-software': software,
  'save-updates': updates,
  'move-edition': z.object({ edition: field.line(120) }),
  'move-back': nothing,
  answer: z.object({
    criterion,
    claim: z.enum(claims),
    reason: field.blankOrLine(600),
    condition: field.id.optional(),
    restsOn: z.array(evidenceRef).max(100).default([]),
  }),
  'add-evidence': file,
  'replace-evidence': file.omit({ criterion: true }).extend({ replaces: field.digest }),
  'remove-evidence': z.object({ digest: field.digest }),
  'order-run': z.object({
    ixit: field.digest.optional(),
    note: field.optionalLine(400),
    steps: z
      .array(z.strictObject({ step: stepName, about }))
      .max(300)
      .optional(),
  }),
  'note-steps': z.object({
    order: field.id,
    notes: z.array(stepNote).min(1).max(mostNotesAtOnce),
    pictures: z.array(stepPicture).max(mostPictures).default([]), // whose bytes were taken in before
  }),
  'attach-run': z.object({
    digest: field.digest,
    name: field.name(200),
    size: z.number().int().min(1),
    replaces: z.string().max(80).optional(), // an earlier run that this one takes the place of, where the devices do not say so
  }),
  declare: declaring,
  'withdraw-application': z.object({ reason: field.optionalLine(1_000) }),
  accept: nothing,
  'send-back': z.object({ reason: field.line(4_000) }),
  'give-provisional': z.object({}),
  'confirm-payment': z.object({ paidOn: field.isoDate, reference: field.optionalLine(80) }),
  'begin-review': nothing,
  review: z.object({ criterion, outcome: z.enum(reviewOutcomes), note: field.blankOrLine(4_000) }),
  'replay-run': z.object({ run: z.string().max(80) }),
  note: z.object({ criterion: aboutCriterion, visibility: z.enum(['internal', 'applicant']), text: field.line(4_000) }),
  ask: z.object({
    questions: z
      .array(z.object({ criterion: aboutCriterion, text: field.line(2_000) }))
      .min(1)
      .max(100),
    due: field.isoDate.optional(),
  }),
  reply: z.object({
    answers: z.array(z.object({ id: field.id, text: field.line(4_000) })).max(100),
    redeclare: declaring.optional(), // needed when what was declared has changed
  }),
  'finish-review': z.object({ summary: field.optionalLine(4_000) }),
  'reopen-review': z.object({ reason: field.line(4_000) }),
  'decide-grant': z.object({
    reasons: field.publicText(4_000),
    conditions: field.optionalLine(4_000),
    validUntil: field.isoDate.optional(), // last day; without it the longest the level allows
  }),
  'decide-refuse': z.object({ reasons: field.publicText(4_000) }),
  issue: nothing,
  'propose-suspend': standing.extend({ cureBy: field.isoDate.optional() }),
  'propose-withdraw': standing,
  'propose-restore': standing,
  'confirm-proposal': z.object({ proposal: field.id, label: z.string().max(40).optional() }), // label: as typed, for suspend and withdraw
  'reject-proposal': z.object({ proposal: field.id, reason: field.line(2_000) }),
  'end-label': z.object({ reasonCode: field.id.optional(), publicText: field.publicText(1_000).optional() }),
  'add-models': models,
  change: z.object({
    product: product
      .extend(software.shape)
      .extend(updates.shape)
      .extend({ vulnerability: contact.shape.vulnerability })
      .partial(),
    reason: field.line(2_000),
  }),
  'publish-advisory': z.object({ text: field.publicText(4_000), url: field.optionalHttpsUrl }),
  'close-advisory': z.object({ advisory: field.id }),
} as const satisfies Record<ActName, z.ZodType>

/** What an act is given, checked. */
export type Input<A extends ActName> = z.output<(typeof inputs)[A]>

type File = Omit<EvidenceFile, 'addedBy' | 'addedAt'>
type Declaring = { readonly name: string; readonly position: string; readonly digest: Digest }
type StandingProposal = Input<'propose-suspend'> & { readonly id: string }

/** What the event of an act keeps: everything fold needs, and nothing it would have to look up. */
export interface ActData {
  start: {
    readonly scheme: string
    readonly edition: string
    readonly level: string
    readonly sample: boolean
    readonly example?: boolean
    readonly renews?: LabelId
    readonly maker: MakerDraft
    readonly product: ProductDraft
    readonly eligibility: Case['eligibility']
    readonly answers: readonly IcsAnswer[]
    readonly files: readonly EvidenceFile[]
  }
  'save-eligibility': Input<'save-eligibility'>
  'save-organisation': Input<'save-organisation'>
  'save-contact': Input<'save-contact'>
  'save-product': Input<'save-product'>
  'save-models': { readonly models: readonly string[]; readonly gtins?: readonly ModelGtin[] }
  'save-software': Input<'save-software'>
  'save-updates': Input<'save-updates'>
  'move-edition': {
    readonly edition: string
    readonly asked: readonly string[] // criteria of the level in that edition
    readonly lookAgain: readonly string[]
  }
  'move-back': { readonly edition: string; readonly asked: readonly string[] }
  answer: { readonly answer: IcsAnswer; readonly files: readonly File[] } // files: taken from the library with this answer
  'add-evidence': File & { readonly criterion?: string }
  'replace-evidence': File & { readonly replaces: Digest }
  'remove-evidence': Input<'remove-evidence'>
  'order-run': Omit<RunOrder, 'at' | 'by'>
  'note-steps': {
    readonly order: string
    readonly notes: readonly StepNote[] // that were not known before
    readonly pictures: readonly StepPicture[]
  }
  'attach-run': {
    readonly file: File
    readonly order: string
    readonly reading: RunReading
    readonly evaluator?: RunEvaluator
    readonly replaces?: string
    readonly criteria: readonly string[] // that the run speaks about
  }
  declare: Declaring & { readonly number: string }
  'withdraw-application': Input<'withdraw-application'>
  accept: {
    readonly number: string
    readonly fee?: { readonly id: string; readonly amount: number; readonly currency: string }
  }
  'send-back': { readonly id: string; readonly reason: string }
  'confirm-payment': Input<'confirm-payment'>
  'give-provisional': { readonly number: string }
  'begin-review': Record<string, never>
  review: Input<'review'>
  'replay-run': Omit<Replay, 'by' | 'at'> & { readonly run: string }
  note: Input<'note'> & { readonly id: string }
  ask: {
    readonly due: IsoDate
    readonly questions: readonly { readonly id: string; readonly criterion: string | null; readonly text: string }[]
  }
  reply: { readonly answers: readonly { readonly id: string; readonly text: string }[]; readonly redeclare?: Declaring }
  'finish-review': Input<'finish-review'>
  'reopen-review': { readonly id: string; readonly reason: string }
  'decide-grant': { readonly decision: Decision }
  'decide-refuse': { readonly decision: Decision }
  issue: {
    readonly label: LabelId
    readonly number: string
    readonly credential: Digest
    readonly leaf: Digest // the last this act put into the log
    readonly validFrom: Instant
    readonly validUntil: Instant
  }
  'propose-suspend': StandingProposal
  'propose-withdraw': StandingProposal
  'propose-restore': StandingProposal
  'confirm-proposal': {
    readonly proposal: string
    readonly effectiveFrom: Instant
    readonly credential?: Digest
    readonly leaf: Digest
  }
  'reject-proposal': { readonly proposal: string; readonly reason: string }
  'end-label': {
    readonly leaf: Digest
    readonly reasonCode?: string
    readonly publicText?: { readonly ja: string; readonly en?: string }
  }
  'add-models': { readonly id: string; readonly models: readonly string[]; readonly gtins?: readonly ModelGtin[] }
  change: { readonly id: string; readonly product: ProductDraft; readonly reason: string }
  'publish-advisory': {
    readonly id: string
    readonly text: { readonly ja: string; readonly en?: string }
    readonly url?: string
  }
  'close-advisory': Input<'close-advisory'>
}
