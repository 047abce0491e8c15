import { z } from 'zod'
import { webhookEvents, webhookStates } from '../../../core/register/webhook.ts'
import { endpoint } from '../endpoint.ts'
import { instant } from '../schemas.ts'

const webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    state: z.enum(webhookStates).meta({
      description:
        'unconfirmed: the challenge waits to be answered; given-up: after three days of failures, until resumed',
    }),
    next: z.number().int().meta({ description: 'The entry of the log that is looked at next' }),
    delivered: z.number().int(),
    attempts: z.number().int().meta({ description: 'Tries in a row that failed' }),
    lastError: z.string().nullable(),
    failingSince: instant.nullable(),
    nextTryAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

const token = z.string().min(20).max(100).meta({ description: 'As told when the subscription was made' })
const tag = 'webhooks'

export const makeWebhook = endpoint({
  method: 'post',
  path: '/webhooks',
  tag,
  summary: 'Be told of what happens to labels; nothing is sent until the address has answered a challenge',
  body: z.object({
    url: z.string().min(1).max(500),
    events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length),
  }),
  worksLong: true,
  response: webhook.extend({
    secret: z.string().meta({ description: 'Signs deliveries (Standard Webhooks, v1); told once' }),
    token: z.string().meta({ description: 'Shows, resumes and ends the subscription; told once' }),
  }),
  handler: ({ house, body }) => house.webhooks.subscribe(body.url, body.events),
})

export const readWebhook = endpoint({
  method: 'post',
  path: '/webhooks/state',
  tag,
  summary: 'How a subscription fares',
  body: z.object({ token }),
  changes: false,
  response: webhook,
  handler: ({ house, body }) => house.webhooks.state(body.token),
})

export const resumeWebhook = endpoint({
  method: 'post',
  path: '/webhooks/resume',
  tag,
  summary: 'Try again now, after it was given up as well; or send again from an earlier entry of the log',
  body: z.object({ token, from: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }),
  response: webhook,
  handler: ({ house, body }) => house.webhooks.resume(body.token, body.from),
})

export const endWebhook = endpoint({
  method: 'post',
  path: '/webhooks/end',
  tag,
  summary: 'End a subscription; nothing of it is kept',
  body: z.object({ token }),
  response: webhook,
  handler: ({ house, body }) => house.webhooks.end(body.token),
})
