import { setTimeout as wait } from 'node:timers/promises'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Accounts, Session } from '../../casework/accounts.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readCorporateNumber } from './corporate-number.ts'
import { readEmail } from './email.ts'
import { codeMail, welcomeMail } from './mails.ts'
import { organisationNameFault, personNameFault } from './names.ts'
import type { Needs } from './needs.ts'
import { holdBack, sweep } from './rate.ts'
import { completeRegistration, type Registration } from './registration.ts'
import { digestOfCode, digestOfToken, makeCode, readCode, same } from './secrets.ts'
import { begin, readSession } from './sessions.ts'
import { transact } from './transaction.ts'

const lifetime = 10 * 60_000
const tries = 5

/** One-time codes by mail. Known and unknown addresses take the same way, the same time, and get the same answer. */
export async function requestCode(needs: Needs, typed: string, ip: string): Promise<Result<null, AccountFault>> {
  const email = readEmail(typed)
  if (email === undefined) return refuse({ code: 'email-malformed' })
  const held = await holdBack(needs, 'request-code', email, ip)
  if (held) return refuse(held)
  await evenly(needs, async () => {
    const person = await personOf(needs, email)
    // Who is signing up and asks for another code goes on signing up.
    const pending = await pendingRegistration(needs, email)
    const code = await keepCode(needs, email, person, person === undefined ? pending : undefined)
    if (person !== undefined) await needs.post(codeMail(needs.operator, email, code, 'code'))
    else if (pending) await needs.post(welcomeMail(needs.operator, email, code, pending.organisation))
    await sweep(needs)
  })
  return ok(null)
}

/** A maker signs up: nothing exists before the mailed code has proved the address. */
export async function register(
  needs: Needs,
  maker: Parameters<Accounts['register']>[0],
  ip: string,
): Promise<Result<null, AccountFault>> {
  const organisation = maker.organisation.trim()
  const name = maker.name.trim()
  const number = maker.corporateNumber?.trim()
  const corporateNumber = number ? readCorporateNumber(number) : undefined
  const email = readEmail(maker.email)
  const unfit = organisationNameFault(organisation)
  if (unfit) return refuse(unfit)
  if (number && corporateNumber === undefined) return refuse({ code: 'corporate-number-malformed' })
  const nameless = personNameFault(name)
  if (nameless) return refuse(nameless)
  if (email === undefined) return refuse({ code: 'email-malformed' })
  const held = await holdBack(needs, 'register', email, ip)
  if (held) return refuse(held)
  await evenly(needs, async () => {
    const person = await personOf(needs, email)
    const registration = { organisation, name, email, ...(corporateNumber && { corporateNumber }) }
    const code = await keepCode(needs, email, person, person === undefined ? registration : undefined)
    await needs.post(
      person === undefined
        ? welcomeMail(needs.operator, email, code, organisation)
        : codeMail(needs.operator, email, code, 'known'),
    )
  })
  return ok(null)
}

export async function signInWithCode(
  needs: Needs,
  typedEmail: string,
  typedCode: string,
  ip: string,
): Promise<Result<Session, AccountFault>> {
  const email = readEmail(typedEmail)
  if (email === undefined) return refuse({ code: 'email-malformed' })
  const held = await holdBack(needs, 'enter-code', email, ip)
  if (held) return refuse(held)
  // The try is counted and committed before the code is looked at: parallel guesses cannot share one.
  const claimed = await needs.pool.query<{
    id: string
    person: string | null
    registration: Registration | null
    salt: Buffer
    digest: Buffer
  }>(
    `update accounts.login_code set tries = tries + 1
     where id = (select id from accounts.login_code where address = $1 and used_at is null
                 order by created_at desc, id desc limit 1)
       and tries < $3 and used_at is null and expires_at > $2
     returning id, person, registration, salt, digest`,
    [digestOfToken(email), needs.clock.now(), tries],
  )
  const row = claimed.rows[0]
  const digest = await digestOfCode(readCode(typedCode), row?.salt ?? Buffer.alloc(16))
  if (row === undefined || !same(digest, row.digest)) return refuse({ code: 'code-not-accepted' })
  const token = await transact(needs.pool, {}, async (client) => {
    const used = await client.query('update accounts.login_code set used_at = $2 where id = $1 and used_at is null', [
      row.id,
      needs.clock.now(),
    ])
    if (used.rowCount !== 1) return undefined
    if (row.registration) {
      const made = await completeRegistration(needs, client, row.registration)
      return begin(needs, client, made.person, 'code', made.organisation)
    }
    return row.person === null ? undefined : begin(needs, client, row.person, 'code')
  })
  const session = token === undefined ? undefined : await readSession(needs, token)
  return session === undefined ? refuse({ code: 'code-not-accepted' }) : ok(session)
}

async function personOf(needs: Needs, email: string): Promise<string | undefined> {
  const { rows } = await needs.pool.query<{ id: string }>('select id from accounts.person where email = $1', [email])
  return rows[0]?.id
}

/** The sign-up this address has begun and may still finish. */
async function pendingRegistration(needs: Needs, email: string): Promise<Registration | undefined> {
  const { rows } = await needs.pool.query<{ registration: Registration | null }>(
    `select registration from accounts.login_code where address = $1 and used_at is null and expires_at > $2
     order by created_at desc, id desc limit 1`,
    [digestOfToken(email), needs.clock.now()],
  )
  return rows[0]?.registration ?? undefined
}

async function keepCode(
  needs: Needs,
  email: string,
  person: string | undefined,
  registration: Registration | undefined,
): Promise<string> {
  const code = makeCode(needs.chance)
  const salt = needs.chance.bytes(16)
  const now = needs.clock.now()
  const digest = await digestOfCode(code, salt)
  await transact(needs.pool, {}, async (client) => {
    // Only the newest code counts.
    await client.query('update accounts.login_code set used_at = $2 where address = $1 and used_at is null', [
      digestOfToken(email),
      now,
    ])
    await client.query(
      `insert into accounts.login_code (id, address, person, registration, salt, digest, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        needs.chance.uuid(),
        digestOfToken(email),
        person ?? null,
        registration === undefined ? null : JSON.stringify(registration),
        Buffer.from(salt),
        digest,
        now,
        new Date(Date.parse(now) + lifetime).toISOString(),
      ],
    )
  })
  return code
}

/** Does the work, but never answers earlier than usual: how long it took must not tell who is known. */
async function evenly(needs: Needs, work: () => Promise<void>): Promise<void> {
  const [done] = await Promise.allSettled([work(), wait(needs.evenMs ?? 250)])
  if (done.status === 'rejected') throw done.reason
}
