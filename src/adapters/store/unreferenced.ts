import type pg from 'pg'
import type { Digest } from '../../core/kernel/digest.ts'
import { inTransaction } from './database.ts'

/**
 * Of stored files, those that no library and no case speaks of, and that nobody brought within a day. A file nobody is noted
 * to have brought is among them only if it came after uploads began to be noted in this database: the wrong database, or a
 * new one, must not empty a folder.
 */
export async function unreferenced(
  pool: pg.Pool,
  found: readonly { readonly digest: Digest; readonly keptAt: Date }[],
): Promise<readonly Digest[]> {
  return inTransaction(pool, { 'hoshirushi.kind': 'sweep' }, async (client) => {
    const { rows } = await client.query<{ digest: Digest }>(
      `select f.digest from unnest($1::text[], $2::timestamptz[]) f(digest, kept_at)
       where not exists (select from evidence_file e where e.digest = f.digest)
         and not exists (select from case_file c where c.digest = f.digest)
         and not exists (select from evidence_intake i
           where i.digest = f.digest and i.taken_in_at > now() - interval '24 hours')
         and (f.kept_at > evidence_intake_since()
           or exists (select from evidence_intake i where i.digest = f.digest))`,
      [found.map((f) => f.digest), found.map((f) => f.keptAt)],
    )
    return rows.map((row) => row.digest)
  })
}
