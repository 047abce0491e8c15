import type { Instant } from '../kernel/date.ts'
import type { FaultTexts } from '../kernel/fault.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'

/** What of a label may be subscribed to: the kinds of `/api/v1/changes`. */
export const webhookEvents = [
  'label.credential',
  'label.superseded',
  'label.suspended',
  'label.restored',
  'label.withdrawn',
  'label.ended',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export const webhookEventText: Record<WebhookEvent, Text> = {
  'label.credential': { ja: '交付、または内容を改めた証明', en: 'issued, or issued anew' },
  'label.superseded': { ja: '前の証明の置きかえ', en: 'an earlier credential replaced' },
  'label.suspended': { ja: '停止', en: 'suspended' },
  'label.restored': { ja: '停止の解除', en: 'restored' },
  'label.withdrawn': { ja: '取消し', en: 'revoked' },
  'label.ended': { ja: '終了', en: 'ended by its maker' },
}

/** Whether it delivers. `given-up` goes on from where it stopped when its subscriber asks. */
export const webhookStates = ['unconfirmed', 'active', 'given-up'] as const
export type WebhookState = (typeof webhookStates)[number]

/** A subscription as its subscriber sees it. */
export interface Webhook {
  readonly id: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly state: WebhookState
  readonly next: number // the entry of the log that is looked at next
  readonly delivered: number
  readonly attempts: number // failed in a row
  readonly lastError: string | null
  readonly failingSince: Instant | null
  readonly nextTryAt: Instant | null // null where nothing is tried any more
  readonly createdAt: Instant
}

/** What is told once, when a subscription is made. */
export interface NewWebhook extends Webhook {
  readonly secret: string // signs deliveries: whsec_ and base64
  readonly token: string // shows, resumes and ends the subscription
}

/** Subscribing to what happens to labels; the token is the subscriber's. */
export interface WebhookDoor {
  subscribe(url: string, events: readonly WebhookEvent[]): Promise<Result<NewWebhook, WebhookFault>>
  state(token: string): Promise<Result<Webhook, WebhookFault>>
  /** Tries again now, what was given up as well; `from` sends again what was sent already. */
  resume(token: string, from?: number): Promise<Result<Webhook, WebhookFault>>
  end(token: string): Promise<Result<Webhook, WebhookFault>>
}

/**
 * Seconds until the next try after each failure: three days in all, then it is given up. Without chance, so that a subscriber can
 * tell when the next one comes.
 */
export const retryAfter = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** An address that does not answer as it should is asked less often: it may belong to somebody who never subscribed. */
export const confirmTries = 4

/** How long one try may take, in milliseconds, and how much of an answer is read, in bytes. */
export const webhookLimits = { patience: 10_000, answer: 65_536, perHost: 20, all: 10_000 } as const

/** Seconds until the next try after so many failures in a row; undefined: none. */
export const nextTry = (state: WebhookState, failures: number): number | undefined =>
  state === 'unconfirmed' && failures >= confirmTries ? undefined : retryAfter[failures - 1]

export type WebhookFault =
  | { readonly code: 'webhook-address'; readonly found: string }
  | { readonly code: 'webhook-events-missing' }
  | { readonly code: 'webhook-not-found' }
  | { readonly code: 'webhooks-of-host'; readonly host: string; readonly limit: number }
  | { readonly code: 'webhooks-full' }

/** Reads the address of a receiver. Plain http and a name without a dot are for receivers nearby, where the operator allows those. */
export function readWebhookAddress(typed: string, options: { readonly nearby: boolean }): Result<string, WebhookFault> {
  const wrong = refuse({ code: 'webhook-address' as const, found: typed.slice(0, 100) })
  if (typed.length > 500 || !URL.canParse(typed)) return wrong
  const url = new URL(typed)
  if (url.protocol !== 'https:' && !(options.nearby && url.protocol === 'http:')) return wrong
  if (url.username !== '' || url.password !== '' || url.hash !== '') return wrong
  if (!options.nearby && !url.hostname.includes('.') && !url.hostname.startsWith('[')) return wrong
  return ok(url.href)
}

/** What is signed of a delivery (Standard Webhooks: id, time in seconds, body as sent, with dots between). */
export const signedContent = (id: string, seconds: number, body: string): string => `${id}.${seconds}.${body}`

const t = (ja: string, en: string): Text => ({ ja, en })

/** What the refusals say to a subscriber. */
export const webhookFaultTexts: FaultTexts<WebhookFault> = {
  'webhook-address': {
    what: t('「{found}」には送れません。', 'Nothing can be sent to {found}.'),
    why: t(
      '送り先は、https で始まり、インターネットから届くアドレスにかぎります。利用者名、パスワード、# は書けません。',
      'A receiver has an https address that can be reached from the internet, without user name, password or #.',
    ),
    next: t('アドレスを直してください。', 'Correct the address.'),
  },
  'webhook-events-missing': {
    what: t('受け取る出来事が選ばれていません。', 'No events are chosen.'),
    why: t('何も選ばないと、何も届きません。', 'Nothing would ever be sent.'),
    next: t('一つ以上選んでください。', 'Choose one or more.'),
  },
  'webhook-not-found': {
    what: t('その通知はありません。', 'There is no such subscription.'),
    why: t('管理の鍵が違うか、すでに終わっています。', 'The token is wrong, or it has been ended.'),
    next: t('鍵を確かめるか、新しく登録してください。', 'Check the token, or subscribe anew.'),
  },
  'webhooks-of-host': {
    what: t('{host} への通知は、もう{limit}件あります。', '{host} has {limit} subscriptions already.'),
    why: t(
      '一つの送り先に、同じ知らせを何度も送らないためです。',
      'So that one receiver is not told the same over and over.',
    ),
    next: t('使っていないものを終わらせてください。', 'End those that are not used.'),
  },
  'webhooks-full': {
    what: t('いまは新しい通知を受け付けられません。', 'No more subscriptions are taken at present.'),
    why: t('登録の数が上限に達しています。', 'There are as many as this installation serves.'),
    next: t('変わったところのAPIかAtomを使ってください。', 'Use the list of changes or Atom instead.'),
  },
}
