import { z } from 'zod'
import { isDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition } from './condition.ts'
import { type Criterion, methods } from './criterion.ts'
import type { FactDefinition } from './fact.ts'
import type { Term } from './glossary.ts'
import { marks, type Provenance } from './provenance.ts'
import { paths, type Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

// The catalogue is written by people: a field nobody knows is a slip of the pen and refused, so that it cannot be
// silently without effect. Empty texts pass here, because lint reports them all at once and by row.

const text: z.ZodType<Text> = z.strictObject({ ja: z.string(), en: z.string() })
const date = z.string().refine(isDate, 'not a day that exists, written YYYY-MM-DD')
const url = z.url({ protocol: /^https?$/ })
const provenance: z.ZodType<Provenance> = z.strictObject({
  mark: z.enum(marks),
  source: z.string().optional(),
  note: z.string().optional(),
})

const factValue = z.union([z.boolean(), z.string()])
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ fact: z.string(), is: z.union([factValue, z.array(factValue)]) }),
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ not: condition }),
  ]),
)

/** The shape of `criteria/<id>.yaml`. */
export const criterionSchema: z.ZodType<Criterion> = z.strictObject({
  id: z.string(),
  theme: z.string(),
  title: text,
  demand: text,
  meaning: text,
  evidence: z.array(text),
  procedures: z.array(
    z.strictObject({
      id: z.string(),
      method: z.enum(methods),
      text,
      units: z.array(
        z.strictObject({
          id: z.string(),
          question: text,
          needs: z.array(z.strictObject({ table: z.string(), field: z.string().optional() })),
        }),
      ),
      provenance,
    }),
  ),
  notApplicable: z.strictObject({
    allowed: z.boolean(),
    conditions: z.array(z.strictObject({ id: z.string(), text, when: condition.optional() })),
    provenance,
  }),
  related: z.array(
    z.strictObject({
      standard: z.string(),
      provision: z.string(),
      relation: z.enum(['same', 'related']),
      provenance,
    }),
  ),
  provenance,
})

const fee = z.strictObject({
  id: z.string(),
  name: text,
  amount: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  from: date.optional(),
  until: date.optional(),
  when: condition.optional(),
  provenance,
})

const level = z.strictObject({
  code: z.string().regex(/^[0-9a-z-]+$/),
  rank: z.int().positive(),
  of: z.int().positive(),
  symbol: z.string(),
  name: text,
  status: z.enum(['in-operation', 'announced', 'unpublished']),
  path: z.enum(paths),
  assessor: z.enum(['self', 'third-party']),
  validityMonths: z.int().positive(),
  fees: z.array(fee),
  criteria: z.array(z.string()),
  criteriaCount: z.int().nonnegative().optional(),
  provenance,
})

/** The shape of `scheme.yaml`: a scheme without its criteria, which have a file each. */
export const schemeHeadSchema: z.ZodType<Omit<Scheme, 'criteria'>> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  edition: z.strictObject({
    documentNumber: z.string().min(1),
    title: text,
    issued: date,
    endsOn: date.optional(),
    validityLimitMonths: z.int().positive().optional(),
  }),
  name: text,
  notice: text,
  officialUrl: url,
  owner: text,
  operator: text,
  legalNature: text,
  levels: z.array(level),
  themes: z.array(z.strictObject({ id: z.string(), title: text })),
  questions: z.array(
    z.strictObject({
      fact: z.string(),
      question: text,
      help: text,
      answers: z.array(z.strictObject({ value: factValue, text })),
    }),
  ),
  scope: z.array(
    z.strictObject({
      id: z.string(),
      when: condition,
      verdict: z.enum(['in', 'out']),
      reason: text,
      clause: z.string(),
      provenance,
    }),
  ),
  categories: z.array(z.strictObject({ id: z.string(), name: text })),
  numbers: z.strictObject({
    application: z.string(),
    acceptance: z.string(),
    provisional: z.string(),
    registration: z.string(),
  }),
  suspension: z.boolean(),
  reasons: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      for: z.array(z.enum(['suspended', 'restored', 'withdrawn', 'ended'])),
      text,
    }),
  ),
  provenance,
})

/** The shape of a standard's `edition.yaml`. */
export const standardHeadSchema: z.ZodType<Omit<Standard, 'provisions'>> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  edition: z.strictObject({ documentNumber: z.string().min(1), issued: date.optional() }),
  name: text,
  publisher: text,
  officialUrl: url,
  counts: z.strictObject({ mandatory: z.int().nonnegative(), recommended: z.int().nonnegative() }).optional(),
  themes: z.array(z.strictObject({ id: z.string(), title: text })),
  conditions: z.array(z.strictObject({ id: z.string(), text, provenance })),
  provenance,
})

/** The shape of `provisions/<clause>.yaml`: a row without its own theme or provenance has that of its file. */
export const provisionsSchema = z
  .strictObject({
    clause: z.string(),
    theme: z.string().optional(),
    provenance: provenance.optional(),
    provisions: z.array(
      z.strictObject({
        id: z.string(),
        status: z.enum(['mandatory', 'recommended']),
        conditions: z.array(z.string()),
        subject: text,
        theme: z.string().optional(),
        provenance: provenance.optional(),
      }),
    ),
  })
  .superRefine((file, context) => {
    for (const [i, row] of file.provisions.entries())
      for (const field of ['theme', 'provenance'] as const)
        if (!(row[field] ?? file[field]))
          context.addIssue({
            code: 'custom',
            path: ['provisions', i, field],
            message: `neither the row nor its file says the ${field}`,
          })
  })

/** The shape of `facts.yaml`. */
export const factsSchema: z.ZodType<{ readonly facts: readonly FactDefinition[] }> = z.strictObject({
  facts: z.array(
    z.strictObject({
      id: z.string(),
      name: text,
      question: text,
      values: z.array(z.strictObject({ value: factValue, text })).optional(),
      provenance,
    }),
  ),
})

/** The shape of `glossary.yaml`. */
export const glossarySchema: z.ZodType<{ readonly terms: readonly Term[] }> = z.strictObject({
  terms: z.array(
    z.strictObject({
      id: z.string(),
      ja: z.string().min(1),
      reading: z.string().min(1),
      en: z.string().min(1),
      doNotUse: z.strictObject({ ja: z.array(z.string()), en: z.array(z.string()) }),
      note: text.optional(),
    }),
  ),
})
