import type { UnitVerdict } from '../check.ts'
import { type Said, say } from '../say.ts'

/** All that is said of one thing: an endpoint, an IXIT entry, or the device. */
export type SaidOf = readonly [about: string, said: readonly Said[]]

/** Everything said, under a test unit; what is said twice, of two addresses or by two observations, is said once and rests on both. */
export function unitVerdicts(unit: string, all: readonly SaidOf[]): readonly UnitVerdict[] {
  const merged = new Map<string, UnitVerdict>()
  for (const [about, said] of all)
    for (const one of said) {
      const key = JSON.stringify([about, one.verdict, one.code, Object.entries(one.facts ?? {}).toSorted()])
      const restsOn = [...(merged.get(key)?.restsOn ?? []), ...one.restsOn]
      merged.set(key, say(unit, about, { ...one, restsOn }))
    }
  return [...merged.values()]
}
