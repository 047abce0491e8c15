import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { roles } from '../../casework/roles.ts'
import { isDate } from '../../core/kernel/date.ts'
import { readLabelId } from '../../core/kernel/label-id.ts'
import { defaultPasswords, updateModes } from '../../core/selection/product.ts'

// The demonstration as examples/demonstration writes it. The files are ours, but a slip in them should name its line.

const name = z.strictObject({ ja: z.string(), en: z.string().optional() })
const text = z.strictObject({ ja: z.string(), en: z.string().optional() })
/** A date, or days: ago for what happened, from today for what is to come. */
const when = z.union([z.string().refine(isDate), z.number().int()])

/** What a product may say differently from its kind, and its kind from what is common. */
const traits = z
  .strictObject({
    intendedUse: z.string(),
    software: z.string(),
    services: z.array(z.string()),
    sbom: z.enum(['kept', 'published', 'none']),
    mode: z.enum(updateModes),
    howToTurnOff: z.string(),
    howToSeeVersion: z.string(),
    password: z.enum(defaultPasswords),
    support: when.nullable(),
    setUp: z.string(),
    daily: z.string(),
    disposal: z.string(),
  })
  .required()

const described = traits.partial().extend({
  key: z.string(),
  maker: z.string(),
  person: z.string().optional(), // who applies; otherwise the maker's first
  name,
  category: z.string(),
  page: z.string().optional(),
  models: z.array(z.string()),
  gtins: z.record(z.string(), z.string()).default({}), // model → number below its bar code
})

const ago = z.number().int().min(1)
const standing = { ago, reason: z.string(), text }
const afterwards = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('suspend'), ...standing, cureIn: z.number().int() }),
  z.strictObject({ do: z.literal('restore'), ...standing }),
  z.strictObject({ do: z.literal('withdraw'), ...standing }),
  z.strictObject({ do: z.literal('propose-suspend'), ...standing }),
  z.strictObject({ do: z.literal('end'), ago, reason: z.string() }),
  z.strictObject({ do: z.literal('add-models'), ago, models: z.array(z.string()) }),
  z.strictObject({ do: z.literal('propose-models'), ago, models: z.array(z.string()) }),
  z.strictObject({ do: z.literal('change'), ago, supportAt: z.string(), reason: z.string() }),
  z.strictObject({ do: z.literal('advisory'), ago, text, closed: ago.optional() }),
  z.strictObject({ do: z.literal('renew'), ago }),
])
export type Afterwards = z.infer<typeof afterwards>

const product = described.extend({
  label: z
    .string()
    .refine((id) => readLabelId(id).ok, 'the check character of the label number is wrong')
    .optional(),
  issued: when,
  months: z.number().int().optional(), // of validity; otherwise as long as the level allows
  // biome-ignore lint/suspicious/noThenProperty: a word of the data file; nobody awaits a product
  then: z.array(afterwards).default([]),
})
export type SampleLabel = z.infer<typeof product>

const application = described.extend({
  state: z.enum([
    'draft',
    'submitted',
    'payment-due',
    'in-review',
    'question',
    'replied',
    'awaiting-decision',
    'granted',
    'refused',
    'withdrawn',
  ]),
  begun: ago,
  filled: z.enum(['product', 'half', 'all']).default('all'),
  reviewer: z.string().optional(),
  reviewed: z.number().int().default(16),
  waiting: z.boolean().default(false),
  questions: z
    .array(z.strictObject({ criterion: z.string(), text: z.string(), answer: z.string().optional() }))
    .default([]),
  refusal: z.strictObject({ criterion: z.string(), note: z.string(), reasons: text }).optional(),
  reason: z.string().optional(),
})
export type SampleApplication = z.infer<typeof application>
export type Described = z.infer<typeof described>
export type Traits = z.infer<typeof traits>

const example = z.strictObject({
  key: z.string(),
  folder: z.string(),
  maker: z.string(),
  example: z.boolean().default(false),
  begun: ago,
})
export type SampleExample = z.infer<typeof example>

const reasoned = z.strictObject({ criterion: z.string(), condition: z.string(), reason: z.string() })
const answers = z.strictObject({
  fulfilled: z.record(z.string(), z.string()),
  notApplicable: z.record(z.enum(['no-default-password', 'no-updates']), z.array(reasoned)),
  facts: z.record(z.string(), z.union([z.boolean(), z.string()])),
  evidence: z.array(z.strictObject({ name: z.string(), shows: z.enum(['document', 'real-device']), text: z.string() })),
})
export type SampleAnswers = z.infer<typeof answers>

const evaluator = z.strictObject({
  phrase: z.string(),
  key: z.string(),
  name: z.string(),
  organisation: z.string(),
  title: z.string(),
  issuedBy: z.string(),
  ago, // days since its qualification began
  in: z.number().int(), // days until it ends
})
export type SampleEvaluator = z.infer<typeof evaluator>

const deviceTest = z.strictObject({
  key: z.string(),
  maker: z.string(),
  name: z.strictObject({ ja: z.string(), en: z.string() }),
  models: z.array(z.string()),
  level: z.string(),
  facts: z.record(z.string(), z.union([z.boolean(), z.string()])),
  begun: ago,
  note: z.string(),
  steps: z.array(z.strictObject({ step: z.string(), about: z.string() })),
})
export type SampleDeviceTest = z.infer<typeof deviceTest>

const products = z.strictObject({
  common: traits,
  kinds: z.record(z.string(), traits.partial()),
  products: z.array(product),
})

const people = z.object({
  organisations: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['maker', 'body']),
      name: z.object({ ja: z.string(), en: z.string() }),
      corporateNumber: z.string().optional(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      memberships: z.array(z.object({ organisation: z.string(), roles: z.array(z.enum(roles)) })),
    }),
  ),
})

/** Everything the demonstration is made of. */
export interface Demonstration {
  readonly people: z.infer<typeof people>
  readonly products: z.infer<typeof products>
  readonly applications: readonly SampleApplication[]
  readonly examples: readonly SampleExample[]
  readonly answers: SampleAnswers
  readonly evaluators: readonly SampleEvaluator[]
  readonly deviceTests: readonly SampleDeviceTest[]
}

/** Reads the files of the demonstration. */
export function readDemonstration(folder: string): Demonstration {
  const read = <T>(file: string, schema: z.ZodType<T>): T => {
    const result = schema.safeParse(parse(readFileSync(join(folder, file), 'utf8')))
    if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`)
    return result.data
  }
  const pending = read(
    'applications.yaml',
    z.strictObject({ applications: z.array(application), examples: z.array(example) }),
  )
  return {
    people: read('people.yaml', people),
    products: read('products.yaml', products),
    applications: pending.applications,
    examples: pending.examples,
    answers: read('answers.yaml', answers),
    evaluators: read('evaluators.yaml', z.strictObject({ evaluators: z.array(evaluator) })).evaluators,
    deviceTests: read('device-tests.yaml', z.strictObject({ tests: z.array(deviceTest) })).tests,
  }
}

/** The people and organisations as written, for the accounts to take in. */
export const readPeople = (folder: string): unknown => parse(readFileSync(join(folder, 'people.yaml'), 'utf8'))
