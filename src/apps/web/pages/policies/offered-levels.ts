import type { PageContext } from '../../page.tsx'

/** A level that may be asked for, in the words of a list to choose from. */
export interface OfferedLevel {
  readonly scheme: string
  readonly code: string
  readonly text: string
}

/** The levels of the schemes that are run here, each once; what others run comes in by recognition. */
export function offeredLevels<T>({ house, say }: Pick<PageContext<T>, 'house' | 'say'>): readonly OfferedLevel[] {
  const ids = new Set(house.schemes.map(({ id }) => id))
  const all = house.catalogue.schemes
    .filter(({ id }) => ids.has(id))
    .flatMap(({ id, shortName, levels }) =>
      levels
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ code, symbol, name }) => {
          // Levels for different products may share a symbol: then only their names tell them apart.
          const isShared = levels.some((other) => other.symbol === symbol && other.code !== code)
          return {
            scheme: id,
            code,
            text: isShared && symbol !== '' ? say(name) : `${say(shortName)} ${symbol === '' ? say(name) : symbol}`,
          }
        }),
    )
  return [...new Map(all.map((one) => [`${one.scheme} ${one.code}`, one])).values()]
}
