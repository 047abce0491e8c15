import type { AssessedUnit } from '../../src/lab/assess.ts'
import { assess } from '../../src/lab/assess.ts'
import type { Check } from '../../src/lab/check.ts'
import type { Declared } from '../../src/lab/declared/declared.ts'
import { type Observation, observationSchema, type SeenKind, type SeenOf } from '../../src/lab/observation.ts'
import type { Policy } from '../../src/lab/policy.ts'
import { benchPolicy, nothingDeclared } from './lab-bench.ts'

/** An observation with everything filled in that a test does not care about; it has to fit the schema of evidence. */
export const seen = <K extends SeenKind>(
  what: SeenOf<K>,
  more: Partial<Omit<Observation, 'seen'>> = {},
): Observation => {
  const id = more.id ?? `${what.kind}/${more.endpoint ?? 'device'}/${more.sample ?? 1}`
  return observationSchema.parse({ id, sample: 1, began: 0, took: 1, completeness: 'complete', ...more, seen: what })
}

/** What a check says of observations, in short: `verdict about code`, in the order of the report, and the verdict of its first unit. */
export function judged(
  check: Check,
  observations: readonly Observation[],
  declared: Partial<Declared> = {},
  policy: Policy = benchPolicy,
): { readonly verdict: AssessedUnit['verdict']; readonly said: readonly string[]; readonly unit: AssessedUnit } {
  const { units } = assess([check], { declared: { ...nothingDeclared, ...declared }, observations, policy })
  const unit = units[0]!
  return { verdict: unit.verdict, said: unit.parts.map((p) => `${p.verdict} ${p.about} ${p.reason.code}`), unit }
}
