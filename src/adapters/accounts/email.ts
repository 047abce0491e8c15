import { z } from 'zod'

const schema = z.email().max(254)

/** A mail address as compared and kept: full-width forms folded, lower case; undefined when it is none. */
export function readEmail(typed: string): string | undefined {
  const read = schema.safeParse(typed.normalize('NFKC').trim().toLowerCase())
  return read.success ? read.data : undefined
}
