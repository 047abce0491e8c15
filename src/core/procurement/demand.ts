import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'

/** How important the information system is that a device is bought for (情報システムの重要度). */
export const importances = ['low', 'medium', 'high'] as const
export type Importance = (typeof importances)[number]

export const importanceText: Record<Importance, Text> = {
  low: { ja: '低', en: 'low' },
  medium: { ja: '中', en: 'medium' },
  high: { ja: '高', en: 'high' },
}

/** A label of this level or a higher one of the same scheme. */
export interface LevelDemand {
  readonly scheme: string // id of a scheme or law
  readonly level: string // code
}

/** What a device must have: any one of these levels. */
export interface Demand {
  readonly id: string
  readonly anyOf: readonly LevelDemand[]
  readonly reason: Text
}

/** How a shortfall weighs: it fails the row, asks a person, or is only pointed out. */
export const shortfalls = ['fails', 'asks', 'warns'] as const
export type Shortfall = (typeof shortfalls)[number]

/** What is asked besides the level. */
export interface Conditions {
  /** Who must have assessed; absent: anybody whom the level allows. */
  readonly methods?: readonly ('self' | 'third-party')[]
  /** Whether labels of other schemes count where a rule of recognition says so. */
  readonly recognition: 'accepted' | 'not-accepted'
  /** How many months the label must still be valid, from delivery on. */
  readonly validityMonths?: number
  /** How long security updates must be promised. */
  readonly support?: {
    readonly untilContractEnd: boolean
    readonly months?: number // from delivery on
    readonly otherwise: Shortfall
  }
}

/** What one row is judged by. */
export interface Terms {
  readonly demands: readonly Demand[] // all of them; several only where the category that would decide is not known
  readonly conditions: Conditions
  readonly notBefore?: IsoDate // nothing is demanded before that day
  readonly partial?: true // of some categories nothing is demanded, and this product's is not known
}

/** Who assessed, in the words of the label. */
export const methodText: Record<'self' | 'third-party', Text> = {
  self: { ja: '自己宣言', en: 'self-declaration' },
  'third-party': { ja: '第三者評価', en: 'third-party assessment' },
}
