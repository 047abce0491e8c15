import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { languages, type Text } from '../../core/kernel/text.ts'
import type { House, Session } from '../house.ts'
import { loggedPath } from '../logged-path.ts'
import { faultOfError } from '../status-of.ts'
import { icon, style } from './assets.ts'
import { errorPage } from './error-pages.tsx'
import { mayOpen, postFault } from './guard.ts'
import { languageOfPath, negotiate } from './language.ts'
import { publicMenu } from './navigation.ts'
import { type Page, type PageContext, pageContext } from './page.tsx'
import { rateLimiter } from './rate-limit.ts'
import { answerData, formAsked } from './representations.ts'
import { pages as allPages } from './routes.ts'
import { securityHeaders } from './security.ts'
import { readSessionCookie } from './session-cookie.ts'
import { staticFiles } from './static-files.ts'

export interface WebOptions {
  /** Who is asking, for the rate limits; behind a reverse proxy the caller reads it from the header that proxy sets. */
  readonly addressOf?: (c: Context) => string
  readonly pages?: readonly Page[]
}

const unreadableForm: Text = {
  ja: 'フォームとして読み取れない形で届きました。',
  en: 'It did not arrive as a form that can be read.',
}
/** Whether a posted form can be taken apart; Hono keeps what it has read, so it is read once. */
const isReadable = (c: Context): Promise<boolean> =>
  c.req.parseBody().then(
    () => true,
    () => false,
  )

// These work longer than others for what their address asks.
const searching: ReadonlySet<string> = new Set(['/register', '/plan/result'])
const beginning: ReadonlySet<string> = new Set(['/account/sign-in/passkey', '/account/sign-in/oidc'])

