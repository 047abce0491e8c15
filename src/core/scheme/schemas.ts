import { z } from 'zod'
import { isDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition } from './condition.ts'
import { type Criterion, evaluators, methods } from './criterion.ts'
import type { FactDefinition } from './fact.ts'
import type { Term } from './glossary.ts'
import { marks, type Provenance } from './provenance.ts'
import { levelStatuses, needKinds, paths, type Scheme, schemeKinds, schemeStates } from './scheme.ts'
import { caseKinds, type Standard, standardKinds } from './standard.ts'

// The catalogue is written by people: a field nobody knows is a slip of the pen and refused, so that it cannot be
// silently without effect. Empty texts pass here, because lint reports them all at once and by row.

export const text: z.ZodType<Text> = z.strictObject({ ja: z.string(), en: z.string() })
export const date = z.string().refine(isDate, 'not a day that exists, written YYYY-MM-DD')
export const url = z.url({ protocol: /^https?$/ })
export const provenance: z.ZodType<Provenance> = z.strictObject({
  mark: z.enum(marks),
  source: z.string().optional(),
  note: z.string().optional(),
})

export const factValue = z.union([z.boolean(), z.string()])
export const condition: z.ZodType<Condition> = z.lazy(() =>
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
      evaluator: z.enum(evaluators).optional(),
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
  provenance,
})

export const fee = z.strictObject({
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
  status: z.enum(levelStatuses),
  path: z.enum(paths),
  assessor: z.enum(['self', 'third-party']),
  validityMonths: z.int().positive().optional(),
  products: condition.optional(),
  categories: z.array(z.string()).min(1).optional(),
  fees: z.array(fee),
  criteria: z.array(z.string()),
  demands: z
    .array(
      z.strictObject({
        standard: z.string(),
        provisions: z.union([z.enum(['all', 'mandatory']), z.array(z.string())]),
        when: condition.optional(),
        provenance,
      }),
    )
    .optional(),
  contentUnknown: z.boolean().optional(),
  needs: z
    .array(z.strictObject({ id: z.string(), kind: z.enum(needKinds), text, when: condition.optional(), provenance }))
    .optional(),
  criteriaCount: z.int().nonnegative().optional(),
  provenance,
})

const operation = z.strictObject({
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
})

/** A day, a month or a year. */
export const roughDate = z
  .string()
  .refine(
    (written) => isDate(`${written}-01-01`.slice(0, 10)) && /^\d{4}(-\d{2}){0,2}$/.test(written),
    'not a day, month or year that exists, written YYYY-MM-DD, YYYY-MM or YYYY',
  )
const jurisdiction = z.string().regex(/^([A-Z]{2}(-[A-Z0-9]{1,3})?|INT)$/)
const documentId = /^[a-z0-9-]+(\.[0-9]+)*(@[a-z0-9.-]+)?$/

/** The shape of `scheme.yaml`: a scheme without its criteria, which have a file each. */
export const schemeHeadSchema: z.ZodType<Omit<Scheme, 'criteria'>> = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    illustrative: z.literal(true).optional(),
    edition: z.strictObject({
      documentNumber: z.string().min(1),
      key: z
        .string()
        .regex(/^[a-z0-9.-]+$/)
        .optional(),
      replaces: z.string().optional(),
      title: text,
      issued: date,
      defaultFrom: date.optional(),
      endsOn: date.optional(),
      validityLimitMonths: z.int().positive().optional(),
    }),
    name: text,
    shortName: text,
    notice: text,
    officialUrl: url,
    owner: text,
    operator: text,
    kind: z.enum(schemeKinds),
    jurisdiction,
    mandatory: z.boolean(),
    legalNature: text,
    state: z.strictObject({ is: z.enum(schemeStates), since: roughDate.optional(), text, provenance }),
    timeline: z.array(z.strictObject({ date: roughDate, event: text, provenance })),
    evaluation: text,
    penalties: z.strictObject({ text, provenance }).optional(),
    duties: z
      .array(
        z.strictObject({
          id: z.string(),
          of: z.enum(['manufacturer', 'importer', 'distributor', 'authorised-representative']),
          text,
          clause: z.string(),
          provenance,
        }),
      )
      .optional(),
    covers: text,
    levels: z.array(level),
    classes: z
      .array(
        z.strictObject({
          id: z.string(),
          tier: z.string(),
          name: text,
          when: condition,
          clause: z.string(),
          provenance,
        }),
      )
      .optional(),
    defaultTier: z.string().optional(),
    routes: z
      .array(
        z.strictObject({
          id: z.string(),
          tiers: z.array(z.string()),
          module: z.string(),
          assessor: z.enum(['self', 'third-party']),
          open: z.boolean(),
          from: date.optional(),
          until: date.optional(),
          when: condition.optional(),
          reason: text,
          clause: z.string(),
          provenance,
        }),
      )
      .optional(),
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
        verdict: z.enum(['in', 'out', 'unclear']),
        reason: text,
        clause: z.string(),
        provenance,
      }),
    ),
    operation: operation.optional(),
    provenance,
  })
  .superRefine((scheme, context) => {
    // A label that is issued here has to say how long it is valid.
    if (scheme.operation)
      for (const [i, { validityMonths }] of scheme.levels.entries())
        if (validityMonths === undefined)
          context.addIssue({
            code: 'custom',
            path: ['levels', i, 'validityMonths'],
            message: 'a level of a scheme that is run here needs its validity',
          })
  })

/** The shape of a standard's `edition.yaml`. */
export const standardHeadSchema: z.ZodType<Omit<Standard, 'provisions'>> = z.strictObject({
  id: z.string().regex(documentId),
  edition: z.strictObject({
    documentNumber: z.string().min(1),
    issued: date.optional(),
    replaces: z.string().optional(),
  }),
  kind: z.enum(standardKinds),
  name: text,
  shortName: text,
  publisher: text,
  jurisdiction,
  officialUrl: url,
  textIsProtected: z.boolean(),
  counts: z
    .strictObject({
      mandatory: z.int().nonnegative(),
      recommended: z.int().nonnegative(),
      cases: z.int().nonnegative().optional(),
      units: z.int().nonnegative().optional(),
      tables: z.int().nonnegative().optional(),
    })
    .optional(),
  numbering: z.array(z.string().min(1)).optional(),
  themes: z.array(z.strictObject({ id: z.string(), title: text, count: z.int().nonnegative().optional() })),
  conditions: z.array(z.strictObject({ id: z.string(), text, provenance })),
  tables: z.array(z.strictObject({ id: z.string(), subject: text })).optional(),
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
        cases: z
          .array(
            z.strictObject({
              id: z.string(),
              kind: z.enum(caseKinds),
              units: z.int().positive(),
              looksAt: z.array(z.string()),
              subject: text,
            }),
          )
          .optional(),
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
