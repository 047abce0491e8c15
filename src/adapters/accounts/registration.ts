import type { PoolClient } from 'pg'
import { remember } from './history.ts'
import type { Needs } from './needs.ts'
import { speakFor } from './transaction.ts'

/** What a maker entered at sign-up, kept with the code until the address is proved. */
export interface Registration {
  readonly organisation: string
  readonly corporateNumber?: string
  readonly name: string
  readonly email: string
}

/** Makes the organisation and its first person, who may apply and invite colleagues. */
export async function completeRegistration(
  needs: Needs,
  client: PoolClient,
  registration: Registration,
): Promise<{ readonly person: string; readonly organisation: string }> {
  const now = needs.clock.now()
  const person = await personFor(needs, client, registration)
  const organisation = needs.chance.uuid()
  await client.query(
    `insert into accounts.organisation (id, kind, name_ja, corporate_number, created_at) values ($1, 'maker', $2, $3, $4)`,
    [organisation, registration.organisation, registration.corporateNumber ?? null, now],
  )
  await speakFor(client, { person, organisation })
  await client.query(
    `insert into accounts.membership (person, organisation, roles, since) values ($1, $2, '{applicant,administrator}', $3)`,
    [person, organisation, now],
  )
  await remember(needs, client, { act: 'register', person, by: person, organisation })
  return { person, organisation }
}

/** The person with this address, made when there is none: an address belongs to one person. */
export async function personFor(
  needs: Needs,
  client: PoolClient,
  who: { readonly email: string; readonly name: string },
): Promise<string> {
  await client.query(
    'insert into accounts.person (id, email, name, created_at) values ($1, $2, $3, $4) on conflict (email) do nothing',
    [needs.chance.uuid(), who.email, who.name, needs.clock.now()],
  )
  const { rows } = await client.query<{ id: string }>('select id from accounts.person where email = $1', [who.email])
  return rows[0]!.id
}
