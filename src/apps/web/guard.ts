import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { isOnlyEvaluator } from '../../casework/roles.ts'
import type { Fault } from '../../core/kernel/fault.ts'
import type { House, Session } from '../house.ts'
import type { Page } from './page.tsx'

/** Compares a form's token with the session's, in constant time. For pages that read uploads themselves. */
export function tokenFits(session: Session, sent: unknown): boolean {
  if (typeof sent !== 'string') return false
  const [a, b] = [Buffer.from(sent), Buffer.from(session.csrf)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A POST comes from a page of ours: its Origin, where the browser says one, is this house's. */
export function fromHere(c: Context, house: House): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = c.req.header('origin')
  if (origin === undefined) return true // not a browser: the token decides
  if (origin === new URL(house.operator.address).origin) return true
  // A machine calls itself by several names. Any other name is refused even where Host agrees with it: an attacker's own
  // domain may be made to point at this machine (DNS rebinding), and then both say the attacker's name.
  if (!URL.canParse(origin)) return false
  const { host, hostname } = new URL(origin)
  return host === c.req.header('host') && loopback.has(hostname)
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a POST may go on to its page: its origin, then the token of the session. */
export async function postFault(
  c: Context,
  house: House,
  page: Page,
  session: Session | undefined,
): Promise<Fault | undefined> {
  if (!fromHere(c, house)) return { code: 'form-from-elsewhere' }
  if (session === undefined || page.upload) return undefined
  const body = await c.req.parseBody()
  return tokenFits(session, body['csrf']) ? undefined : { code: 'form-token-mismatch' }
}

/**
 * Whether this person may open this page. A page that names no roles is for the people of the house: those who are there to test
 * devices and for nothing else come in only where their role is named.
 */
export function mayOpen(page: Page, session: Session): boolean {
  if (page.access === 'anyone') return true
  const { viewer } = session
  const { kind, roles } = page.access
  if (kind && viewer.kind !== kind) return false
  return roles ? roles.some((role) => viewer.roles.includes(role)) : !isOnlyEvaluator(viewer)
}
