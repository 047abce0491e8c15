import { z } from 'zod'

/** What a password can be derived from, as far as was tried. */
export const derivations = ['mac', 'serial', 'common', 'sequence'] as const

const count = z.number().int().min(0).max(200)

/** What is kept of the passwords on the labels of several units: features, never the passwords (lab.md §6). */
export const seenOfPasswords = [
  z.strictObject({
    kind: z.literal('password-samples'),
    authentication: z.string().max(120), // 1-AuthMech entry
    samples: z
      .array(
        z.strictObject({
          unit: z.number().int().min(1).max(9),
          length: count,
          lower: count,
          upper: count,
          digits: count,
          others: count,
          outside: count, // characters that the declared format does not have; 0 where none is declared
          derivedFrom: z.array(z.enum(derivations)).max(4),
        }),
      )
      .max(9),
    /** Between every two units: how many single-character changes lie between their passwords. 0: the same password. */
    distances: z
      .array(z.strictObject({ units: z.tuple([z.number().int(), z.number().int()]), distance: count }))
      .max(36),
  }),
] as const
