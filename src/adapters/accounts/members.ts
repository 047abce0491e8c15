import type { PoolClient } from 'pg'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Accounts, Invitation, Session } from '../../casework/accounts.ts'
import { type Role, rolesOf, type Viewer } from '../../casework/roles.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readEmail } from './email.ts'
import { remember } from './history.ts'
import { invitationMail } from './mails.ts'
import { personNameFault } from './names.ts'
import type { Needs } from './needs.ts'
import { personFor } from './registration.ts'
import { digestOfToken, makeToken } from './secrets.ts'
import { begin, readSession } from './sessions.ts'
import { speakFor, transact } from './transaction.ts'

const lifetime = 7 * 24 * 3600_000

/** The people of the viewer's own organisation, and those invited. */
export function members(needs: Needs, viewer: Viewer): ReturnType<Accounts['members']> {
  return transact(needs.pool, { organisation: viewer.organisation }, async (client) => {
    const { rows } = await client.query<{
      person: string
      name: string
      email: string
      roles: Role[]
      invited: boolean
    }>(
      `select p.id as person, p.name, p.email, m.roles, false as invited, m.since as at
       from accounts.membership m join accounts.person p on p.id = m.person
       where m.organisation = $1 and m.ended_at is null
       union all
       select i.id, i.name, i.email, i.roles, true, i.created_at from accounts.invitation i
       where i.organisation = $1 and i.closed_at is null and i.expires_at > $2
       order by invited, at, person`,
      [viewer.organisation, needs.clock.now()],
    )
    return rows.map(({ person, name, email, roles, invited }) => ({ person, name, email, roles, invited }))
  })
}

export async function invite(
  needs: Needs,
  viewer: Viewer,
  invitation: Parameters<Accounts['invite']>[1],
): Promise<Result<null, AccountFault>> {
  const email = readEmail(invitation.email)
  const name = invitation.name.trim()
  const nameless = personNameFault(name)
  if (nameless) return refuse(nameless)
  if (email === undefined) return refuse({ code: 'email-malformed' })
  const wrong =
    invitation.roles.length === 0 ? { code: 'member-role-missing' as const } : mayGive(viewer, invitation.roles)
  if (wrong) return refuse(wrong)
  const token = makeToken(needs.chance)
  const now = needs.clock.now()
  const { organisation } = viewer
  const sent = await transact(needs.pool, { organisation }, async (client) => {
    const there = await client.query(
      `select 1 from accounts.membership m join accounts.person p on p.id = m.person
       where m.organisation = $1 and p.email = $2 and m.ended_at is null`,
      [organisation, email],
    )
    if (there.rowCount !== 0) return undefined
    await client.query(
      'update accounts.invitation set closed_at = $3 where organisation = $1 and email = $2 and closed_at is null',
      [organisation, email, now],
    )
    const id = needs.chance.uuid()
    await client.query(
      `insert into accounts.invitation (id, organisation, email, name, roles, digest, invited_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        organisation,
        email,
        name,
        invitation.roles,
        digestOfToken(token),
        viewer.person,
        now,
        new Date(Date.parse(now) + lifetime).toISOString(),
      ],
    )
    await remember(needs, client, {
      act: 'invite',
      person: id,
      by: viewer.person,
      organisation,
      data: { roles: invitation.roles },
    })
    const { rows } = await client.query<{ name_ja: string }>(
      'select name_ja from accounts.organisation where id = $1',
      [organisation],
    )
    return rows[0]!.name_ja
  })
  if (sent === undefined) return refuse({ code: 'already-member' })
  await needs.post(
    invitationMail(needs.operator, email, {
      token,
      name,
      by: viewer.name,
      organisation: sent,
      roles: invitation.roles,
    }),
  )
  return ok(null)
}

interface OpenInvitation {
  readonly id: string
  readonly organisation: string
  readonly organisation_name: string
  readonly email: string
  readonly name: string
  readonly roles: Role[]
  readonly invited_by: string
}

const openInvitation = async (needs: Needs, client: Pick<PoolClient, 'query'>, token: string) =>
  (
    await client.query<OpenInvitation>('select * from accounts.open_invitation($1, $2)', [
      digestOfToken(token),
      needs.clock.now(),
    ])
  ).rows[0]

export async function readInvitation(needs: Needs, token: string): Promise<Result<Invitation, AccountFault>> {
  const found = await openInvitation(needs, needs.pool, token)
  if (found === undefined) return refuse({ code: 'invitation-not-valid' })
  const { organisation_name, name, email, roles } = found
  return ok({ organisation: organisation_name, name, email, roles })
}

/** Joins the organisation and signs in: the token came by mail, which proves the address as a code would. */
export async function acceptInvitation(needs: Needs, token: string): Promise<Result<Session, AccountFault>> {
  const begun = await transact(needs.pool, {}, async (client) => {
    const found = await openInvitation(needs, client, token)
    if (found === undefined) return undefined
    const { organisation, roles } = found
    const now = needs.clock.now()
    await speakFor(client, { organisation })
    const closed = await client.query(
      'update accounts.invitation set closed_at = $2 where id = $1 and closed_at is null',
      [found.id, now],
    )
    if (closed.rowCount !== 1) return undefined // another click was faster
    const person = await personFor(needs, client, found)
    await client.query(
      `insert into accounts.membership (person, organisation, roles, since) values ($1, $2, $3, $4)
       on conflict (person, organisation) do update
       set roles = excluded.roles, since = excluded.since, ended_at = null`,
      [person, organisation, roles, now],
    )
    const data = { roles, invitedBy: found.invited_by, invitation: found.id }
    await remember(needs, client, { act: 'accept-invitation', person, by: person, organisation, data })
    return begin(needs, client, person, 'invitation', organisation)
  })
  const session = begun === undefined ? undefined : await readSession(needs, begun)
  return session === undefined ? refuse({ code: 'invitation-not-valid' }) : ok(session)
}

export async function changeRoles(
  needs: Needs,
  viewer: Viewer,
  person: string,
  roles: readonly Role[],
): Promise<Result<null, AccountFault>> {
  const wrong = mayGive(viewer, roles)
  if (wrong) return refuse(wrong)
  const { organisation } = viewer
  const now = needs.clock.now()
  return transact(needs.pool, { organisation }, async (client) => {
    // All rows of the organisation are locked in one order: two administrators cannot remove each other at once.
    const { rows } = await client.query<{ person: string; roles: Role[] }>(
      `select person, roles from accounts.membership where organisation = $1 and ended_at is null
       order by person for update`,
      [organisation],
    )
    const before = rows.find((row) => row.person === person)
    if (before === undefined) return refuse({ code: 'member-unknown' })
    const left = rows.filter((row) => (row.person === person ? roles : row.roles).includes('administrator'))
    if (left.length === 0) return refuse({ code: 'last-administrator' })
    await client.query(
      'update accounts.membership set roles = $3, ended_at = $4 where person = $1 and organisation = $2',
      [person, organisation, roles, roles.length === 0 ? now : null],
    )
    const data = { before: before.roles, after: roles }
    await remember(needs, client, { act: 'change-roles', person, by: viewer.person, organisation, data })
    return ok(null)
  })
}

/** Why the viewer may not give these roles, or undefined. The database keeps the tenant; this keeps the office. */
function mayGive(viewer: Viewer, roles: readonly Role[]): AccountFault | undefined {
  if (!viewer.roles.includes('administrator')) return { code: 'administrator-needed' }
  const stray = roles.find((role) => !rolesOf[viewer.kind].includes(role))
  return stray === undefined ? undefined : { code: 'role-not-for-this-organisation', role: stray }
}
