import { z } from 'zod'
import { ok } from '../../../core/kernel/result.ts'
import { readAsOf } from '../../as-of.ts'
import { endpoint } from '../endpoint.ts'
import { asOf } from '../schemas.ts'

export const listMakers = endpoint({
  method: 'get',
  path: '/makers',
  tag: 'register',
  summary: 'Makers with labels, and how many each',
  query: z.object({ as_of: asOf }),
  response: z.object({
    makers: z.array(
      z.object({ id: z.string(), name: z.object({ ja: z.string(), en: z.string().optional() }), labels: z.number() }),
    ),
  }),
  handler: async ({ house, query }) => {
    const at = readAsOf(query.as_of, house.ports.clock.now())
    return at.ok ? ok({ makers: await house.register.makers(at.value) }) : at
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
    byLevel: z.array(z.object({ level: z.string(), valid: z.number() })),
  }),
  handler: async ({ house, query }) => {
    const at = readAsOf(query.as_of, house.ports.clock.now())
    return at.ok ? ok({ as_of: at.value, ...(await house.register.figures(at.value)) }) : at
  },
})
