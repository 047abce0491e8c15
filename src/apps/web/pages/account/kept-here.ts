import type { Context } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'

// The page of the guided steps keeps records in the browser until they are sent (pages/laboratory/steps-offline.js). It tells so in a
// cookie, with how many wait: signing out takes all of it away, and asks first where something would be lost.

const name = 'hoshirushi-steps'

/** How many records this browser holds that were not sent; undefined where it holds nothing of ours at all. */
export function unsentHere(c: Context): number | undefined {
  const told = getCookie(c, name)
  if (told === undefined) return undefined
  return /^\d{1,6}$/.test(told) ? Number(told) : 0
}

/** Has the browser forget everything that a page of ours kept in it: records, pictures, pages for working offline. */
export function forgetHere(c: Context): void {
  deleteCookie(c, name, { path: '/' })
  c.header('clear-site-data', '"storage"')
}
