import type { Pool } from 'pg'
import { z } from 'zod'
import { roles } from '../../casework/roles.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { readCorporateNumber } from './corporate-number.ts'
import { readEmail } from './email.ts'
import { speakFor, transact } from './transaction.ts'

/** The people and organisations of the demonstration, as examples/demonstration/people.yaml writes them. */
export const demonstrationPeople = z.object({
  organisations: z.array(
    z.object({
      id: z.string().min(1),
      kind: z.enum(['maker', 'body']),
      name: z.object({ ja: z.string().min(1), en: z.string().min(1) }),
      corporateNumber: z
        .string()
        .refine((number) => readCorporateNumber(number) === number, 'the check digit of the corporate number is wrong')
        .optional(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string().min(1),
      email: z.string().refine((email) => readEmail(email) === email, 'a mail address in lower case is needed'),
      memberships: z.array(z.object({ organisation: z.string(), roles: z.array(z.enum(roles)) })),
    }),
  ),
})
export type DemonstrationPeople = z.infer<typeof demonstrationPeople>

/** Puts the sample people in, each marked as one that may be entered without a code. Doing it twice changes nothing. */
export async function seedPeople(pool: Pool, people: unknown, at: Instant): Promise<void> {
  const read = demonstrationPeople.parse(people)
  for (const { id, kind, name, corporateNumber } of read.organisations)
    await pool.query(
      `insert into accounts.organisation (id, kind, name_ja, name_en, corporate_number, created_at)
       values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
      [id, kind, name.ja, name.en, corporateNumber ?? null, at],
    )
  for (const { id, name, email, memberships } of read.people)
    await transact(pool, { person: id }, async (client) => {
      await client.query(
        `insert into accounts.person (id, email, name, demonstration, created_at) values ($1, $2, $3, true, $4)
         on conflict (id) do nothing`,
        [id, email, name, at],
      )
      for (const { organisation, roles } of memberships) {
        await speakFor(client, { person: id, organisation })
        await client.query(
          `insert into accounts.membership (person, organisation, roles, since) values ($1, $2, $3, $4)
           on conflict (person, organisation) do nothing`,
          [id, organisation, roles, at],
        )
      }
    })
}
