import { z } from 'zod'
import { readLabelId } from '../../../core/kernel/label-id.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { momentOf, name, words } from '../asked.ts'
import { endpoint } from '../endpoint.ts'
import { labelView } from '../label-view.ts'
import { asOf, label, labelEvent, standing } from '../schemas.ts'

const id = z.object({
  id: z.string().max(40).meta({ example: '7K3M-9QXP-2C', description: 'Any case, hyphens allowed' }),
})

export const readLabel = endpoint({
  method: 'get',
  path: '/labels/{id}',
  tag: 'register',
  summary: 'One label as it stands, or as it stood at a date',
  params: id,
  query: z.object({ as_of: asOf }),
  response: label,
  handler: async ({ house, params, query }) => {
    const read = readLabelId(params.id)
    if (!read.ok) return read
    const at = momentOf(house, query.as_of)
    if (!at.ok) return at
    const entry = await house.register.entry(read.value, at.value)
    return entry ? ok(labelView(house, entry, at.value)) : refuse({ code: 'label-unknown', label: read.value })
  },
})

export const readHistory = endpoint({
  method: 'get',
  path: '/labels/{id}/history',
  tag: 'register',
  summary: 'Everything that ever happened to a label',
  params: id,
  response: z.object({ id: z.string(), events: z.array(labelEvent) }),
  handler: async ({ house, params }) => {
    const read = readLabelId(params.id)
    if (!read.ok) return read
    const now = house.ports.clock.now()
    const entry = await house.register.entry(read.value, now)
    if (!entry) return refuse({ code: 'label-unknown', label: read.value })
    return ok({ id: entry.label, events: labelView(house, entry, now).events })
  },
})

export const searchLabels = endpoint({
  method: 'get',
  path: '/labels',
  tag: 'register',
  summary: 'Labels by model, maker, product name or number; spelling variants are folded together',
  query: z.object({
    q: words(200).optional().meta({ description: 'Model, maker, product name or label number' }),
    model: words(200).optional(),
    level: name.optional(),
    category: name.optional(),
    maker: words(80).optional(),
    status: standing.optional(),
    as_of: asOf,
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  response: z.object({
    total: z
      .number()
      .meta({ description: 'How many labels there are; at least so many where total_is_exact is false' }),
    total_is_exact: z.boolean(),
    offset: z.number(),
    limit: z.number(),
    as_of: z.string(),
    labels: z.array(label.extend({ matched_models: z.array(z.string()) })),
  }),
  handler: async ({ house, query }) => {
    const at = momentOf(house, query.as_of)
    if (!at.ok) return at
    const text = query.model ?? query.q
    const page = await house.register.search({
      ...(text ? { text } : {}),
      ...(query.level ? { level: query.level } : {}),
      ...(query.category ? { category: query.category } : {}),
      ...(query.maker ? { maker: query.maker } : {}),
      ...(query.status ? { standing: query.status } : {}),
      asOf: at.value,
      offset: query.offset,
      limit: query.limit,
    })
    return ok({
      total: page.total,
      total_is_exact: page.more !== true,
      offset: query.offset,
      limit: query.limit,
      as_of: at.value,
      labels: page.hits.map((hit) => ({
        ...labelView(house, hit.entry, at.value),
        matched_models: [...hit.matchedModels],
      })),
    })
  },
})
