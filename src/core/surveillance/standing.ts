import type { Instant } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'

/** What a label is worth at a date. `withdrawn` is by the body (取消し), `ended` by its holder (終了). */
export const standings = ['valid', 'suspended', 'withdrawn', 'expired', 'ended'] as const
export type StandingCode = (typeof standings)[number]

export const standingText: Record<StandingCode, Text> = {
  valid: { ja: '有効', en: 'Valid' },
  suspended: { ja: '停止中', en: 'Suspended' },
  withdrawn: { ja: '取消し', en: 'Revoked' },
  expired: { ja: '期限切れ', en: 'Expired' },
  ended: { ja: '終了', en: 'Ended by maker' },
}

export const labelEvents = ['issued', 'suspended', 'restored', 'withdrawn', 'ended', 'superseded'] as const
export type LabelEventKind = (typeof labelEvents)[number]

/** A public event in a label's life. Kept for ever; nothing is undone, only followed. */
export interface LabelEvent {
  readonly event: LabelEventKind
  readonly at: Instant // when it was recorded
  readonly effectiveFrom: Instant
  readonly reasonCode?: string
  readonly publicText?: { readonly ja: string; readonly en?: string }
  readonly actorRole: string // a role, never a person
  readonly credential?: string // digest of the credential this event concerns or brings
  readonly models?: number // how many models the label covers from now on
}

/** What a label is worth at a moment, why and since when. */
export interface Standing {
  readonly code: StandingCode
  readonly since: Instant
  readonly reasonCode?: string
  readonly publicText?: { readonly ja: string; readonly en?: string }
}

export interface Validity {
  readonly validFrom: Instant
  readonly validUntil: Instant // first moment at which it is no longer valid
}

/** The standing at a moment, computed from events and validity; undefined before the label was issued. */
export type StandingAt = (validity: Validity, events: readonly LabelEvent[], at: Instant) => Standing | undefined
