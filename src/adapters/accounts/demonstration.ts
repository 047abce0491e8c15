import type { AccountFault } from '../../casework/account-faults.ts'
import type { Accounts, Session } from '../../casework/accounts.ts'
import type { OrganisationKind, Role } from '../../casework/roles.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Needs } from './needs.ts'
import { begin, readSession } from './sessions.ts'
import { transact } from './transaction.ts'

/** The accounts one may enter without a code: sample people, in demonstration mode; in production there are none. */
export async function demonstrationAccounts(needs: Needs): ReturnType<Accounts['demonstrationAccounts']> {
  if (needs.operator.mode !== 'demonstration') return []
  const { rows } = await needs.pool.query<{
    person: string
    name: string
    organisation: string
    kind: OrganisationKind
    roles: Role[]
  }>('select person, name, organisation, kind, roles from accounts.demonstration_accounts()')
  const first = new Map(rows.toReversed().map((row) => [row.person, row])) // one line a person: their first organisation
  return rows.filter((row) => first.get(row.person) === row)
}

/** Two locks: the mode of the installation, and the mark on the person. Real people are never entered this way. */
export async function signInAsDemonstration(needs: Needs, person: string): Promise<Result<Session, AccountFault>> {
  if (needs.operator.mode !== 'demonstration') return refuse({ code: 'demonstration-only' })
  const marked = await needs.pool.query('select 1 from accounts.person where id = $1 and demonstration', [person])
  if (marked.rowCount !== 1) return refuse({ code: 'account-unknown' })
  const token = await transact(needs.pool, {}, (client) => begin(needs, client, person, 'demonstration'))
  const session = token === undefined ? undefined : await readSession(needs, token)
  return session === undefined ? refuse({ code: 'account-unknown' }) : ok(session)
}
