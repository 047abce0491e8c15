import { z } from 'zod'
import { standings } from '../../core/surveillance/standing.ts'

// The shapes the API speaks. Field names are snake_case, dates ISO 8601, states a stable code with the words beside it.

const text = z.object({ ja: z.string(), en: z.string() }).meta({ description: 'The same text in Japanese and English' })
const partialText = z.object({ ja: z.string(), en: z.string().optional() })
export const instant = z.iso.datetime().meta({ description: 'A moment, UTC' })

export const asOf = z
  .string()
  .max(40)
  .optional()
  .meta({ description: 'The moment or day (Japan) the question is about; now, if absent', example: '2026-11-24' })

export const standing = z.enum(standings)

export const labelEvent = z.object({
  event: z.string(),
  at: instant,
  effective_from: instant,
  reason: z.object({ code: z.string(), text: text.optional() }).optional(),
  public_text: partialText.optional(),
  actor_role: z.string(),
})

export const label = z
  .object({
    id: z.string(),
    id_written: z.string(),
    status: standing,
    status_ja: z.string(),
    status_en: z.string(),
    status_since: instant,
    as_of: instant,
    sample: z.boolean().meta({ description: 'true: an invented product of a demonstration' }),
    scheme: z.string(),
    edition: z.string(),
    level: z.string(),
    level_symbol: z.string(),
    assessor: z.enum(['self', 'third-party']),
    product: z.object({
      name: partialText,
      category: z.string(),
      page: z.string().optional(),
      models: z.array(z.string()),
      gtins: z
        .array(z.object({ gtin: z.string(), model: z.string() }))
        .optional()
        .meta({ description: 'Bar code numbers of fourteen digits; absent where the maker registered none' }),
      software_minimum: z.string(),
      services: z.array(z.string()),
      update_mode: z.string(),
      updates_until: z.string().nullable(),
      sbom: z.string(),
    }),
    maker: z.object({
      id: z.string(),
      name: partialText,
      corporate_number: z.string().optional(),
      contact: z.string(),
    }),
    vulnerability: z.object({ contact: z.string(), policy: z.string() }),
    valid_from: instant,
    valid_until: instant.meta({ description: 'First moment at which the label is no longer valid' }),
    declared_on: z.string(),
    tested_on: z.string().optional().meta({
      description: 'Day of the last test on the device by a qualified evaluator; absent where the level asks for none',
    }),
    issued_at: instant,
    body: text,
    advisories: z.array(
      z.object({ id: z.string(), at: instant, open: z.boolean(), text: partialText, url: z.string().optional() }),
    ),
    events: z.array(labelEvent),
    credential: z.object({
      digest: z.string(),
      status_index: z.number(),
      leaf_index: z
        .number()
        .nullable()
        .meta({ description: 'Place in the public log; null for the seconds until it is published' }),
      bundle: z.string().nullable().meta({ description: 'URL of the bundle that verifies offline' }),
    }),
    page: z.string(),
  })
  .meta({ id: 'Label' })

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: text,
    next: text,
    fault: z.looseObject({ code: z.string() }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; `code` is permanent' })
