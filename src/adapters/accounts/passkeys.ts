import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Passkey, Session } from '../../casework/accounts.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { remember } from './history.ts'
import type { Needs } from './needs.ts'
import { digestOfToken, makeToken } from './secrets.ts'
import { begin, readSession } from './sessions.ts'
import { transact } from './transaction.ts'

const lifetime = 5 * 60_000

// COSE: EdDSA, ES256, RS256. What every passkey speaks; the library's own choice moves with what the runtime is trying out.
const algorithms = [-8, -7, -257]

// What the browser sends, at the door; the library checks signatures, this only shape and size.
const base64url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(20_000)
const envelope = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
}
const registrationResponse = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})
const signInResponse = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})

const site = (needs: Needs) => {
  const { hostname, origin } = new URL(needs.operator.address)
  return { expectedRPID: hostname, expectedOrigin: origin }
}

/** What `navigator.credentials.create()` needs. The challenge is kept under the session, and used once. */
export async function registrationOptions(needs: Needs, session: Session): Promise<unknown> {
  const { person, name } = session.viewer
  const known = await needs.pool.query<{ id: string; transports: string[] }>(
    'select id, transports from accounts.passkey where person = $1',
    [person],
  )
  const options = await generateRegistrationOptions({
    rpName: needs.operator.name.ja,
    rpID: site(needs).expectedRPID,
    userID: new TextEncoder().encode(person),
    userName: session.email,
    userDisplayName: name,
    challenge: Uint8Array.from(needs.chance.bytes(32)),
    excludeCredentials: known.rows,
    supportedAlgorithmIDs: algorithms,
    // A passkey is the only factor here: it must know its owner, and be found without a name typed first.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(needs, `register ${session.token}`, options.challenge, person)
  return options
}

export async function registerPasskey(
  needs: Needs,
  session: Session,
  response: unknown,
  name: string,
): Promise<Result<null, AccountFault>> {
  const { person } = session.viewer
  const challenge = await takeChallenge(needs, `register ${session.token}`, person)
  const read = registrationResponse.safeParse(response)
  if (challenge === undefined || !read.success) return refuse({ code: 'passkey-not-accepted' })
  const checked = await verifyRegistrationResponse({
    response: read.data,
    expectedChallenge: challenge,
    supportedAlgorithmIDs: algorithms,
    ...site(needs),
  }).catch(() => undefined) // the library throws for every defect of what was sent
  if (!checked?.verified) return refuse({ code: 'passkey-not-accepted' })
  const { credential, credentialBackedUp } = checked.registrationInfo
  const kept = await transact(needs.pool, { person }, async (client) => {
    const inserted = await client.query(
      `insert into accounts.passkey (id, person, public_key, counter, transports, name, backed_up, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
      [
        credential.id,
        person,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        name.replace(/\p{C}/gu, '').trim().slice(0, 80) || 'パスキー',
        credentialBackedUp,
        needs.clock.now(),
      ],
    )
    if (inserted.rowCount === 1)
      await remember(needs, client, { act: 'passkey', person, by: person, data: { added: credential.id } })
    return inserted.rowCount === 1
  })
  return kept ? ok(null) : refuse({ code: 'passkey-not-accepted' })
}

export async function passkeys(needs: Needs, session: Session): Promise<readonly Passkey[]> {
  const { rows } = await needs.pool.query<{ id: string; name: string; created_at: Date; used_at: Date | null }>(
    'select id, name, created_at, used_at from accounts.passkey where person = $1 order by created_at, id',
    [session.viewer.person],
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    ...(row.used_at && { usedAt: row.used_at.toISOString() }),
  }))
}

export async function removePasskey(needs: Needs, session: Session, id: string): Promise<Result<null, AccountFault>> {
  const { person } = session.viewer
  const removed = await transact(needs.pool, { person }, async (client) => {
    const gone = await client.query('delete from accounts.passkey where id = $1 and person = $2', [id, person])
    if (gone.rowCount === 1)
      await remember(needs, client, { act: 'passkey', person, by: person, data: { removed: id } })
    return gone.rowCount === 1
  })
  return removed ? ok(null) : refuse({ code: 'passkey-unknown' })
}

/** What `navigator.credentials.get()` needs; no names are asked for or told. */
export async function signInOptions(needs: Needs): Promise<{ readonly flow: string; readonly options: unknown }> {
  const flow = makeToken(needs.chance)
  const options = await generateAuthenticationOptions({
    rpID: site(needs).expectedRPID,
    challenge: Uint8Array.from(needs.chance.bytes(32)),
    userVerification: 'required',
  })
  await keepChallenge(needs, `sign-in ${flow}`, options.challenge, null)
  return { flow, options }
}

export async function signInWithPasskey(
  needs: Needs,
  flow: string,
  response: unknown,
): Promise<Result<Session, AccountFault>> {
  const challenge = await takeChallenge(needs, `sign-in ${flow}`, null)
  const read = signInResponse.safeParse(response)
  if (challenge === undefined || !read.success) return refuse({ code: 'passkey-not-accepted' })
  const found = await needs.pool.query<{ person: string; public_key: Buffer; counter: string; transports: string[] }>(
    'select person, public_key, counter, transports from accounts.passkey where id = $1',
    [read.data.id],
  )
  const key = found.rows[0]
  if (key === undefined) return refuse({ code: 'passkey-not-accepted' })
  const checked = await verifyAuthenticationResponse({
    response: read.data,
    expectedChallenge: challenge,
    ...site(needs),
    credential: {
      id: read.data.id,
      publicKey: Uint8Array.from(key.public_key),
      counter: Number(key.counter),
      transports: key.transports,
    },
  }).catch(() => undefined)
  if (!checked?.verified) return refuse({ code: 'passkey-not-accepted' })
  const { newCounter, credentialBackedUp } = checked.authenticationInfo
  const token = await transact(needs.pool, {}, async (client) => {
    // Two uses of one counter value cannot both pass; authenticators that do not count stay at zero.
    const used = await client.query(
      `update accounts.passkey set counter = $2, backed_up = $3, used_at = $4
       where id = $1 and (counter < $2 or ($2 = 0 and counter = 0))`,
      [read.data.id, newCounter, credentialBackedUp, needs.clock.now()],
    )
    return used.rowCount === 1 ? begin(needs, client, key.person, 'passkey') : undefined
  })
  const session = token === undefined ? undefined : await readSession(needs, token)
  return session === undefined ? refuse({ code: 'passkey-not-accepted' }) : ok(session)
}

async function keepChallenge(needs: Needs, key: string, challenge: string, person: string | null): Promise<void> {
  const ends = new Date(Date.parse(needs.clock.now()) + lifetime).toISOString()
  await transact(needs.pool, {}, async (client) => {
    // What nobody came back for goes as well: anybody may begin, so beginnings must not pile up.
    await client.query('delete from accounts.webauthn_flow where digest = $1 or expires_at < $2', [
      digestOfToken(key),
      needs.clock.now(),
    ])
    await client.query(
      'insert into accounts.webauthn_flow (digest, person, challenge, expires_at) values ($1, $2, $3, $4)',
      [digestOfToken(key), person, challenge, ends],
    )
  })
}

/** A challenge is taken out when it is looked at: it answers once, whether the answer was right or wrong. */
async function takeChallenge(needs: Needs, key: string, person: string | null): Promise<string | undefined> {
  const { rows } = await needs.pool.query<{ challenge: string; person: string | null; expires_at: Date }>(
    'delete from accounts.webauthn_flow where digest = $1 returning challenge, person, expires_at',
    [digestOfToken(key)],
  )
  const row = rows[0]
  return row && row.person === person && row.expires_at.getTime() > Date.parse(needs.clock.now())
    ? row.challenge
    : undefined
}
