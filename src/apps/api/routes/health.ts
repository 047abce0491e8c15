import { z } from 'zod'
import { ok } from '../../../core/kernel/result.ts'
import { endpoint } from '../endpoint.ts'

export const readHealth = endpoint({
  method: 'get',
  path: '/health',
  tag: 'service',
  summary: 'Whether the parts answer, and how far the public log is behind; 200 as long as the program itself runs',
  response: z.object({
    now: z.string(),
    database: z.boolean(),
    log_size: z.number(),
    published_size: z.number(),
    oldest_pending_ms: z
      .number()
      .meta({ description: 'How long the oldest entry has been waiting for its place in the log' }),
  }),
  handler: async ({ house }) => {
    const { database, logSize, publishedSize, oldestPendingMs } = await house.health()
    return ok({
      now: house.ports.clock.now(),
      database,
      log_size: logSize,
      published_size: publishedSize,
      oldest_pending_ms: oldestPendingMs,
    })
  },
})
