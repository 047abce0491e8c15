import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { apiApp } from './api/app.ts'
import type { House } from './house.ts'
import { makeRoom } from './make-room.ts'
import { webApp } from './web/app.tsx'

/**
 * Whose request it is. Behind proxies of ours the address is what the outermost of them noted; anything further left in
 * X-Forwarded-For was written by the client and is not believed.
 */
export const addressBehind =
  (proxies: number) =>
  (c: Context): string => {
    const direct =
      typeof c.env === 'object' && c.env !== null && 'incoming' in c.env ? getConnInfo(c).remote.address : undefined
    const noted = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
    return (proxies > 0 ? noted.at(-proxies) : undefined) || direct || 'unknown'
  }

/** The whole service as one handler: the API and the pages. */
export function serviceOf(house: House): Hono {
  const app = new Hono()
  const smaller = compress({ threshold: 1024 })
  // What carries a session's token is not compressed: its length would tell about what stands beside it (BREACH).
  app.use('*', (c, next) => (/^\/(ja|en)\/(desk|account)(\/|$)/.test(c.req.path) ? next() : smaller(c, next)))
  const addressOf = addressBehind(house.operator.proxies ?? 0)
  app.route('/api/v1', apiApp(house, { addressOf }))
  app.route('/', webApp(house, { addressOf }))
  return app
}

export interface Listening {
  readonly port: number
  /** Lets requests that are under way finish, at most `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

const mostConnections = 2_000 // some tens of megabytes, and far from the number of files a process may have open

/** Listens; slow and idle clients are cut off by the limits of the server itself, and never keep others out. */
export function listen(
  app: Hono,
  host: string,
  port: number,
): Promise<Result<Listening, { code: 'port-taken'; port: number }>> {
  const server: Server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 120_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16 * 1024,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  )
  makeRoom(server, mostConnections)
  server.maxConnections = 2 * mostConnections // while those that were closed are still going
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(refuse({ code: 'port-taken', port })) : fail(error),
    )
    server.listen(port, host, () => {
      const address = server.address()
      done(
        ok({
          port: typeof address === 'object' && address ? address.port : port,
          stop: (graceMs = 5_000) =>
            new Promise((closed) => {
              server.close(() => closed())
              server.closeIdleConnections()
              setTimeout(() => server.closeAllConnections(), graceMs).unref()
            }),
        }),
      )
    })
  })
}
