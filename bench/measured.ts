/** One figure, and what was measured beside it in the same run. */
export interface Measured {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly limit?: { readonly what: string; readonly value: number }
  readonly ratio?: number // how the value compares with the limit; what the goal is about where it is given
  readonly goal?: { readonly atLeast?: number; readonly atMost?: number }
}

export interface Measurement {
  readonly name: string
  readonly how: string
  readonly rows: readonly Measured[]
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The value below which `share` of all lie, e.g. 0.95. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
