import { readEmail } from './email.ts'
import { remember } from './history.ts'
import type { Needs } from './needs.ts'
import { personFor } from './registration.ts'
import { speakFor, transact } from './transaction.ts'

/** The certification body and its first administrator, who then invites everybody else. */
export interface Foundation {
  readonly name: { readonly ja: string; readonly en: string }
  readonly administrator: { readonly name: string; readonly email: string }
}

/** Founds the body once; where there is one already nothing changes and the answer is false. */
export function foundBody(needs: Needs, foundation: Foundation): Promise<boolean> {
  const now = needs.clock.now()
  const { name } = foundation.administrator
  const email = readEmail(foundation.administrator.email)
  if (email === undefined) throw new TypeError('the administrator has no mail address')
  return transact(needs.pool, {}, async (client) => {
    const there = await client.query(`select 1 from accounts.organisation where kind = 'body'`)
    if (there.rowCount !== 0) return false
    const organisation = needs.chance.uuid()
    await client.query(
      `insert into accounts.organisation (id, kind, name_ja, name_en, created_at) values ($1, 'body', $2, $3, $4)`,
      [organisation, foundation.name.ja, foundation.name.en, now],
    )
    const person = await personFor(needs, client, { name, email })
    await speakFor(client, { person, organisation })
    await client.query(
      `insert into accounts.membership (person, organisation, roles, since) values ($1, $2, '{administrator}', $3)`,
      [person, organisation, now],
    )
    await remember(needs, client, { act: 'found', person, by: person, organisation })
    return true
  })
}
