import { z } from 'zod'
import { acts } from '../../../casework/lifecycle.ts'
import { perform } from '../../../casework/perform.ts'
import { caseFor, worklist } from '../../../casework/queries.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { name } from '../asked.ts'
import { endpoint } from '../endpoint.ts'

const id = z.object({ id: name })
const aCase = z.looseObject({ id: z.string(), state: z.string(), seq: z.number() })

export const listCases = endpoint({
  method: 'get',
  path: '/cases',
  tag: 'casework',
  summary: 'The cases the caller may see',
  signedIn: true,
  response: z.object({ cases: z.array(aCase) }),
  handler: async ({ house, session }) => ok({ cases: await worklist(house.ports, session!.viewer, { limit: 200 }) }),
})

export const readCase = endpoint({
  method: 'get',
  path: '/cases/{id}',
  tag: 'casework',
  summary: 'One case, folded from its events',
  signedIn: true,
  params: id,
  response: aCase,
  handler: async ({ house, params, session }) => {
    const found = await caseFor(house.ports, session!.viewer, params.id)
    return found ? ok(found) : refuse({ code: 'case-not-found', case: params.id })
  },
})

export const doAct = endpoint({
  method: 'post',
  path: '/cases/{id}/acts/{act}',
  tag: 'casework',
  summary: 'Does one act of the lifecycle; `start` takes the id "new"',
  signedIn: true,
  params: z.object({ id: name, act: z.enum(acts) }),
  body: z.object({ seen_seq: z.number().int().optional(), data: z.unknown() }),
  response: aCase,
  handler: ({ house, params, body, session }) =>
    perform(house.ports, session!.viewer, {
      act: params.act,
      ...(params.act === 'start' ? {} : { caseId: params.id }),
      ...(body.seen_seq === undefined ? {} : { seenSeq: body.seen_seq }),
      data: body.data,
    }),
})
