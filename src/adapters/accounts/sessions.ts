import type { PoolClient } from 'pg'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Session } from '../../casework/accounts.ts'
import type { OrganisationKind, Role } from '../../casework/roles.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { remember } from './history.ts'
import type { Needs } from './needs.ts'
import { csrfOf, digestOfToken, makeToken } from './secrets.ts'
import { speakFor, transact } from './transaction.ts'

const absolute = 24 * 3600_000
const idle = 8 * 3600_000 // the same eight hours stand in accounts.open_session

interface Row {
  readonly person: string
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly seen_at: Date
  readonly expires_at: Date
  readonly memberships: readonly { id: string; name: string; kind: OrganisationKind; roles: readonly Role[] }[] | null
}

/**
 * Begins a session for a person who has proved who they are, within the caller's transaction; always a new token.
 * Refused for a person who belongs to no organisation (any more), in the words of the way they came in.
 */
export async function begin(
  needs: Needs,
  client: PoolClient,
  person: string,
  way: 'code' | 'passkey' | 'oidc' | 'invitation' | 'demonstration',
  organisation?: string,
): Promise<string | undefined> {
  await speakFor(client, { person })
  const token = makeToken(needs.chance)
  const now = needs.clock.now()
  const { rows } = await client.query<{ organisation: string }>(
    `insert into accounts.session (digest, person, organisation, created_at, seen_at, expires_at)
     select $1, m.person, m.organisation, $3, $3, $4 from accounts.membership m
     where m.person = $2 and m.ended_at is null
     order by (m.organisation = $5) desc nulls last, m.since, m.organisation limit 1
     returning organisation`,
    [digestOfToken(token), person, now, new Date(Date.parse(now) + absolute).toISOString(), organisation ?? null],
  )
  const started = rows[0]
  if (started === undefined) return undefined
  await remember(needs, client, {
    act: 'sign-in',
    person,
    by: person,
    organisation: started.organisation,
    data: { way },
  })
  return token
}

/** The session of a token, with the roles its person holds at this moment. */
export async function readSession(needs: Needs, token: string): Promise<Session | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const now = needs.clock.now()
  const digest = digestOfToken(token)
  const { rows } = await needs.pool.query<Row>('select * from accounts.open_session($1, $2)', [digest, now])
  const row = rows[0]
  const current = row?.memberships?.find((m) => m.id === row.organisation) ?? row?.memberships?.[0]
  if (row === undefined || current === undefined) return undefined
  // Written at most once a minute: every page reads the session, few need to move its idle time.
  const quiet = Date.parse(now) - row.seen_at.getTime()
  if (quiet > 60_000)
    await needs.pool.query('update accounts.session set seen_at = $2 where digest = $1', [digest, now])
  const seen = quiet > 60_000 ? Date.parse(now) : row.seen_at.getTime()
  return {
    token,
    csrf: csrfOf(token),
    email: row.email,
    expiresAt: new Date(Math.min(seen + idle, row.expires_at.getTime())).toISOString(),
    viewer: {
      person: row.person,
      name: row.name,
      organisation: current.id,
      kind: current.kind,
      roles: current.roles,
    },
    organisations: row.memberships!.map(({ id, name, kind }) => ({ id, name, kind })),
  }
}

export async function switchOrganisation(
  needs: Needs,
  session: Session,
  organisation: string,
): Promise<Result<null, AccountFault>> {
  const { person } = session.viewer
  const changed = await transact(needs.pool, { person }, (client) =>
    client.query(
      `update accounts.session s set organisation = m.organisation from accounts.membership m
       where s.digest = $1 and s.person = $2 and m.person = s.person and m.organisation = $3 and m.ended_at is null`,
      [digestOfToken(session.token), person, organisation],
    ),
  )
  return changed.rowCount === 1 ? ok(null) : refuse({ code: 'organisation-not-yours' })
}

export async function signOut(needs: Needs, session: Session): Promise<void> {
  await needs.pool.query('delete from accounts.session where digest = $1', [digestOfToken(session.token)])
}
