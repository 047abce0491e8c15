import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import type { Fault } from '../../core/kernel/fault.ts'
import type { House } from '../house.ts'
import { loggedPath } from '../logged-path.ts'
import { faultOfError } from '../status-of.ts'
import { rateLimiter } from '../web/rate-limit.ts'
import { readAsked } from './asked.ts'
import type { Endpoint } from './endpoint.ts'
import { openApi } from './openapi.ts'
import { answerProblem } from './problem.ts'
import { doAct, listCases, readCase } from './routes/cases.ts'
import { listChanges } from './routes/changes.ts'
import { deleteJob, makeJob, readJob, readJobResult } from './routes/check-jobs.ts'
import { listPolicies, makeCheck } from './routes/checks.ts'
import { readHealth } from './routes/health.ts'
import { readHistory, readLabel, searchLabels } from './routes/labels.ts'
import { listMakers, readFigures } from './routes/makers.ts'
import { listRecognition, makePlan } from './routes/plan.ts'
import {
  listCrosswalks,
  listProductTypes,
  listSchemes,
  readLongList,
  readScheme,
  readStandard,
} from './routes/schemes.ts'
import { readStatistics } from './routes/statistics.ts'
import { endWebhook, makeWebhook, readWebhook, resumeWebhook } from './routes/webhooks.ts'

/** Every operation there is: one noun, one file. */
export const endpoints: readonly Endpoint[] = [
  readLabel,
  readHistory,
  searchLabels,
  listChanges,
  listMakers,
  readFigures,
  readStatistics,
  listSchemes,
  readScheme,
  readStandard,
  readLongList,
  listCrosswalks,
  listProductTypes,
  makePlan,
  listRecognition,
  makeCheck,
  makeJob,
  readJob,
  readJobResult,
  deleteJob,
  listPolicies,
  makeWebhook,
  readWebhook,
  resumeWebhook,
  endWebhook,
  readHealth,
  listCases,
  readCase,
  doAct,
]

export interface ApiOptions {
  /** Who is asking, for the limit; without it everybody is one. */
  readonly addressOf?: (c: Context) => string
}

const wantsPdf = (c: Context): boolean => {
  const format = c.req.query('format')
  if (format !== undefined) return format === 'pdf'
  const [json, pdf] = ['application/json', 'application/pdf']
  return accepts(c, { header: 'Accept', supports: [json, pdf], default: json }) === pdf
}

/** The API under /api/v1: reading needs no key, acting needs a session. */
export function apiApp(house: House, options: ApiOptions = {}): Hono {
  const { addressOf = () => 'unknown' } = options
  const app = new Hono()
  // Wide enough for a shop that checks its whole range, too narrow for one address to keep the database busy.
  const calls = rateLimiter({ burst: 600, perMinute: 1200 })
  const longCalls = rateLimiter({ burst: 60, perMinute: 120 })
  app.use('*', async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    c.header('Referrer-Policy', 'no-referrer')
    if (house.operator.address.startsWith('https:'))
      c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    if (!calls(addressOf(c), Date.parse(house.ports.clock.now())))
      return answerProblem(c, { code: 'too-many-requests', seconds: 30 } as Fault)
    return next()
  })
  const short = bodyLimit({ maxSize: 2 * 1024 * 1024, onError: (c) => answerProblem(c, { code: 'request-too-large' }) })
  // What takes an upload reads it as it comes, with limits of its own.
  const uploads = new Set(endpoints.filter((e) => e.upload).map((e) => `${e.method} ${e.path}`))
  const isUpload = (c: Context) =>
    uploads.has(`${c.req.method.toLowerCase()} ${c.req.path.replace(/^\/api\/v1(?=\/)/, '')}`)
  app.use('*', (c, next) => (isUpload(c) ? next() : short(c, next)))
  app.options('*', (c) => {
    c.header('Access-Control-Allow-Methods', 'GET, POST, DELETE')
    c.header('Access-Control-Allow-Headers', 'Content-Type, Authorization')
    return c.body(null, 204)
  })
  app.get('/openapi.json', (c) => c.json(openApi(endpoints, house.operator.address) as object))

  for (const e of endpoints) {
    app.on(e.method.toUpperCase(), e.path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
      if (e.signedIn) c.header('Cache-Control', 'no-store')
      if (e.worksLong && !longCalls(addressOf(c), Date.parse(house.ports.clock.now())))
        return answerProblem(c, { code: 'too-many-requests', seconds: 30 } as Fault)
      const params = readAsked(e.params, c.req.param())
      if (!params.ok) return answerProblem(c, params.fault)
      const query = readAsked(e.query, c.req.query())
      if (!query.ok) return answerProblem(c, query.fault)
      const body = readAsked(e.body, e.body ? await c.req.json().catch(() => undefined) : undefined)
      if (!body.ok) return answerProblem(c, body.fault)
      const token = c.req.header('Authorization')?.match(/^Bearer (\S{20,200})$/)?.[1]
      const session = token ? await house.accounts.session(token) : undefined
      if (e.signedIn && !session) return answerProblem(c, { code: 'sign-in-needed' })
      const said = { params: params.value, query: query.value, body: body.value }
      const asked = { house, ...said, request: c.req.raw, asker: addressOf(c), session }
      if (e.pdf && wantsPdf(c)) {
        const pdf = await e.pdf(asked)
        if (!pdf.ok) return answerProblem(c, pdf.fault)
        return c.body(Uint8Array.from(pdf.value), 200, { 'content-type': 'application/pdf' })
      }
      const answer = await e.handler(asked)
      if (!answer.ok) return answerProblem(c, answer.fault)
      return answer.value instanceof Response ? answer.value : c.json(answer.value as object)
    })
  }
  // The last route: within the whole service a handler for what is not found would not be asked.
  app.all('*', (c) => answerProblem(c, { code: 'page-not-found' }))
  app.onError((error, c) => {
    console.error(`api ${c.req.method} ${loggedPath(c.req.path)}: ${error.stack ?? error.message}`)
    return answerProblem(c, faultOfError(error))
  })
  return app
}
