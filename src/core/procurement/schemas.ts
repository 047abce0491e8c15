import { z } from 'zod'
import { date, provenance, roughDate, text } from '../scheme/schemas.ts'
import { importances, shortfalls } from './demand.ts'
import { type Policy, policyStatuses } from './policy.ts'
import type { Profile } from './profile.ts'

// The shapes of `policies/<id>@<version>.yaml` and `profiles/<id>@<version>.yaml`.

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const anyOf = z.array(z.strictObject({ scheme: id, level: z.string().min(1) })).min(1)
const ids = z.array(id).min(1)

const conditions = z.strictObject({
  methods: z
    .array(z.enum(['self', 'third-party']))
    .min(1)
    .optional(),
  recognition: z.enum(['accepted', 'not-accepted']),
  validityMonths: z.int().positive().max(120).optional(),
  support: z
    .strictObject({
      untilContractEnd: z.boolean(),
      months: z.int().positive().max(360).optional(),
      otherwise: z.enum(shortfalls),
    })
    .optional(),
})

const versioned = {
  id,
  version: z.string().regex(/^[0-9a-z]+([.-][0-9a-z]+)*$/),
  from: date,
  until: date.optional(),
  status: z.enum(policyStatuses),
  title: text,
  summary: text,
  owner: text,
  caution: text.optional(),
  conditions,
  notes: z.array(text).min(1).optional(),
  milestones: z
    .array(z.strictObject({ date: roughDate, event: text, provenance }))
    .min(1)
    .optional(),
  provenance,
}

export const policySchema: z.ZodType<Policy> = z.strictObject({
  ...versioned,
  demands: z
    .array(
      z.strictObject({
        id,
        importance: z.array(z.enum(importances)).min(1).optional(),
        categories: ids.optional(),
        anyOf,
        reason: text,
        provenance,
      }),
    )
    .min(1),
  presets: z
    .array(z.strictObject({ id, title: text, importance: z.enum(importances) }))
    .min(1)
    .optional(),
})

export const profileSchema: z.ZodType<Profile> = z.strictObject({
  ...versioned,
  roles: z
    .array(
      z.strictObject({
        id,
        name: text,
        also: z.array(z.string().min(1)).min(1).optional(),
        presence: z.enum(['required', 'optional']),
        from: date.optional(),
        categories: ids.optional(),
        anyOf,
        reason: text,
        provenance,
      }),
    )
    .min(1),
})

/** The shape of `published-policies.yaml`. */
export const publishedPoliciesSchema = z.strictObject({
  versions: z.array(
    z.strictObject({
      kind: z.enum(['policy', 'profile']),
      id,
      version: z.string().min(1),
      digest: z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]),
      publishedOn: date,
    }),
  ),
})