const hasConnection = (c: Context) => typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
const directAddress = (c: Context) => (hasConnection(c) ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown')

/** All pages, the style sheet and the published files. */
export function webApp(house: House, options: WebOptions = {}): Hono {
  const { addressOf = directAddress, pages = allPages } = options
  const app = new Hono()
  const paths: ReadonlySet<string> = new Set(pages.filter((p) => p.prefixed).map((p) => p.path))
  const posts = rateLimiter({ burst: 40, perMinute: 60 })
  const searches = rateLimiter({ burst: 60, perMinute: 120 })

  const languageOf = (c: Context) => {
    const asked = c.req.query('lang')
    const own = languageOfPath(c.req.path) ?? (asked === 'ja' || asked === 'en' ? asked : undefined)
    if (own !== undefined) return own
    c.header('vary', 'Accept-Language', { append: true })
    return negotiate(c.req.header('accept-language'))
  }

  const contextOf = (c: Context, session?: Session): PageContext<unknown> => {
    const lang = languageOf(c)
    const site = {
      operator: house.operator,
      lang,
      url: new URL(c.req.url),
      now: house.ports.clock.now(),
      menu: publicMenu(paths, lang),
      paths,
      session,
    }
    const p: PageContext<unknown> = pageContext(c, house, site, session, async () => errorPage(p, 'notFound'))
    return p
  }

  app.use('*', securityHeaders(house.operator.address.startsWith('https:')))

  for (const asset of [style, icon]) {
    app.get(asset.url, (c) => {
      const accepts = c.req.header('accept-encoding') ?? ''
      const way = accepts.includes('br') ? 'brotli' : accepts.includes('gzip') ? 'gzip' : 'body'
      c.header('content-type', asset.type)
      c.header('cache-control', 'public, max-age=31536000, immutable')
      c.header('vary', 'Accept-Encoding')
      if (way !== 'body') c.header('content-encoding', way === 'brotli' ? 'br' : 'gzip')
      return c.body(asset[way])
    })
  }

  staticFiles(app, house.publicFolder)

  app.get('/', (c) => {
    c.header('vary', 'Accept-Language')
    return c.redirect(`/${negotiate(c.req.header('accept-language'))}/`, 302)
  })

  const answer = async (c: Context, page: Page): Promise<Response> => {
    const inside = page.access !== 'anyone' || page.path.startsWith('/account')
    const token = inside ? readSessionCookie(c, house) : undefined
    const session = token === undefined ? undefined : await house.accounts.session(token)
    const p = contextOf(c, session)
    c.header('cache-control', inside ? 'private, no-store' : 'public, max-age=0, must-revalidate')
    if (page.access !== 'anyone') {
      if (session === undefined) {
        // A form sent after the session was over leads back to its page, where it can be sent again.
        const next = page.get ? `?next=${encodeURIComponent(p.url.pathname + p.url.search)}` : ''
        return p.goTo(`/account/sign-in${next}`)
      }
      if (!mayOpen(page, session)) return p.refuse({ code: 'not-allowed-here' })
    }
    const address = addressOf(c)
    c.set('address', address) // for pages that limit attempts themselves
    const nowMs = Date.parse(p.now)
    // Reading these begins something that is kept until it runs out: they count like sending.
    if (beginning.has(page.path) && c.req.method !== 'POST' && !posts(address, nowMs))
      return p.refuse({ code: 'too-many-requests', seconds: 60 })
    if (c.req.method !== 'POST') {
      if (searching.has(page.path) && p.url.search !== '' && !searches(address, nowMs))
        return p.refuse({ code: 'too-many-requests', seconds: 30 })
      return page.get ? page.get(p) : p.notFound()
    }
    if (!page.post) return p.notFound()
    if (!posts(session ? `person ${session.viewer.person}` : address, nowMs))
      return p.refuse({ code: 'too-many-requests', seconds: 60 })
    if (!page.upload && !(await isReadable(c)))
      return p.refuse({ code: 'request-malformed', field: '-', reason: unreadableForm })
    const fault = await postFault(c, house, page, session)
    return fault ? p.refuse(fault) : page.post(p)
  }

  for (const page of pages) {
    const within = page.path === '/' ? ['', '/'] : [page.path]
    const addresses = page.prefixed ? languages.flatMap((l) => within.map((path) => `/${l}${path}`)) : [page.path]
    // Files are read by their page as a stream, with limits of its own; every other form is held in memory, and so is short.
    const short = bodyLimit({ maxSize: page.limit, onError: (c) => contextOf(c).refuse({ code: 'request-too-large' }) })
    const isStream = (c: Context) => page.upload && c.req.header('content-type')?.startsWith('multipart/form-data')
    if (page.post)
      for (const address of addresses) app.post(address, (c, next) => (isStream(c) ? next() : short(c, next)))
    app.on(['GET', 'POST'], addresses, (c) => answer(c, page))
    // The same address without a language leads to the reader's own.
    if (page.prefixed && page.path !== '/' && page.get) {
      app.get(page.path, (c) => {
        const form = page.data ? formAsked(c) : 'html'
        if (page.data) c.header('vary', 'Accept', { append: true })
        const data = form === 'html' ? undefined : page.data?.(contextOf(c))
        if (form !== 'html' && data) return answerData(c, form, data)
        // As it was asked for: what the router has decoded may hold line breaks, and would be encoded twice.
        const { pathname, search } = new URL(c.req.url)
        return c.redirect(`/${languageOf(c)}${pathname}${search}`, 302)
      })
    }
  }

  // A row of its own and the last: the service that these pages are part of asks only the routes, not what would follow them.
  app.all('*', (c) => {
    c.header('cache-control', 'no-store')
    return errorPage(contextOf(c), 'notFound')
  })
  app.onError((error, c) => {
    const fault = faultOfError(error)
    const reference = randomUUID().slice(0, 8)
    c.header('cache-control', 'no-store')
    if (fault.code === 'request-malformed') return contextOf(c).refuse(fault)
    console.error(`[${reference}] ${c.req.method} ${loggedPath(c.req.path)}`, error)
    if (fault.code === 'disk-full') return contextOf(c).refuse(fault)
    return fault.code === 'database-away'
      ? errorPage(contextOf(c), 'unavailable')
      : errorPage(contextOf(c), 'broken', reference)
  })
  return app
}
