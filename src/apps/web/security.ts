import type { MiddlewareHandler } from 'hono'

// Nothing is allowed but our own style sheet, our own pictures and our own forms. No inline style, no script on public pages.
const policy = (scripts: boolean) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(scripts ? ["script-src 'self'", "connect-src 'self'"] : []),
  ].join('; ')

/** Headers of every page. A workspace page that has scripts asks for them through its frame (page.tsx). */
export const securityHeaders =
  (https: boolean): MiddlewareHandler =>
  async (c, next) => {
    await next()
    const h = c.res.headers
    if (!h.has('content-security-policy')) h.set('content-security-policy', policy(false))
    h.set('x-content-type-options', 'nosniff')
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    h.set('referrer-policy', 'same-origin')
    h.set('cross-origin-opener-policy', 'same-origin')
    h.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()')
    if (!h.has('cross-origin-resource-policy')) h.set('cross-origin-resource-policy', 'same-origin')
    if (https) h.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  }

/** The policy of a workspace page with scripts of its own. */
export const policyWithScripts: string = policy(true)
