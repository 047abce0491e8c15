import { combine, type Verdict } from '../core/determination/verdict.ts'
import { canonicalJson, type Digest, digestOf } from '../core/kernel/digest.ts'
import type { Check, Given, UnitVerdict } from './check.ts'

/** A test unit with everything that was said about it. */
export interface AssessedUnit {
  readonly unit: string
  readonly check: string
  readonly verdict: Verdict
  readonly parts: readonly UnitVerdict[]
}

export interface Assessment {
  readonly units: readonly AssessedUnit[]
  /** Over what was decided and why, without times and figures: the same device gives the same digest in every run. */
  readonly digest: Digest
}

const byName = new Intl.Collator('en', { numeric: true }).compare

/** Judges what was seen against what was declared, under one policy. Pure: replaying gives the same, byte for byte. */
export function assess(checks: readonly Check[], given: Given): Assessment {
  const units = checks
    .flatMap((check) => {
      const said = check.judge(given)
      return check.units.map(({ id }): AssessedUnit => {
        const parts = once(said.filter((part) => part.unit === id)).toSorted(
          (a, b) => byName(a.about, b.about) || byName(a.reason.code, b.reason.code),
        )
        return { unit: id, check: check.id, verdict: combine(parts.map((p) => p.verdict)), parts: countable(parts) }
      })
    })
    .toSorted((a, b) => byName(a.unit, b.unit))
  return { units, digest: verdictsDigest(units) }
}

/** What is seen twice is said once, in an order of its own: neither the order of observations nor a repeated one changes anything. */
const once = <T>(all: readonly T[]): readonly T[] =>
  [...new Map(all.map((one) => [canonicalJson(one), one]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)

/** Parts of a unit with one verdict and one reason that are told apart. An honest device has not a tenth of them. */
export const mostAlike = 500

/** Whoever answers on every port is not told port by port: of parts that are alike, the last that is kept says how many more there were. */
function countable(parts: readonly UnitVerdict[]): readonly UnitVerdict[] {
  const groups = Map.groupBy(parts, ({ verdict, reason }) => `${verdict} ${reason.code}`)
  const full = [...groups.values()].filter((alike) => alike.length > mostAlike)
  if (full.length === 0) return parts
  const left = new Set(full.flatMap((alike) => alike.slice(mostAlike)))
  const more = new Map(full.map((alike) => [alike[mostAlike - 1]!, alike.length - mostAlike]))
  return parts
    .filter((part) => !left.has(part))
    .map((part) => (more.has(part) ? { ...part, about: `${part.about} (+${more.get(part)})` } : part))
}

/** The digest of what was decided about some units, and why. */
export const verdictsDigest = (units: readonly AssessedUnit[]): Digest => digestOf(units.map(essence))

const essence = ({ unit, verdict, parts }: AssessedUnit) => ({
  unit,
  verdict,
  parts: once(parts.map(({ about, verdict, reason }) => ({ about, verdict, code: reason.code }))),
})
