import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
} from 'openid-client'
import type { PoolClient } from 'pg'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Session } from '../../casework/accounts.ts'
import type { Viewer } from '../../casework/roles.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readEmail } from './email.ts'
import { remember } from './history.ts'
import type { Needs } from './needs.ts'
import { digestOfToken, makeToken } from './secrets.ts'
import { begin, readSession } from './sessions.ts'
import { speakFor, transact } from './transaction.ts'

const lifetime = 10 * 60_000

/** Where the provider sends people back to; register this address there. */
export const callbackAddress = (needs: Needs): string => new URL('/account/oidc/callback', needs.operator.address).href

/**
 * Looks the provider up when it is first needed and again after a failure: one that is down when we start must not
 * stay switched off.
 */
export function provider(needs: Needs): () => Promise<Result<Configuration, AccountFault>> {
  let known: Promise<Configuration> | undefined
  return async () => {
    const { oidc } = needs.operator
    if (oidc === undefined) return refuse({ code: 'oidc-not-configured' })
    const issuer = new URL(oidc.issuer)
    const onThisMachine = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname)
    const options = { timeout: 10, ...(onThisMachine && { execute: [allowInsecureRequests] }) }
    known ??= discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, options)
    try {
      return ok(await known)
    } catch {
      known = undefined
      return refuse({ code: 'oidc-unreachable' })
    }
  }
}

/** Begins: the state, the nonce and the PKCE verifier stay here, under a flow token only this browser gets. */
export async function start(
  needs: Needs,
  config: Configuration,
): Promise<{ readonly url: string; readonly flow: string }> {
  const [flow, state, nonce, verifier] = [0, 1, 2, 3].map(() => makeToken(needs.chance)) as [
    string,
    string,
    string,
    string,
  ]
  const url = buildAuthorizationUrl(config, {
    redirect_uri: callbackAddress(needs),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  await needs.pool.query('delete from accounts.oidc_flow where expires_at < $1', [needs.clock.now()])
  await needs.pool.query(
    'insert into accounts.oidc_flow (digest, state, nonce, verifier, expires_at) values ($1, $2, $3, $4, $5)',
    [digestOfToken(flow), state, nonce, verifier, new Date(Date.parse(needs.clock.now()) + lifetime).toISOString()],
  )
  return { url: url.href, flow }
}

export async function finish(
  needs: Needs,
  config: Configuration,
  flow: string,
  callbackUrl: string,
): Promise<Result<Session, AccountFault>> {
  const taken = await needs.pool.query<{ state: string; nonce: string; verifier: string; expires_at: Date }>(
    'delete from accounts.oidc_flow where digest = $1 returning state, nonce, verifier, expires_at',
    [digestOfToken(flow)],
  )
  const begun = taken.rows[0]
  if (begun === undefined || begun.expires_at.getTime() <= Date.parse(needs.clock.now()))
    return refuse({ code: 'oidc-not-accepted' })
  // Behind a proxy the request shows another host: what counts is our own address with what the provider added.
  const current = new URL(callbackAddress(needs))
  current.search = new URL(callbackUrl, needs.operator.address).search
  const answer = await authorizationCodeGrant(config, current, {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    idTokenExpected: true,
  }).catch(() => undefined) // refused, forged and broken answers alike; the reasons may hold tokens, so none is logged
  const claims = answer?.claims()
  if (answer === undefined || claims === undefined) return refuse({ code: 'oidc-not-accepted' })
  const email = verifiedEmail(claims) ?? verifiedEmail(await userInfo(config, answer.access_token, claims.sub))
  const token = await transact(needs.pool, {}, async (client) => {
    const linked = await link(needs, client, claims.iss, claims.sub, email)
    return linked && begin(needs, client, linked.person, 'oidc', linked.organisation)
  })
  const session = token === undefined ? undefined : await readSession(needs, token)
  return session === undefined ? refuse({ code: 'oidc-not-linked' }) : ok(session)
}

// Many providers put the address into the user info only, as the standard has it when an access token is issued.
const userInfo = (config: Configuration, accessToken: string, subject: string) =>
  fetchUserInfo(config, accessToken, subject).catch(() => ({}))

/** An address counts only where the provider says that it has verified it. */
function verifiedEmail(claims: Readonly<Record<string, unknown>>): string | undefined {
  return claims.email_verified === true && typeof claims.email === 'string' ? readEmail(claims.email) : undefined
}

/**
 * Whom this outside account belongs to. A first visit is linked by verified mail address; first visit or not, the person
 * must belong to an organisation that allows this provider, so that no provider can speak for people it was not given.
 */
async function link(
  needs: Needs,
  client: PoolClient,
  issuer: string,
  subject: string,
  email: string | undefined,
): Promise<{ readonly person: string; readonly organisation: string } | undefined> {
  const known = await client.query<{ person: string }>(
    'select person from accounts.oidc_identity where issuer = $1 and subject = $2',
    [issuer, subject],
  )
  const named =
    known.rows[0] ??
    (email === undefined
      ? undefined
      : (await client.query<{ person: string }>('select id as person from accounts.person where email = $1', [email]))
          .rows[0])
  if (named === undefined) return undefined
  await speakFor(client, { person: named.person })
  const allowed = await client.query<{ organisation: string }>(
    `select m.organisation from accounts.membership m join accounts.organisation o on o.id = m.organisation
     where m.person = $1 and m.ended_at is null and o.oidc_issuer = $2 order by m.since, m.organisation limit 1`,
    [named.person, issuer],
  )
  const organisation = allowed.rows[0]?.organisation
  if (organisation === undefined) return undefined
  await client.query(
    `insert into accounts.oidc_identity (issuer, subject, person, linked_at) values ($1, $2, $3, $4)
     on conflict (issuer, subject) do nothing`,
    [issuer, subject, named.person, needs.clock.now()],
  )
  return { person: named.person, organisation }
}

export async function oidcAllowed(needs: Needs, viewer: Viewer): Promise<boolean> {
  const { rows } = await needs.pool.query<{ oidc_issuer: string | null }>(
    'select oidc_issuer from accounts.organisation where id = $1',
    [viewer.organisation],
  )
  return needs.operator.oidc !== undefined && rows[0]?.oidc_issuer === needs.operator.oidc.issuer
}

export async function allowOidc(needs: Needs, viewer: Viewer, allowed: boolean): Promise<Result<null, AccountFault>> {
  const { oidc } = needs.operator
  if (!viewer.roles.includes('administrator')) return refuse({ code: 'administrator-needed' })
  if (oidc === undefined) return refuse({ code: 'oidc-not-configured' })
  const { organisation, person } = viewer
  await transact(needs.pool, { organisation }, async (client) => {
    await client.query('update accounts.organisation set oidc_issuer = $2 where id = $1', [
      organisation,
      allowed ? oidc.issuer : null,
    ])
    const data = { allowed, issuer: oidc.issuer }
    await remember(needs, client, { act: 'allow-oidc', person, by: person, organisation, data })
  })
  return ok(null)
}
