import { z } from 'zod'
import { digestOf } from '../kernel/digest.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { SchemeFault } from '../scheme/faults.ts'
import { type CatalogueDocument, readDocument } from '../scheme/parse.ts'
import { date, factValue, text } from '../scheme/schemas.ts'
import type { ForeignList, PinnedForeignList } from './foreign-list.ts'

/** The shape of a file with such a list. */
export const foreignListSchema: z.ZodType<ForeignList> = z
  .strictObject({
    scheme: z.string().min(1),
    issuer: text,
    source: z.string().min(1),
    takenOn: date,
    usableUntil: date,
    labels: z.array(
      z.strictObject({
        number: z.string().min(1).max(200),
        level: z.string().min(1),
        documentNumber: z.string().min(1).optional(),
        maker: z.string().min(1).max(200),
        models: z.array(z.string().min(1).max(200)),
        category: z.string().optional(),
        validFrom: date,
        validUntil: date.optional(),
        standing: z.strictObject({ code: z.enum(['suspended', 'withdrawn', 'ended']), since: date }).optional(),
        supportUntil: date.optional(),
        minimumVersion: z.string().min(1).optional(),
        facts: z.record(z.string(), factValue).optional(),
        confirmed: z.array(z.string()).optional(),
      }),
    ),
  })
  .refine(({ takenOn, usableUntil }) => takenOn <= usableUntil, 'usableUntil comes before takenOn')

/** Reads a list and pins it by its digest. */
export function parseForeignList(document: CatalogueDocument): Result<PinnedForeignList, SchemeFault> {
  const read = readDocument(foreignListSchema, document)
  return read.ok ? ok({ ...read.value, digest: digestOf(read.value) }) : read
}
