import { join } from 'node:path'
import type pg from 'pg'
import { deliverWebhooks } from '../adapters/webhooks/deliver-webhooks.ts'
import { webhookKey } from '../adapters/webhooks/webhook-key.ts'
import { webhookSubscriptions } from '../adapters/webhooks/webhook-rows.ts'
import type { RegisterReader } from '../casework/ports.ts'
import type { WebhookDoor } from '../core/register/webhook.ts'
import { webhookView } from './api/webhook-view.ts'
import type { Operator } from './house.ts'
import { repeat } from './repeat.ts'

// What telling subscribers needs of the world. Like compose.ts, allowed to name adapters.

/** Begins to tell subscribers; whatever the number of servers, each is told by one at a time. */
export async function startWebhooks(options: {
  readonly pool: pg.Pool
  readonly home: string
  readonly operator: Operator
  readonly register: RegisterReader
  readonly log: (line: string) => void
}): Promise<{ readonly door: WebhookDoor; stop(): Promise<void> }> {
  const { pool, home, operator, register, log } = options
  const nearby = operator.webhooks?.nearby === true
  const key = await webhookKey(join(home, 'keys', 'webhooks.key'))
  const view = webhookView(operator.address)
  const turns = repeat(1_000, () => deliverWebhooks({ pool, register, key, view, nearby }).then(() => undefined), log)
  return { door: webhookSubscriptions(pool, key, { nearby }), stop: () => turns.stop() }
}
