import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { OrganisationKind, Role } from '../../casework/roles.ts'
import type { Instant } from '../../core/kernel/date.ts'
import type { Fault } from '../../core/kernel/fault.ts'
import type { Language, Text } from '../../core/kernel/text.ts'
import { readAsOf } from '../as-of.ts'
import { faultSummary } from '../faults.ts'
import type { House, Session } from '../house.ts'
import { statusOf } from '../status-of.ts'
import type { FormData } from './form-fields.ts'
import { FaultNotice } from './parts/fault-notice.tsx'
import { type Frame, Layout, type Site } from './parts/layout.tsx'
import { Title } from './parts/section.tsx'
import type { AsData } from './representations.ts'
import { policyWithScripts } from './security.ts'
import { en, ja } from './texts.ts'

// Where most pages take them from; by themselves they stand where a browser can have them, too.
export { type FormData, one, several } from './form-fields.ts'

/** What a page's handler has in its hands. */
export interface PageContext<T> {
  readonly c: Context
  readonly house: House
  readonly lang: Language
  /** The page's own texts, in the reader's language. */
  readonly t: T
  /** Texts of the frame, in the reader's language. */
  readonly frame: typeof ja
  readonly now: Instant
  readonly url: URL
  readonly session: Session | undefined
  /** The address of a page of ours in this language: `href('/register')` → `/ja/register`. */
  href(path: string): string
  /** Whether there is a page at this path: what does not exist yet is not offered. */
  exists(path: string): boolean
  /** One language of a text of the catalogue. */
  say(text: Text): string
  param(name: string): string
  query(name: string): string
  /** The sent form; text fields only. Uploads are read by the page itself (page option `upload`). */
  form(): Promise<FormData>
  /** The page, in the house's frame. */
  show(frame: Frame, body: Child, status?: ContentfulStatusCode): Response
  /** A refusal as a whole page, in words, with the status the table of statuses gives it. */
  refuse<F extends Fault>(fault: F): Response
  notFound(): Promise<Response>
  /** After a POST that changed something: 303 to a page of ours (path without language). */
  goTo(path: string): Response
  /** The moment the page is about: `?as_of=`, else now. Undefined answers are refusals already rendered. */
  asOf():
    | { readonly ok: true; readonly at: Instant; readonly past: boolean }
    | { readonly ok: false; readonly response: Response }
}

/** A page whose reader is signed in. */
export interface DeskContext<T> extends PageContext<T> {
  readonly session: Session
}

type Handler<C> = (p: C) => Response | Promise<Response>

interface Common<T> {
  /** Without the language prefix, Hono's pattern: '/register', '/l/:id', '/desk/cases/:id'. */
  readonly path: string
  readonly texts: { readonly ja: T; readonly en: T }
  /** false: the address carries no language (short links, feeds); the reader's own is negotiated. */
  readonly prefixed?: boolean
  /** The body is read by the page as a stream; it must check the first field, `csrf`, itself. */
  readonly upload?: boolean
  readonly limit?: number // bytes of a posted form, default 256 KiB
  /** The same as data, at the address without a language; undefined: there is no such thing. */
  readonly data?: (p: PageContext<unknown>) => AsData | undefined
}

export interface PageDefinition<T> extends Common<T> {
  readonly handler?: Handler<PageContext<T>>
  readonly post?: Handler<PageContext<T>>
}

export interface DeskDefinition<T> extends Common<T> {
  readonly kind?: OrganisationKind // only for people of a maker, or of the body
  readonly roles?: readonly Role[] // any of these
  readonly handler?: Handler<DeskContext<T>>
  readonly post?: Handler<DeskContext<T>>
}

/** A page as the router keeps it. */
export interface Page {
  readonly path: string
  readonly prefixed: boolean
  readonly upload: boolean
  readonly limit: number
  readonly texts: { readonly ja: unknown; readonly en: unknown }
  readonly access: 'anyone' | { readonly kind?: OrganisationKind; readonly roles?: readonly Role[] }
  readonly data?: (base: PageContext<unknown>) => AsData | undefined
  readonly get?: (base: PageContext<unknown>) => Response | Promise<Response>
  readonly post?: (base: PageContext<unknown>) => Response | Promise<Response>
}

