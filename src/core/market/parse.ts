import { z } from 'zod'
import { isDate } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import { type DocumentFault, readDocument } from '../selection/parse.ts'
import type { Holding } from './holding.ts'

const day = z.string().refine(isDate, 'not a day that exists')
const name = z
  .string()
  .max(60)
  .regex(/^[\w.@-]+$/)

/** A holding as it stands in a file or a request. */
export const holdingSchema: z.ZodType<Holding> = z
  .strictObject({
    scheme: name,
    level: name,
    documentNumber: z.string().trim().min(1).max(100).optional(),
    validFrom: day,
    validUntil: day.optional(),
    labelId: z.string().trim().min(1).max(100).optional(),
    confirmed: z.array(name).max(50).optional(),
  })
  .refine(
    ({ validFrom, validUntil }) => validUntil === undefined || validFrom <= validUntil,
    'it ends before it begins',
  )

const holdings = z.strictObject({ holdings: z.array(holdingSchema).max(100) })

/** Reads `holdings.yaml`: what a product has been granted, and by whom. */
export function parseHoldings(file: string, content: unknown): Result<readonly Holding[], DocumentFault> {
  const read = readDocument(holdings, file, content)
  return read.ok ? { ok: true, value: read.value.holdings } : read
}
