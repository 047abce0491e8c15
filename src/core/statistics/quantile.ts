/**
 * The value below which a share of the values lies, with straight lines between them (type 7 of Hyndman and Fan, as
 * `percentile_cont` of PostgreSQL); null of nothing.
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}