const formLimit = 256 * 1024

/** A page anyone may open. */
export function definePage<T>(page: PageDefinition<T>): Page {
  return define(page, 'anyone', page.handler, page.post)
}

/** A page of the workspace: its reader is signed in, and of the right kind of organisation and role where that is asked. */
export function defineDeskPage<T>(page: DeskDefinition<T>): Page {
  const { kind, roles } = page
  return define(page, { ...(kind ? { kind } : {}), ...(roles ? { roles } : {}) }, page.handler, page.post)
}

function define<T, C>(
  page: Common<T>,
  access: Page['access'],
  handler: Handler<C> | undefined,
  post: Handler<C> | undefined,
): Page {
  // The router fills texts and session as the definition promises; here alone the promise is taken at its word.
  const bind = (h: Handler<C>) => (base: PageContext<unknown>) => h({ ...base, t: page.texts[base.lang] } as C)
  return {
    path: page.path,
    prefixed: page.prefixed ?? true,
    upload: page.upload ?? false,
    limit: page.limit ?? formLimit,
    texts: page.texts,
    access,
    ...(page.data ? { data: page.data } : {}),
    ...(handler ? { get: bind(handler) } : {}),
    ...(post ? { post: bind(post) } : {}),
  }
}

/** Everything a handler is given, but its texts. */
export function pageContext(
  c: Context,
  house: House,
  site: Site,
  session: Session | undefined,
  notFound: () => Promise<Response>,
): PageContext<unknown> {
  const { lang, url, now } = site
  const frame = { ja, en }[lang]
  const show = (f: Frame, body: Child, status: ContentfulStatusCode = 200): Response => {
    if (f.scripts && f.scripts.length > 0) c.header('content-security-policy', policyWithScripts)
    c.header('content-language', lang)
    return c.html(
      `<!doctype html>${(
        (
          <Layout frame={f} site={site}>
            {body}
          </Layout>
        )
      ).toString()}`,
      status,
    )
  }
  const refuse = <F extends Fault>(fault: F): Response => {
    const summary = faultSummary(fault, lang)
    return show(
      { title: `${frame.errorPrefix}${summary.what}`, noIndex: true },
      <>
        <Title title={frame.errorPrefix.replace(/[：: ]+$/, '')} />
        <FaultNotice summary={summary} codeWord={frame.faultCode} />
      </>,
      statusOf(fault) as ContentfulStatusCode,
    )
  }
  return {
    c,
    house,
    lang,
    t: undefined,
    frame,
    now,
    url,
    session,
    href: (path) => `/${lang}${path}`,
    exists: (path) => site.paths.has(path),
    say: (text) => text[lang],
    param: (name) => c.req.param(name) ?? '',
    query: (name) => (c.req.query(name) ?? '').trim(),
    form: async () =>
      Object.fromEntries(
        Object.entries(await c.req.parseBody({ all: true })).map(([k, v]) => [
          k,
          Array.isArray(v) ? v.filter((x) => typeof x === 'string') : typeof v === 'string' ? v : '',
        ]),
      ),
    show,
    refuse,
    notFound,
    goTo: (path) => c.redirect(`/${lang}${path}`, 303),
    asOf: () => {
      const asked = c.req.query('as_of')
      const read = readAsOf(asked, now)
      if (!read.ok) return { ok: false, response: refuse(read.fault) }
      if (asked === undefined || asked === '') return { ok: true, at: now, past: false }
      // Today is asked for as today's last moment, which has not come: now stands for it.
      if (Date.parse(read.value) > Date.parse(now)) {
        if (Date.parse(read.value) - Date.parse(now) < 86_400_000) return { ok: true, at: now, past: false }
        return { ok: false, response: refuse({ code: 'as-of-in-the-future', found: asked.slice(0, 40) }) }
      }
      return { ok: true, at: read.value, past: true }
    },
  }
}
