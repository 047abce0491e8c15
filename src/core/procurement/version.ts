/** Where a version lies beside the least one; `unclear` where the two are not written in the same way. */
export type VersionPlace = 'same' | 'newer' | 'older' | 'unclear'

/**
 * Compares versions that are numbers between dots, with or without a `v` before. Anything else is only ever the same or
 * unclear: makers have their own ways, and a guess would pass what was not looked at.
 */
export function placeOfVersion(asked: string, least: string): VersionPlace {
  const [a, b] = [tidy(asked), tidy(least)]
  if (a === b) return 'same'
  const [x, y] = [numbers(a), numbers(b)]
  if (x === undefined || y === undefined) return 'unclear'
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0)
    if (difference !== 0) return difference > 0 ? 'newer' : 'older'
  }
  return 'same'
}

const tidy = (version: string): string =>
  version
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/^(firmware|version|ver\.?|v\.?)\s*/u, '')

function numbers(version: string): readonly number[] | undefined {
  const parts = version.split('.')
  return parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : undefined
}
