import type { IsoDate } from '../../../../core/kernel/date.ts'
import { allTargets, targetName } from '../../../../core/market/target.ts'
import { editionKey, type Level, type PinnedScheme } from '../../../../core/scheme/scheme.ts'

/** Where a market is; the order is that of the page. */
export const regions = ['asia-pacific', 'europe', 'north-america', 'everywhere'] as const
export type Region = (typeof regions)[number]

const regionOf: Readonly<Record<string, Region>> = {
  JP: 'asia-pacific',
  KR: 'asia-pacific',
  SG: 'asia-pacific',
  AU: 'asia-pacific',
  EU: 'europe',
  DE: 'europe',
  FI: 'europe',
  GB: 'europe',
  US: 'north-america',
}

/** One thing that can be aimed at. */
export interface MarketChoice {
  readonly key: string // 'sg-cls:1'
  readonly scheme: PinnedScheme
  readonly level: Level
}

/** Every level of every scheme and law there is on a day, by region; a place nobody has put on the map stands at the end. */
export function marketChoices(
  schemes: readonly PinnedScheme[],
  day: IsoDate,
): readonly { readonly region: Region; readonly choices: readonly MarketChoice[] }[] {
  const choices = allTargets(schemes, day).flatMap(({ scheme }) =>
    scheme.levels.map((level) => ({
      key: targetName({ scheme: editionKey(scheme), level: level.code }),
      scheme,
      level,
    })),
  )
  const region = ({ scheme }: MarketChoice) => regionOf[scheme.jurisdiction.split('-')[0] ?? ''] ?? 'everywhere'
  return regions
    .map((name) => ({ region: name, choices: choices.filter((choice) => region(choice) === name) }))
    .filter((group) => group.choices.length > 0)
}
