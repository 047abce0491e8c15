import type { Extent } from '../crosswalk/coverage.ts'
import type { RowUsed } from '../crosswalk/explain.ts'
import type { Link } from '../crosswalk/link.ts'
import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { FactId } from '../scheme/condition.ts'
import type { Fee } from '../scheme/fee.ts'
import type { NodeId } from '../scheme/node.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { RecognitionEffect } from '../scheme/recognition.ts'
import type { Level, Milestone, Need, Scheme } from '../scheme/scheme.ts'
import type { ClassAnswer, RouteAnswer, ScopeAnswer } from '../selection/plan.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Holding } from './holding.ts'
import type { RecognitionAnswer, RecognitionCheck } from './recognise.ts'

/** What a product has to show for itself. */
export interface Evidence {
  readonly proven: readonly NodeId[] // demands that were shown, with a passing verdict
  /** Rightly answered "not applicable": that settles the demand where it was asked, and nothing elsewhere. */
  readonly notApplicable: readonly NodeId[]
  readonly holdings: readonly Holding[]
}

/** Where the product is to go: a level of a scheme, as it is written in addresses and commands (`sg-cls:1`). */
export interface Target {
  readonly scheme: string // id, or '<id>@<key>' for an edition beside another
  readonly level: string
}

/** A demand of a target, and how far the evidence covers it by comparing texts. Recognition has no part in this. */
export interface DemandCoverage {
  readonly node: NodeId
  readonly title: Text
  readonly extent: Extent
  readonly weakest?: Link // of the rows it rests on
  readonly rows: readonly RowUsed[] // why, from what is proven to the demand; empty where it is itself proven, or nothing leads there
  readonly notApplicable: boolean // answered so, with a reason, in the evidence
}

/** What law or agreement says about a target. Coverage has no part in this. */
export interface TargetRecognition {
  readonly answers: readonly RecognitionAnswer[] // of every rule into the target, for every holding it starts from
  /** The rule by which the product counts as conforming, or will once what is to be confirmed has been seen to. */
  readonly decisive?: { readonly rule: string; readonly holding: Holding; readonly toConfirm: boolean }
  readonly accepted: readonly { readonly node: NodeId; readonly rule: string }[] // demands that need not be shown again
  /** Rules into the target that start from something the product does not have. */
  readonly others: readonly {
    readonly rule: string
    readonly title: Text
    readonly from: string
    readonly levels: readonly string[]
    readonly effects: readonly RecognitionEffect[]
  }[]
}

/** Where a product stands with a target, in one word; texts are in `market-texts`. */
export const outcomes = [
  'not-covered', // the scheme does not cover such products: nothing to do
  'held', // the label is there, and valid on that day
  'recognised', // by law or agreement
  'recognisable', // by law or agreement, once certain things have been seen to
  'not-open', // closed, stalled or ended: nobody grants it
  'demands-unknown', // not published, or not known here
  'covered', // technically; that is not recognition
  'work-left',
] as const
export type Outcome = (typeof outcomes)[number]

/** The class the product belongs to, and the ways to show conformity for every tier that is possible. */
export interface Conformity {
  readonly class: ClassAnswer
  readonly tiers: readonly { readonly tier: string; readonly routes: readonly RouteAnswer[] }[]
}

/** Everything about one target. */
export interface TargetPlan {
  readonly target: Target
  readonly name: Text
  readonly shortName: Text
  readonly edition: string // document number
  readonly levelName: Text
  readonly levelSymbol: string
  readonly kind: Scheme['kind']
  readonly jurisdiction: string
  readonly mandatory: boolean
  readonly assessor: Level['assessor']
  readonly state: Scheme['state']
  readonly levelStatus: Level['status']
  readonly coming: readonly Milestone[] // after the day asked about
  readonly scope: ScopeAnswer
  readonly outcome: Outcome
  readonly recognition: TargetRecognition
  readonly coverage: {
    readonly demands: readonly DemandCoverage[]
    readonly whole: number
    readonly part: number
    readonly none: number
    readonly notApplicable: number // these are counted here only
  }
  readonly left: readonly NodeId[] // demands that still have to be shown; empty where nothing is to be done
  readonly hoursAlone: number // the cheapest way to this target by itself
  /** What no evidence can replace. `open`: facts that decide whether it is needed. */
  readonly needs: readonly (Need & { readonly open: readonly FactId[] })[]
  /** What may have to be paid: the first whose condition holds; several where a fact is missing. */
  readonly fees: readonly Fee[]
  readonly duties: NonNullable<Scheme['duties']>
  readonly conformity?: Conformity
}

/** Where a figure of effort comes from. */
export const estimates = ['ledger', 'node', 'document', 'otherwise'] as const
export type Estimate = (typeof estimates)[number]

/** One thing to be shown. */
export interface Step {
  readonly node: NodeId
  readonly title: Text
  readonly hours: number
  readonly estimate: Estimate
  readonly before: Extent // how far the evidence covers it already; a part is no discount, for the other part is not known
  /** The demands it helps to cover, alone or together with others. */
  readonly serves: readonly { readonly target: Target; readonly demands: readonly NodeId[] }[]
}

/** How a target is reached when the steps are done. `accepted`: the part of its demands that another target's label settles. */
export interface Arrival {
  readonly target: Target
  readonly by: 'showing' | 'recognition'
  readonly through: readonly {
    readonly rule: string
    readonly title: Text
    readonly from: Target
    readonly accepted: readonly NodeId[]
    readonly toConfirm: readonly Text[]
    readonly adds: readonly { readonly text: Text; readonly provenance: Provenance }[]
  }[]
}

/** The cheapest further work that reaches all targets together. */
export interface Work {
  readonly steps: readonly Step[]
  readonly hours: number
  readonly bound: number // no plan takes less; equal to `hours` where the plan is optimal
  readonly optimal: boolean
  readonly separately: number // hours if each target were reached by itself
  readonly arrivals: readonly Arrival[]
  /** Rules between the targets that the plan does not count on, and what keeps each from applying. */
  readonly withheld: readonly {
    readonly rule: string
    readonly title: Text
    readonly from: Target
    readonly to: Target
    readonly because: readonly RecognitionCheck[]
  }[]
  readonly unreachable: readonly NodeId[] // demands that the catalogue names but does not have
}

/** From one product and what it has: where it counts, by law and technically, and what is the least that is left. Plain data. */
export interface MarketPlan {
  readonly asOf: IsoDate
  readonly facts: ProductFacts
  readonly evidence: Evidence
  readonly targets: readonly TargetPlan[]
  readonly work: Work
}
