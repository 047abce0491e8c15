import type { UnitVerdict } from '../check.ts'
import type { Finding } from './finding.ts'

/** Findings under a test unit; what is said twice, of two addresses or by two observations, is said once and rests on both. */
export function unitVerdicts(
  unit: string,
  said: readonly (readonly [about: string, findings: readonly Finding[]])[],
): readonly UnitVerdict[] {
  const merged = new Map<string, UnitVerdict>()
  for (const [about, findings] of said)
    for (const { verdict, reason, restsOn } of findings) {
      const key = JSON.stringify([about, verdict, reason.code, Object.entries(reason.facts ?? {}).toSorted()])
      const same = merged.get(key)
      merged.set(key, {
        unit,
        about,
        verdict,
        reason,
        restsOn: [...new Set([...(same?.restsOn ?? []), ...restsOn])].toSorted(),
      })
    }
  return [...merged.values()]
}
