import { z } from 'zod'
import { dateInJapan, type IsoDate, isDate } from '../../../core/kernel/date.ts'
import { ok } from '../../../core/kernel/result.ts'
import type { Holding } from '../../../core/market/holding.ts'
import { marketOf } from '../../../core/market/market.ts'
import type { MarketPlan } from '../../../core/market/market-plan.ts'
import { planMarkets } from '../../../core/market/plan-markets.ts'
import { allTargets, chooseTargets } from '../../../core/market/target.ts'
import type { Recognition } from '../../../core/scheme/recognition.ts'
import { name } from '../asked.ts'
import { endpoint } from '../endpoint.ts'

const day = z
  .string()
  .refine(isDate)
  .meta({ description: 'A day, YYYY-MM-DD', examples: ['2026-11-24'] })
const node = z
  .string()
  .max(120)
  .regex(/^[^:\s\p{Cc}]+:[^\p{Cc}]+$/u)
  .meta({ description: 'One demand, <document>:<id>', examples: ['jc-star:S1.1-05'] })
const key = z
  .string()
  .max(80)
  .regex(/^[\w.@-]+$/)

const holding = z.object({
  scheme: key,
  level: key,
  document_number: z.string().max(100).optional(),
  valid_from: day,
  valid_until: day.optional(),
  label_id: z.string().max(100).optional(),
  confirmed: z.array(key).max(50).optional(),
})

const question = z
  .object({
    facts: z
      .record(
        z
          .string()
          .max(60)
          .regex(/^[a-z0-9-]+$/),
        z.union([z.boolean(), z.string().max(100)]),
      )
      .refine((facts) => Object.keys(facts).length <= 200)
      .meta({ description: 'What is known of the product; what is absent is not known' }),
    proven: z.array(node).max(5000).default([]).meta({ description: 'Demands shown with a passing verdict' }),
    not_applicable: z.array(node).max(1000).default([]),
    holdings: z.array(holding).max(50).default([]),
    targets: z
      .array(
        z
          .string()
          .max(120)
          .regex(/^[\w.@-]+(:[\w.@-]+)?$/),
      )
      .min(1)
      .max(40)
      .optional()
      .meta({
        description: 'Schemes, each with a level if wanted; all, if absent',
        examples: [['uk-psti', 'sg-cls:1']],
      }),
    as_of: day.optional(),
  })
  .meta({ id: 'PlanQuestion' })

const plan = z
  .looseObject({
    asOf: z.string(),
    targets: z.array(z.looseObject({ outcome: z.string() })),
    work: z.looseObject({ hours: z.number(), optimal: z.boolean() }),
  })
  .meta({
    id: 'MarketPlan',
    description:
      'For each target: scope, what law or agreement recognises, what the evidence covers technically, what is left, what no evidence can replace; then the cheapest work for all of them. Recognition and coverage are never added up.',
  })

// Whoever asks over the network gets an answer soon; where it is not proven best, it says so.
const branches = 5_000

export const makePlan = endpoint({
  method: 'post',
  path: '/plan',
  tag: 'market',
  summary: 'Where a product counts already, by law and technically, and the least work that is left',
  changes: false,
  worksLong: true,
  body: question,
  response: plan,
  handler: async ({ house, body }) => {
    const asOf = body.as_of ?? dateInJapan(house.ports.clock.now())
    const { schemes } = house.catalogue
    const targets = body.targets ? chooseTargets(schemes, body.targets) : ok(allTargets(schemes, asOf))
    if (!targets.ok) return targets
    const evidence = {
      proven: body.proven,
      notApplicable: body.not_applicable,
      holdings: body.holdings.map(holdingOf),
    }
    const { facts } = body
    const made: MarketPlan = planMarkets(marketOf(house.catalogue), {
      facts,
      evidence,
      targets: targets.value,
      asOf,
      limit: branches,
    })
    return ok(made)
  },
})

function holdingOf(asked: z.infer<typeof holding>): Holding {
  const { document_number: documentNumber, valid_until: validUntil, label_id: labelId, confirmed } = asked
  return {
    scheme: asked.scheme,
    level: asked.level,
    validFrom: asked.valid_from,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(labelId === undefined ? {} : { labelId }),
    ...(confirmed === undefined ? {} : { confirmed }),
  }
}

export const listRecognition = endpoint({
  method: 'get',
  path: '/recognition',
  tag: 'market',
  summary: 'Who accepts what another has attested: the rules, with their conditions, as of a day',
  query: z.object({ from: name.optional(), to: name.optional(), as_of: day.optional() }),
  response: z.object({ as_of: day, rules: z.array(z.looseObject({ id: z.string(), state: z.string() })) }),
  handler: async ({ house, query }) => {
    const asOf = query.as_of ?? dateInJapan(house.ports.clock.now())
    const rules = house.catalogue.recognition
      .filter(({ from }) => query.from === undefined || from.scheme === query.from)
      .filter(({ to }) => query.to === undefined || to.scheme === query.to)
      .map((rule) => ({ ...rule, state: stateOf(rule, asOf) }))
    return ok({ as_of: asOf, rules })
  },
})

const stateOf = ({ inForce, until }: Recognition, day: IsoDate): 'not-in-force-yet' | 'in-force' | 'ended' =>
  day < inForce ? 'not-in-force-yet' : until !== undefined && day > until ? 'ended' : 'in-force'
