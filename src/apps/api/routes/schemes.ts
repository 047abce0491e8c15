import { z } from 'zod'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { name } from '../asked.ts'
import { endpoint } from '../endpoint.ts'

const anyObject = z.looseObject({ id: z.string() })
const id = z.object({ id: name })

export const listSchemes = endpoint({
  method: 'get',
  path: '/schemes',
  tag: 'catalogue',
  summary: 'The schemes this installation runs, in short',
  response: z.object({ schemes: z.array(anyObject) }),
  handler: async ({ house }) =>
    ok({
      schemes: house.schemes.map(({ criteria, questions, scope, reasons, ...short }) => ({
        ...short,
        criteria: criteria.length,
      })),
    }),
})

export const readScheme = endpoint({
  method: 'get',
  path: '/schemes/{id}',
  tag: 'catalogue',
  summary: 'One scheme edition whole: levels, criteria, procedures, scope rules, with the provenance of every row',
  params: id,
  response: anyObject,
  handler: async ({ house, params }) => {
    const scheme = house.schemes.find((s) => s.id === params.id)
    return scheme ? ok(scheme) : refuse({ code: 'scheme-not-found', scheme: params.id })
  },
})

export const readStandard = endpoint({
  method: 'get',
  path: '/standards/{id}',
  tag: 'catalogue',
  summary: 'The provisions of a standard, by number and in our own words',
  params: id,
  response: anyObject,
  handler: async ({ house, params }) => {
    const standard = house.standards.find((s) => s.id === params.id)
    return standard ? ok(standard) : refuse({ code: 'standard-not-found', standard: params.id })
  },
})
