import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../store/database.ts'

/** On whose behalf memberships and invitations are read; the database shows no others (010-accounts.sql). */
export interface Behalf {
  readonly person?: string
  readonly organisation?: string
}

/** One transaction on behalf of a person or an organisation; what throws inside leaves nothing behind. */
export const transact = <T>(pool: Pool, behalf: Behalf, body: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(
    pool,
    { 'accounts.person': behalf.person ?? '', 'accounts.organisation': behalf.organisation ?? '' },
    body,
  )

/** Says for whom the rest of this transaction speaks, once a person has proved who they are. */
export async function speakFor(client: PoolClient, behalf: Behalf): Promise<void> {
  await client.query(`select set_config('accounts.person', $1, true), set_config('accounts.organisation', $2, true)`, [
    behalf.person ?? '',
    behalf.organisation ?? '',
  ])
}
