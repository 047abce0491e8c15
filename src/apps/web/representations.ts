import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The same thing as data: what programs read at the address people read. */
export interface AsData {
  readonly json: unknown
  readonly jsonLd?: unknown
}

const types = { html: 'text/html', json: 'application/json', jsonld: 'application/ld+json' } as const
type Form = keyof typeof types

/** Which form is asked for: by `?format=`, which a link can carry, else by the Accept header; a page where nothing is asked. */
export function formAsked(c: Context): Form {
  const asked = c.req.query('format')
  if (asked === 'json' || asked === 'jsonld' || asked === 'html') return asked
  const chosen = accepts(c, { header: 'Accept', supports: Object.values(types), default: types.html })
  return (Object.keys(types) as Form[]).find((form) => types[form] === chosen) ?? 'html'
}

/** Answers with the data; public, for programs of any origin. */
export function answerData(c: Context, form: Exclude<Form, 'html'>, data: AsData): Response {
  const linked = form === 'jsonld' && data.jsonLd !== undefined
  c.header('content-type', `${linked ? types.jsonld : types.json}; charset=utf-8`)
  c.header('access-control-allow-origin', '*')
  c.header('cache-control', 'public, max-age=0, must-revalidate')
  return c.body(JSON.stringify(linked ? data.jsonLd : data.json, null, 2))
}
