import type { Text } from '../../../../core/kernel/text.ts'
import type { LevelDemand } from '../../../../core/procurement/demand.ts'
import type { PinnedScheme } from '../../../../core/scheme/scheme.ts'

/** A level in a few letters, where its scheme is known from beside it: ☆2. */
export function writeLevel(schemes: readonly PinnedScheme[], { scheme, level }: LevelDemand): Text {
  const found = schemes.find(({ id }) => id === scheme)?.levels.find(({ code }) => code === level)
  if (found === undefined) return { ja: level, en: level }
  return found.symbol === '' ? found.name : { ja: found.symbol, en: found.symbol }
}
