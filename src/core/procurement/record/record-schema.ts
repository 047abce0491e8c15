import { z } from 'zod'
import { standings } from '../../surveillance/standing.ts'
import { type Answer, answers } from '../answer.ts'
import { importances } from '../demand.ts'
import { fields } from '../lists/fields.ts'
import { candidateReasons, matchKinds } from '../match.ts'
import { reasonCodes } from '../reason.ts'
import { recordFormat } from './record-format.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const name = z.object({ ja: z.string(), en: z.string().optional() })
const day = z.string().meta({ description: 'A day in Japan, YYYY-MM-DD' })
const digest = z.string().meta({ description: 'sha256: and 64 hexadecimal digits' })
const count = z.int().min(0)

const basis = z.object({
  against: z.object({ kind: z.enum(['policy', 'profile']), id: z.string(), version: z.string(), digest }),
  register: z.object({ digest, taken_at: z.string() }),
  rules: digest.meta({ description: 'Digest of the levels and the rules of recognition that were applied' }),
  foreign: z.array(digest).meta({ description: 'Digests of the lists of labels issued elsewhere' }),
  as_of: day,
  delivery: day.optional(),
  contract_end: day.optional(),
  importance: z.enum(importances).optional().meta({ description: 'Of rows that name none' }),
})

const row = z.object({
  row: z.int().min(1).meta({ description: 'Number of the row in the list, headings counted' }),
  rows: z.array(z.int().min(1)).meta({ description: 'All rows that ask for the same' }),
  asked: z.object(Object.fromEntries(fields.map((field) => [field, z.string().optional()]))),
  quantity: count.optional(),
  importance: z.enum(importances).optional(),
  role: z.string().optional(),
  answer: z.enum(answers),
  answer_words: text,
  code: z.enum(reasonCodes),
  words: text,
  next: text,
  findings: z.array(
    z.object({
      code: z.enum(reasonCodes),
      weight: z.enum(['fails', 'asks', 'warns', 'meets']),
      words: text,
      next: text,
    }),
  ),
  match: z.enum([...matchKinds, 'foreign-label']).optional(),
  label: z
    .object({
      number: z.string(),
      scheme: z.string(),
      level: z.string(),
      level_name: text,
      assessor: z.enum(['self', 'third-party']).optional(),
      maker: name,
      product: name.optional(),
      model: z.string().optional(),
      standing: z.enum(standings).optional().meta({ description: 'On the day; absent: not valid yet' }),
      valid_from: day,
      valid_until: day.optional().meta({ description: 'Last day; absent: it does not end' }),
      support_until: day.nullable().optional().meta({ description: 'null: none promised; absent: not known' }),
      sample: z.boolean(),
      elsewhere: z.boolean(),
    })
    .optional(),
  candidates: z
    .object({
      why: z.enum(candidateReasons),
      total: count,
      more: z.boolean(),
      shown: z.array(
        z.object({
          label: z.string(),
          model: z.string(),
          maker: name,
          level_name: text,
          standing: z.enum(standings).optional(),
        }),
      ),
    })
    .optional(),
})

const system = z.object({
  name: z.string().optional().meta({ description: 'Absent where the list names no systems' }),
  answer: z.enum(answers),
  roles: z.array(
    z.object({
      role: z.string(),
      name: text,
      needed: text,
      reason: text,
      answer: z.enum(answers),
      missing: z.boolean().meta({ description: 'The profile requires the role, and no device plays it' }),
      rows: z.array(z.int().min(1)),
    }),
  ),
  unplaced: z.array(z.int().min(1)).meta({ description: 'Rows without a role of the profile' }),
})

const counts = z.object({
  lines: count,
  rows: count,
  unreadable: count,
  answers: z.object({ meets: count, 'does-not-meet': count, 'needs-checking': count } satisfies Record<
    Answer,
    typeof count
  >),
  codes: z.partialRecord(z.enum(reasonCodes), count),
})

/** The form of a record as JSON. */
export const recordSchema = z.object({
  format: z.literal(recordFormat),
  made_at: z.string(),
  basis,
  digest: digest.meta({ description: 'Of the basis' }),
  rows: z.array(row),
  counts,
  not_asked: z.array(z.enum(['contract-end', 'delivery'])).meta({ description: 'Days that nobody gave' }),
  systems: z.array(system).optional().meta({ description: 'Only by a profile' }),
})
export type CheckRecord = z.infer<typeof recordSchema>
export type RecordRow = z.infer<typeof row>

/** The form as JSON Schema (2020-12), for whoever reads records with other means. */
export const recordJsonSchema = (): object => z.toJSONSchema(recordSchema, { target: 'draft-2020-12' })
