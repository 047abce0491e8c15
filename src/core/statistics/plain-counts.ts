import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Month } from './months.ts'

/** One application, without what would tell whose it is. Days are business days of the body. */
export interface CaseCount {
  readonly level: string
  readonly started: IsoDate
  readonly declared?: IsoDate
  readonly sentBack: boolean
  readonly stage?: string // where it stands while it is open; absent: a draft, or over
  readonly decided?: IsoDate
  readonly ownDays: number // on the body's own clock, until the decision or now
  readonly elapsedDays: number // from submission, until the decision or now
  readonly rounds: number // of questions
}

/** Quartiles over so many answers; absent where those are fewer than five. */
export interface Quartiles {
  readonly what: 'hours' | 'spend' | 'fee'
  readonly level: string
  readonly n: number
  readonly q1: number | null
  readonly median: number | null
  readonly q3: number | null
}

/**
 * Quartiles of what a laboratory costs; a band stands for its place among the bands. Only what may be shown is here: fewer than five
 * answers, or answers of fewer than three makers, are told together with others or not at all.
 */
export interface LaboratoryQuartiles {
  readonly what: 'bench-minutes' | 'invoice-band'
  readonly level: string
  readonly category: string // empty: all kinds of product that do not stand alone, together
  readonly n: number
  readonly q1: number
  readonly median: number
  readonly q3: number
}

/** A label that was suspended or revoked, as it stands in the register. */
export interface StandingChange {
  readonly label: string
  readonly product: { readonly ja: string; readonly en?: string }
  readonly event: 'suspended' | 'withdrawn'
  readonly reason: string
  readonly on: IsoDate
}

/** What the body's own clock counts per operator's year; the key is a fiscal year. */
export type OperatingCost = Readonly<Record<string, number>>

/** Everything the figures are computed from: counts and quartiles, nothing about anybody. */
export interface PlainCounts {
  readonly at: Instant
  /** Levels and categories in the order in which they are told; `level` is scheme and code, `jc-star 1`. */
  readonly levels: readonly {
    readonly id: string
    readonly name: Text
    readonly categories: readonly string[] | 'all'
  }[]
  readonly categories: readonly { readonly id: string; readonly name: Text }[]
  readonly stages: readonly { readonly id: string; readonly name: Text }[]
  readonly reasons: Readonly<Record<string, Text>>
  readonly inForce: readonly {
    readonly month: Month
    readonly level: string
    readonly category: string
    readonly labels: number
  }[]
  readonly models: { readonly labels: number; readonly models: number; readonly median: number | null }
  readonly changes: readonly {
    readonly event: 'suspended' | 'withdrawn'
    readonly reason: string
    readonly n: number
  }[]
  /** The newest of them, newest first. */
  readonly lastChanges: readonly StandingChange[]
  readonly expiring: readonly { readonly month: Month; readonly labels: number }[]
  readonly supportEnds: readonly { readonly year: number; readonly labels: number }[]
  readonly cases: readonly CaseCount[]
  readonly costs: readonly Quartiles[]
  readonly laboratory: readonly LaboratoryQuartiles[]
  readonly reuse: readonly {
    readonly level: string
    readonly n: number
    readonly first: number | null
    readonly sibling: number | null
  }[]
  readonly classes: readonly { readonly what: 'size'; readonly class: string; readonly n: number }[]
  readonly counted: readonly {
    readonly month: Month
    readonly counter: string
    readonly key: string
    readonly n: number
  }[]
  readonly operatingCost: OperatingCost
}
