import type { PoolClient } from 'pg'
import type { Needs } from './needs.ts'

/** Records who came in, or who gave whom which role; never a secret, a code or a network address. */
export async function remember(
  needs: Needs,
  client: PoolClient,
  event: {
    readonly act:
      | 'found'
      | 'sign-in'
      | 'register'
      | 'invite'
      | 'accept-invitation'
      | 'change-roles'
      | 'allow-oidc'
      | 'passkey'
    readonly person: string
    readonly by: string
    readonly organisation?: string
    readonly data?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  await client.query(
    'insert into accounts.history (id, at, act, person, organisation, by_person, data) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      needs.chance.uuid(),
      needs.clock.now(),
      event.act,
      event.person,
      event.organisation ?? null,
      event.by,
      JSON.stringify(event.data ?? {}),
    ],
  )
}
