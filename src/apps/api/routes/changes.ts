import { z } from 'zod'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { change, changeView } from '../change-view.ts'
import { endpoint } from '../endpoint.ts'

/** What changed since a cursor: the log read as a list, so that a copy of the register can be kept up to date without gaps. */
export const listChanges = endpoint({
  method: 'get',
  path: '/changes',
  tag: 'register',
  summary: 'What happened to labels since a cursor, in the order of the log; each thing exactly once',
  query: z.object({
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .default(0)
      .meta({ description: '`next` of the answer before; 0 for the beginning' }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  response: z.object({
    changes: z.array(change),
    next: z.number().int().meta({ description: 'Cursor to go on from; it never becomes invalid' }),
    more: z.boolean().meta({ description: 'true: ask again at once' }),
  }),
  handler: async ({ house, query: { after, limit } }) => {
    const { changes, size } = await house.register.changes({ from: after, limit })
    if (after > size) return refuse({ code: 'cursor-ahead', cursor: after, size })
    const last = changes.at(-1)
    // A full page may end before the log does; anything less has seen all of it, what is not about labels as well.
    const next = changes.length === limit && last !== undefined ? last.index + 1 : size
    return ok({ changes: changes.map((one) => changeView(house.operator.address, one)), next, more: next < size })
  },
})
