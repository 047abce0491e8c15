import { z } from 'zod'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { editionKey } from '../../../core/scheme/scheme.ts'
import { name } from '../asked.ts'
import { endpoint } from '../endpoint.ts'

const anyObject = z.looseObject({ id: z.string() })
const id = z.object({ id: name })

export const listSchemes = endpoint({
  method: 'get',
  path: '/schemes',
  tag: 'catalogue',
  summary: 'Every scheme and law of the catalogue in short, with its state; `operated` where it is run here',
  response: z.object({ schemes: z.array(anyObject) }),
  handler: async ({ house }) =>
    ok({
      schemes: house.catalogue.schemes.map(({ criteria, questions, scope, operation, duties, classes, ...short }) => ({
        ...short,
        edition: { ...short.edition, name: editionKey(short) },
        operated: operation !== undefined,
        criteria: criteria.length,
      })),
    }),
})

export const readScheme = endpoint({
  method: 'get',
  path: '/schemes/{id}',
  tag: 'catalogue',
  summary:
    'One scheme edition whole, by its name (`jc-star`, or `jc-star@…` for an edition beside it): levels, criteria, scope rules, with the provenance of every row',
  params: id,
  response: anyObject,
  handler: async ({ house, params }) => {
    const scheme = house.catalogue.schemes.find((s) => editionKey(s) === params.id)
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

export const readLongList = endpoint({
  method: 'get',
  path: '/requirements',
  tag: 'catalogue',
  summary: 'The long list: requirements as the union of the provisions of all sources',
  response: z.looseObject({ requirements: z.array(anyObject) }),
  handler: async ({ house }) => ok(house.catalogue.longList),
})

export const listCrosswalks = endpoint({
  method: 'get',
  path: '/crosswalks',
  tag: 'catalogue',
  summary: 'How documents compare, technically: every crosswalk with its rows. Recognition is another question',
  response: z.object({ crosswalks: z.array(anyObject) }),
  handler: async ({ house }) => ok({ crosswalks: house.catalogue.crosswalks }),
})

export const listProductTypes = endpoint({
  method: 'get',
  path: '/product-types',
  tag: 'catalogue',
  summary: 'Types of products, with the guidelines, rules and certifications that apply to each',
  response: z.object({ productTypes: z.array(anyObject) }),
  handler: async ({ house }) => ok({ productTypes: house.catalogue.productTypes }),
})
