import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { House, Session } from '../../../house.ts'
import type { PageContext } from '../../page.tsx'
import { writeSessionCookie } from '../../session-cookie.ts'

const https = (house: House) => house.operator.address.startsWith('https:')

/** Who is asking, as the application reads it (a reverse proxy is taken into account there). */
export const networkAddress = (c: Context): string => {
  const address: unknown = c.get('address')
  return typeof address === 'string' ? address : 'unknown'
}

/** A page of ours to go to after signing in; anything else, an address elsewhere above all, is dropped. */
export function ownPath(asked: string): string | undefined {
  if (!/^\/(ja|en)\/[^\\]*$/.test(asked) || !URL.canParse(asked, 'https://own.invalid')) return undefined
  const { origin, pathname, search } = new URL(asked, 'https://own.invalid')
  // Read once more as it will be read: `/ja/..//elsewhere.example` begins like a page of ours and ends as another site.
  return origin === 'https://own.invalid' && /^\/(ja|en)\//.test(pathname) ? pathname + search : undefined
}

/** The page to go to afterwards, as the query of a link. */
export const asNext = (next: string): string => (next === '' ? '' : `?next=${encodeURIComponent(next)}`)

// What has to survive from one page to the next while nobody is signed in. The address stays out of URLs, and so out of logs.
interface Waiting {
  readonly email?: string
  readonly next?: string
  readonly flow?: string // OpenID Connect: ties the answer to the browser that asked
}
// `__Host-` as for the session: another host below our domain must not plant somebody else's half-finished sign-in.
const name = (house: House) => (https(house) ? '__Host-hoshirushi-waiting' : 'hoshirushi-waiting')

export function keepWaiting(p: PageContext<unknown>, waiting: Waiting): void {
  setCookie(p.c, name(p.house), Buffer.from(JSON.stringify(waiting)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    secure: https(p.house),
    sameSite: 'Lax',
    maxAge: 15 * 60,
  })
}

export function readWaiting(p: PageContext<unknown>): Waiting {
  const text = (value: unknown) => (typeof value === 'string' && value.length < 2000 ? value : undefined)
  try {
    const read: unknown = JSON.parse(Buffer.from(getCookie(p.c, name(p.house)) ?? '', 'base64url').toString('utf8'))
    if (typeof read !== 'object' || read === null) return {}
    const { email, next, flow } = read as Record<string, unknown>
    const [e, n, f] = [text(email), text(next), text(flow)]
    return { ...(e && { email: e }), ...(n && { next: n }), ...(f && { flow: f }) }
  } catch {
    return {}
  }
}

/** Lets somebody in: a new session takes the place of an old one, and leads to where they wanted to go. */
export async function enter(p: PageContext<unknown>, session: Session, next?: string): Promise<Response> {
  if (p.session) await p.house.accounts.signOut(p.session)
  deleteCookie(p.c, name(p.house), { path: '/', secure: https(p.house) })
  // The cookie outlasts the session's idle time, which moves; the server alone decides when a session is over.
  const end = new Date(Date.parse(p.now) + 24 * 3600_000).toISOString()
  writeSessionCookie(p.c, p.house, session.token, end)
  return p.c.redirect(ownPath(next ?? '') ?? p.href('/desk'), 303)
}
