import { z } from 'zod'
import { isDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { claims, type EvidenceRef, type Ics } from './ics.ts'
import type { IxitTable } from './ixit.ts'
import { defaultPasswords, type Product, updateModes } from './product.ts'

/** A document that does not fit its format: which file, where in it, and what is wrong. */
export interface DocumentFault {
  readonly code: 'document-malformed'
  readonly file: string
  readonly path: string // e.g. 'answers[3].claim'
  readonly problem: string
}

const line = z.string().trim().min(1).max(200)
const prose = z.string().trim().min(1).max(2000)
const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .transform((text) => text as Digest)

// In a file an IXIT reference is written `table/entry` or `table/entry/field`, as one would say it.
const ixitPath = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+(\/[^/\s]+)?$/, 'expected table/entry or table/entry/field')
  .transform((text): EvidenceRef => {
    const [table = '', entry = '', field] = text.split('/')
    return { kind: 'ixit', table, entry, ...(field === undefined ? {} : { field }) }
  })

/** What an answer or a finding rests on, as written in a file. */
export const evidenceRef = z.union([
  ixitPath,
  z.strictObject({ kind: z.literal('ixit'), table: line, entry: line, field: line.optional() }),
  z.strictObject({
    kind: z.literal('file'),
    digest,
    name: line,
    shows: z.enum(['document', 'real-device']).optional(),
  }),
])

const factValue = z.union([z.boolean(), z.string().max(100)])

const product = z.strictObject({
  name: z.strictObject({ ja: line, en: line.optional() }),
  category: line,
  page: z.url({ protocol: /^https$/ }).optional(),
  intendedUse: prose,
  models: z.array(line).min(1).max(500),
  software: z.strictObject({ minimum: line, services: z.array(line).max(50) }),
  updates: z.strictObject({
    mode: z.enum(updateModes),
    howToTurnOff: prose.optional(),
    howToSeeVersion: prose,
    supportUntil: z.string().refine(isDate, 'not a day that exists').nullable(),
  }),
  use: z.strictObject({ setUp: prose, daily: prose, disposal: prose }),
  defaultPassword: z.enum(defaultPasswords),
  vulnerability: z.strictObject({ contact: line, policyUrl: z.url({ protocol: /^https$/ }) }),
  sbom: z.enum(['kept', 'published', 'none']),
  facts: z.record(z.string().regex(/^[a-z0-9-]+$/), factValue),
})

const ics = z.strictObject({
  scheme: line,
  edition: line,
  level: line,
  answers: z
    .array(
      z.strictObject({
        criterion: line,
        claim: z.enum(claims),
        reason: z.string().trim().max(600),
        condition: line.optional(),
        restsOn: z.array(evidenceRef).max(100),
      }),
    )
    .max(500),
})

const ixitTable = z.strictObject({
  table: z.string().regex(/^\d{1,2}-[A-Za-z]+$/),
  edition: line,
  entries: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[^/\s]+$/),
        title: line.optional(),
        fields: z.record(
          z.string().regex(/^[a-z0-9-]+$/),
          z.strictObject({ text: z.string().max(50_000), gap: z.string().min(1).max(1000).optional() }),
        ),
      }),
    )
    .min(1)
    .max(1000)
    .refine((entries) => new Set(entries.map((e) => e.id)).size === entries.length, 'an entry id occurs twice'),
})

/** Reads a document by its schema, or says where it does not fit; fields nobody knows are refused, not dropped. */
export function readDocument<T>(schema: z.ZodType<T>, file: string, content: unknown): Result<T, DocumentFault> {
  const reading = schema.safeParse(content)
  if (reading.success) return ok(reading.data)
  const issue = reading.error.issues[0]
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...(issue?.path ?? []), ...keys]
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  return refuse({
    code: 'document-malformed',
    file,
    path: path === '' ? '(top)' : path,
    problem: issue?.message ?? 'unreadable',
  })
}

export const parseProduct = (file: string, content: unknown): Result<Product, DocumentFault> =>
  readDocument<Product>(product, file, content)
export const parseIcs = (file: string, content: unknown): Result<Ics, DocumentFault> =>
  readDocument<Ics>(ics, file, content)
export const parseIxitTable = (file: string, content: unknown): Result<IxitTable, DocumentFault> =>
  readDocument<IxitTable>(ixitTable, file, content)
