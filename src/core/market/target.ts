import type { IsoDate } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { editionOn } from '../scheme/edition.ts'
import { editionKey, type Level, type PinnedScheme } from '../scheme/scheme.ts'
import type { MarketFault } from './faults.ts'
import type { Target, TargetPlan } from './market-plan.ts'

/** A target with the level and scheme it names. */
export interface ChosenTarget {
  readonly target: Target
  readonly scheme: PinnedScheme
  readonly level: Level
}

/** A target that is to be reached, with what it still demands. */
export interface OpenTarget extends ChosenTarget {
  readonly plan: TargetPlan
}

/** How a target is written. */
export const targetName = ({ scheme, level }: Target): string => `${scheme}:${level}`

/** Finds what was asked for: 'uk-psti', 'sg-cls:1', 'etsi-x@v2:1'. Without a level, the lowest is meant. */
export function chooseTargets(
  schemes: readonly PinnedScheme[],
  asked: readonly string[],
): Result<readonly ChosenTarget[], MarketFault> {
  const chosen: ChosenTarget[] = []
  for (const text of asked) {
    const [key = '', code] = text.trim().split(':')
    const scheme = schemes.find((candidate) => editionKey(candidate) === key)
    if (scheme === undefined) return refuse({ code: 'target-unknown', target: text, known: schemes.map(editionKey) })
    const level = code === undefined ? lowest(scheme) : scheme.levels.find((candidate) => candidate.code === code)
    if (level === undefined)
      return refuse({ code: 'target-level-unknown', target: text, known: scheme.levels.map((l) => l.code) })
    const target = { scheme: key, level: level.code }
    if (!chosen.some((other) => targetName(other.target) === targetName(target))) chosen.push({ target, scheme, level })
  }
  return ok(chosen)
}

/** Every scheme of the world at its lowest level, in the edition meant on that day; where none has begun, in the first to come. */
export function allTargets(all: readonly PinnedScheme[], day: IsoDate): readonly ChosenTarget[] {
  const schemes = all.filter(({ illustrative }) => illustrative !== true)
  return [...Map.groupBy(schemes, ({ id }) => id)].flatMap(([id, editions]) => {
    const first = editions.reduce((a, b) => (b.edition.issued < a.edition.issued ? b : a))
    const scheme = editionOn(schemes, id, day) ?? first
    const level = lowest(scheme)
    return level === undefined ? [] : [{ target: { scheme: editionKey(scheme), level: level.code }, scheme, level }]
  })
}

const lowest = (scheme: PinnedScheme): Level | undefined =>
  scheme.levels.length === 0 ? undefined : scheme.levels.reduce((a, b) => (b.rank < a.rank ? b : a))
