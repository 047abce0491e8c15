import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { House } from '../house.ts'

// `__Host-` binds the cookie to this host and to https; over plain http (a demonstration on one's own machine) browsers refuse
// the prefix, so the name has none there.
const https = (house: House) => house.operator.address.startsWith('https:')
const cookieName = (house: House) => (https(house) ? '__Host-hoshirushi' : 'hoshirushi')

/** The token a browser brought, if any. */
export const readSessionCookie = (c: Context, house: House): string | undefined => getCookie(c, cookieName(house))

/** Lets the browser in: call after a sign-in that succeeded. */
export const writeSessionCookie = (c: Context, house: House, token: string, expiresAt: string): void =>
  setCookie(c, cookieName(house), token, {
    path: '/',
    httpOnly: true,
    secure: https(house),
    sameSite: 'Lax', // Strict would lose the session on the way back from an identity provider
    expires: new Date(expiresAt),
  })

/** Call after signing out. */
export const clearSessionCookie = (c: Context, house: House): void =>
  setCookie(c, cookieName(house), '', { path: '/', httpOnly: true, secure: https(house), sameSite: 'Lax', maxAge: 0 })
