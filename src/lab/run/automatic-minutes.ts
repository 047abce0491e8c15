import type { Assessment } from '../assess.ts'
import type { RunRecordDraft } from '../evidence/run-record.ts'
import type { Observation } from '../observation.ts'

type Minutes = RunRecordDraft['minutes']

/**
 * The minutes of a run's automatic work, test case by test case: what an observation took is shared by the cases that rest on it, and
 * the whole is what the run lasted, for instruments work side by side.
 */
export function automaticMinutes(
  { units }: Pick<Assessment, 'units'>,
  observations: readonly Observation[],
  elapsedMs: number,
): Minutes {
  const users = new Map<string, Set<string>>() // observation → test cases
  for (const { check, parts } of units)
    for (const id of parts.flatMap((part) => part.restsOn)) users.set(id, (users.get(id) ?? new Set()).add(check))
  const spent = new Map<string, number>()
  for (const { id, took, seen } of observations) {
    if (seen.kind === 'guided-step') continue // a person's minutes are told by the steps
    const cases = users.get(id) ?? new Set<string>()
    for (const one of cases) spent.set(one, (spent.get(one) ?? 0) + took / cases.size)
  }
  const sum = [...spent.values()].reduce((a, b) => a + b, 0)
  const share = sum === 0 ? 0 : Math.min(1, elapsedMs / sum)
  return [...spent]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([procedure, ms]) => ({
      procedure,
      kind: 'automatic' as const,
      minutes: Math.round((ms * share) / 600) / 100,
    }))
}
