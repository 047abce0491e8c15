import { z } from 'zod'
import { ok } from '../../../core/kernel/result.ts'
import { endpoint } from '../endpoint.ts'

export const readHealth = endpoint({
  method: 'get',
  path: '/health',
  tag: 'service',
  summary: 'Whether the parts answer, and how far the public log is behind',
  response: z.object({
    now: z.string(),
    database: z.boolean(),
    logSize: z.number(),
    publishedSize: z.number(),
    oldestPendingMs: z.number(),
  }),
  handler: async ({ house }) => ok({ now: house.ports.clock.now(), ...(await house.health()) }),
})
