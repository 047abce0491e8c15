import type { LoggedChange } from '../../casework/ports.ts'
import type { WebhookEvent } from '../../core/register/webhook.ts'
import { changeView } from './change-view.ts'

/** What an entry of the log is to a subscriber: its kind as an event, and as data what the list of changes says of it. */
export const webhookView =
  (origin: string) =>
  (change: LoggedChange): { readonly type: WebhookEvent; readonly data: unknown } => {
    const data = changeView(origin, change)
    return { type: `label.${data.kind}`, data }
  }
