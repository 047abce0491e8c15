// Figures as the plan writes them: three digits, and the unit that fits.

const digits = (n: number): string =>
  Math.abs(n) >= 100 ? Math.round(Number(n.toPrecision(3))).toLocaleString('en') : String(Number(n.toPrecision(3)))

/** A plain number. */
export const count = (n: number): string => {
  if (n >= 1e6) return `${digits(n / 1e6)} million`
  return digits(n)
}

/** Bytes, in powers of ten. */
export const bytes = (n: number): string => {
  for (const [unit, size] of [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const)
    if (n >= size) return `${digits(n / size)} ${unit}`
  return `${digits(n)} B`
}

export const rate = (n: number): string => `${count(n)}/s`
export const bits = (n: number): string => (n >= 1e9 ? `${digits(n / 1e9)} Gbit/s` : `${digits(n / 1e6)} Mbit/s`)
export const share = (n: number): string => `${(100 * n).toFixed(n > 0.99 ? 2 : 0)} %`

/** Seconds, as people say them. */
export const time = (n: number): string => {
  if (n >= 2 * 86_400) return `${digits(n / 86_400)} days`
  if (n >= 2 * 3_600) return `${digits(n / 3_600)} hours`
  if (n >= 120) return `${digits(n / 60)} minutes`
  return n >= 1 ? `${digits(n)} s` : `${digits(n * 1000)} ms`
}

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
