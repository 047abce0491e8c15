import { z } from 'zod'
import { type Crosswalk, confidences } from './crosswalk.ts'
import type { DeviceTests } from './device-tests.ts'
import type { EffortTable } from './effort.ts'
import type { ProductType } from './product-type.ts'
import type { Recognition } from './recognition.ts'
import { relations } from './relation.ts'
import type { LongList } from './requirement.ts'
import { condition, date, factValue, fee, provenance, text } from './schemas.ts'

// The shapes of what stands between documents: the long list, crosswalks, recognition, product types, effort.

/** The shape of `requirements/list.yaml`: the long list without its rows. */
export const longListHeadSchema: z.ZodType<Omit<LongList, 'requirements'>> = z.strictObject({
  title: text,
  issued: date,
  sources: z.array(z.string()),
  themes: z.array(z.strictObject({ id: z.string(), title: text })),
  provenance,
})

/** The shape of `requirements/themes/<theme>.yaml`. */
export const requirementsSchema = z.strictObject({
  theme: z.string(),
  requirements: z.array(
    z.strictObject({
      id: z.string(),
      title: text,
      demand: text,
      unites: z.array(
        z.strictObject({
          provision: z.string().regex(/^[^:]+:.+$/, 'not written <document>:<id>'),
          extent: z.enum(['whole', 'part']),
          note: z.string().optional(),
          provenance,
        }),
      ),
      provenance,
    }),
  ),
})

const side = z.strictObject({ document: z.string().min(1), documentNumber: z.string().min(1) })
const ids = z.array(z.string().min(1)).min(1)

/** The shape of `crosswalks/<a>--<b>.yaml`. */
export const crosswalkSchema: z.ZodType<Crosswalk> = z.strictObject({
  id: z.string().min(1),
  from: side,
  to: side,
  rows: z.array(
    z
      .strictObject({
        from: ids,
        to: ids,
        relation: z.enum(relations),
        reason: text,
        confidence: z.enum(confidences),
        provenance,
      })
      .refine(({ from, to }) => from.length === 1 || to.length === 1, 'only one side may unite several ids'),
  ),
  provenance,
})

/** The shape of `recognition/<id>.yaml`. */
export const recognitionSchema: z.ZodType<Recognition> = z.strictObject({
  id: z.string(),
  from: z.strictObject({ scheme: z.string(), levels: z.array(z.string()), documents: z.array(z.string()).optional() }),
  to: z.strictObject({ scheme: z.string(), documents: z.array(z.string()).optional() }),
  effects: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('deemed-compliant') }),
        z.strictObject({ kind: z.literal('equals-level'), level: z.string() }),
        z.strictObject({ kind: z.literal('criteria-accepted'), criteria: ids }),
        z.strictObject({ kind: z.literal('simplified-application'), level: z.string().optional() }),
        z.strictObject({ kind: z.literal('terms-unknown') }),
      ]),
    )
    .min(1),
  basis: z.enum(['law', 'arrangement', 'operator-rule']),
  title: text,
  inForce: date,
  until: date.optional(),
  products: condition.optional(),
  conditions: z.array(
    z.strictObject({
      id: z.string(),
      text,
      kind: z.literal('holding-valid').optional(),
      when: condition.optional(),
      provenance,
    }),
  ),
  adds: z.array(z.strictObject({ id: z.string(), text, provenance })),
  fee: fee.optional(),
  unknown: text.optional(),
  provenance,
})

/** The shape of `product-types/<id>.yaml`. */
export const productTypeSchema: z.ZodType<ProductType> = z.strictObject({
  id: z.string(),
  name: text,
  sector: z.enum(['consumer', 'enterprise-and-government', 'industry']),
  examples: text,
  documents: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum([
        'product-guideline',
        'product-rule',
        'certification',
        'high-level-certification',
        'system-guideline',
      ]),
      mandatory: z.boolean(),
      name: text,
      publisher: text,
      scheme: z.string().optional(),
      standard: z.string().optional(),
      limitedTo: text.optional(),
      provenance,
    }),
  ),
  usualFacts: z.record(z.string(), factValue),
  provenance,
})

/** The shape of `published.yaml`. */
export const publishedSchema = z.strictObject({
  editions: z.array(
    z.strictObject({
      edition: z.string().min(1),
      documentNumber: z.string().min(1),
      digest: z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]),
      publishedOn: date,
    }),
  ),
})

/** The shape of `effort.yaml`. */
export const effortSchema: z.ZodType<EffortTable> = z.strictObject({
  otherwise: z.number().positive(),
  documents: z.array(z.strictObject({ document: z.string(), hours: z.number().nonnegative(), provenance })),
  nodes: z.array(z.strictObject({ node: z.string(), hours: z.number().nonnegative(), provenance })),
  provenance,
})

/** The shape of `device-tests/shows.yaml`: a row without its own provenance has that of its scheme. */
export const deviceTestsSchema: z.ZodType<{ readonly shows: readonly DeviceTests[] }> = z.strictObject({
  shows: z.array(
    z
      .strictObject({
        scheme: z.string().min(1),
        provenance,
        rows: z.array(
          z.strictObject({
            unit: z.string().min(1),
            tests: z
              .array(z.string().regex(/^(\d+(\.\d+)?-\d+[A-Z]?|[A-Z])-\d+[a-z]$/, 'not written like 5.6-1-2a or R-1a'))
              .min(1),
            provenance: provenance.optional(),
          }),
        ),
      })
      .transform(({ scheme, provenance: own, rows }) => ({
        scheme,
        rows: rows.map((row) => ({ ...row, provenance: row.provenance ?? own })),
      })),
  ),
})
