import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Entry } from '../register/entry.ts'
import { isOpenOn } from '../scheme/edition.ts'
import type { Level, PinnedScheme } from '../scheme/scheme.ts'
import type { Demand, LevelDemand } from './demand.ts'

/** What the schemes say of levels on a day: which is the higher, and for what there are criteria at all. */
export interface Ladder {
  readonly levelOf: (demand: LevelDemand) => { readonly scheme: PinnedScheme; readonly level: Level } | undefined
  /** Whether a label of that level, by its own edition, is of the demanded level or a higher one. */
  readonly reaches: (held: Pick<Entry, 'scheme' | 'edition' | 'level'>, demand: LevelDemand) => boolean
  /** Whether a product of a category can have the demanded level, or a higher one, at all on that day. */
  readonly hasCriteria: (demand: LevelDemand, category: string) => boolean
  /** The highest level a product of a category can have on that day, in the schemes that a demand names. */
  readonly highest: (demand: Demand, category: string) => Text | undefined
  readonly nameOf: (demand: LevelDemand) => Text
  readonly namesOf: (demand: Demand) => Text
}

/** Opens the schemes for one day. */
export function ladderOn(schemes: readonly PinnedScheme[], day: IsoDate): Ladder {
  const editions = Map.groupBy(schemes, ({ id }) => id)
  const of = (id: string): readonly PinnedScheme[] => editions.get(id) ?? []

  const reaches: Ladder['reaches'] = (held, demand) => {
    if (held.scheme !== demand.scheme) return false
    if (held.level === demand.level) return true
    // By the edition of the label first: another one may count its levels differently.
    const own = of(held.scheme).filter(({ edition }) => edition.documentNumber === held.edition)
    for (const { levels } of [...own, ...of(held.scheme)]) {
      const [has, needs] = [rankOf(levels, held.level), rankOf(levels, demand.level)]
      // Levels of one rank stand side by side, for different products: neither contains the other.
      if (has !== undefined && needs !== undefined) return has > needs
    }
    return false
  }

  const inOperation = (id: string, category: string): readonly { scheme: PinnedScheme; level: Level }[] =>
    of(id)
      .filter((scheme) => isOpenOn(scheme, day) && offers(scheme, category))
      .flatMap((scheme) =>
        scheme.levels
          .filter(({ status, categories }) => status === 'in-operation' && (categories?.includes(category) ?? true))
          .map((level) => ({ scheme, level })),
      )

  const levelOf: Ladder['levelOf'] = ({ scheme: id, level: code }) => {
    for (const scheme of of(id)) {
      const level = scheme.levels.find((one) => one.code === code)
      if (level !== undefined) return { scheme, level }
    }
    return undefined
  }

  const nameOf: Ladder['nameOf'] = (demand) => {
    const found = levelOf(demand)
    if (found === undefined) return { ja: `${demand.scheme} ${demand.level}`, en: `${demand.scheme} ${demand.level}` }
    return nameLevel(found.scheme, found.level)
  }

  return {
    levelOf,
    reaches,
    hasCriteria: (demand, category) =>
      inOperation(demand.scheme, category).some(({ scheme, level }) =>
        reaches({ scheme: scheme.id, edition: scheme.edition.documentNumber, level: level.code }, demand),
      ),
    highest: ({ anyOf }, category) => {
      const all = [...new Set(anyOf.map(({ scheme }) => scheme))].flatMap((id) => inOperation(id, category))
      const top = all.reduce<(typeof all)[number] | undefined>(
        (best, one) => (best === undefined || one.level.rank > best.level.rank ? one : best),
        undefined,
      )
      return top === undefined ? undefined : nameLevel(top.scheme, top.level)
    },
    nameOf,
    namesOf: ({ anyOf }) => {
      const names = anyOf.map(nameOf)
      return { ja: names.map(({ ja }) => ja).join('または'), en: names.map(({ en }) => en).join(' or ') }
    },
  }
}

const rankOf = (levels: readonly Level[], code: string): number | undefined =>
  levels.find((level) => level.code === code)?.rank

// A scheme that others run does not say which categories it offers; it is taken to offer all.
const offers = ({ operation }: PinnedScheme, category: string): boolean =>
  operation === undefined || operation.categories.some(({ id }) => id === category)

function nameLevel({ shortName, levels }: PinnedScheme, { symbol, name }: Level): Text {
  if (levels.length === 1 && symbol === '') return shortName
  return {
    ja: `${shortName.ja} ${symbol === '' ? name.ja : symbol}`,
    en: `${shortName.en} ${symbol === '' ? name.en : symbol}`,
  }
}
