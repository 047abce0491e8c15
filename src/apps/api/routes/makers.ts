import { z } from 'zod'
import { ok } from '../../../core/kernel/result.ts'
import { momentOf } from '../asked.ts'
import { endpoint } from '../endpoint.ts'
import { asOf } from '../schemas.ts'

export const listMakers = endpoint({
  method: 'get',
  path: '/makers',
  tag: 'register',
  summary: 'Makers with labels, and how many each',
  query: z.object({ as_of: asOf }),
  response: z.object({
    as_of: z.string(),
    makers: z.array(
      z.object({ id: z.string(), name: z.object({ ja: z.string(), en: z.string().optional() }), labels: z.number() }),
    ),
  }),
  handler: async ({ house, query }) => {
    const at = momentOf(house, query.as_of)
    return at.ok ? ok({ as_of: at.value, makers: await house.register.makers(at.value) }) : at
  },
})

export const readFigures = endpoint({
  method: 'get',
  path: '/figures',
  tag: 'register',
  summary: 'How many labels, models and makers there are',
  query: z.object({ as_of: asOf }),
  response: z.object({
    as_of: z.string(),
    labels: z.number(),
    models: z.number(),
    makers: z.number(),
    by_level: z.array(z.object({ level: z.string(), valid: z.number() })),
  }),
  handler: async ({ house, query }) => {
    const at = momentOf(house, query.as_of)
    if (!at.ok) return at
    const { byLevel, ...figures } = await house.register.figures(at.value)
    return ok({ as_of: at.value, ...figures, by_level: byLevel })
  },
})
