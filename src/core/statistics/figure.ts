import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'

/** Every figure that is published; the id is its address for ever. */
export const figureIds = [
  'labels-in-force',
  'labels-and-models',
  'coverage',
  'standing-changes',
  'expiry-forecast',
  'support-end',
  'applications-open',
  'processing-time',
  'question-rounds',
  'first-time-completion',
  'bulk-checks',
  'scans',
  'top-notices',
  'sme-share',
  'cost-per-declaration',
  'laboratory-minutes',
  'laboratory-invoices',
  'reuse',
  'scheme-cost',
  'service-cost',
  'service-satisfaction',
  'service-completion',
  'service-digital',
] as const
export type FigureId = (typeof figureIds)[number]

/** What a value is counted in. */
export const units = ['count', 'percent', 'days', 'hours', 'minutes', 'yen', 'step'] as const
export type Unit = (typeof units)[number]

/** A value; or why there is none: too few to be shown, no criteria for it, nothing to count. */
export type Cell = number | 'suppressed' | 'no-criteria' | null

/** One step of a scale that has words for numbers, like bands of yen; a value is the place of its step, from 0. */
export interface FigureStep {
  readonly id: string
  readonly name: Text
  readonly short: Text // at the axis
}

export interface FigureColumn {
  readonly id: string // the head of the column in a file, for ever
  readonly name: Text
  readonly unit: Unit
  readonly steps?: readonly FigureStep[] // of unit `step`
}

export interface FigureRow {
  readonly id: string
  readonly name: Text
  readonly short?: Text // at the axis, where the name is too long
  readonly cells: readonly Cell[]
}

/** How the values are drawn; the series are columns by id, at most four. */
export const chartForms = [
  'stacked-columns',
  'columns',
  'bars',
  'stacked-bars',
  'lines',
  'dot-range',
  'paired-dots',
  'table',
] as const
export interface Chart {
  readonly form: (typeof chartForms)[number]
  readonly series: readonly string[]
  readonly rowsWithout?: readonly string[] // rows that are in the table only, like totals
  readonly ownScales?: boolean // the rows are of different units
}

/** One label that a figure counts. */
export interface FigureItem {
  readonly label: string
  readonly name: { readonly ja: string; readonly en?: string } // as its maker wrote it
  readonly what: Text
  readonly on: IsoDate
}

/** One figure, whole: what it found in words, the values, and what exactly was counted when. */
export interface Figure {
  readonly id: FigureId
  readonly title: Text // states the finding
  readonly summary: Text
  readonly definition: Text
  readonly asOf: Instant
  readonly head: Text // of the column that names the rows
  readonly columns: readonly FigureColumn[]
  readonly rows: readonly FigureRow[]
  readonly chart: Chart
  /** The newest of what was counted, one by one; told below the values. */
  readonly items?: readonly FigureItem[]
  /** Said instead of a drawing where there is nothing to draw yet. */
  readonly empty?: Text
}
