import assert from 'node:assert/strict'
import { combine, type Verdict } from '../../src/core/determination/verdict.ts'
import { fill } from '../../src/core/kernel/text.ts'
import type { Check } from '../../src/lab/check.ts'
import type { Declared } from '../../src/lab/declared/declared.ts'
import { type Observation, observationSchema, type Seen } from '../../src/lab/observation.ts'
import type { Policy } from '../../src/lab/policy.ts'
import { benchPolicy, nothingDeclared } from './lab-bench.ts'

let made = 0
/** An observation as evidence would hold it. */
export const observed = (seen: Seen, more: Partial<Observation> = {}): Observation =>
  observationSchema.parse({
    id: `seen/${++made}`,
    sample: 1,
    began: 0,
    took: 1,
    completeness: 'complete',
    ...more,
    seen,
  })

/** All TCP ports were looked at, and these were open. */
export const wholeScan = (...open: readonly number[]): Observation =>
  observed({
    kind: 'port-scan',
    from: 1,
    to: 65535,
    open: [...open],
    refused: 65535 - open.length,
    silent: 0,
    canaries: [],
  })

type Protocol = Extract<Seen, { kind: 'service' }>['protocol']
export const service = (endpoint: string, protocol: Protocol, tls = false): Observation =>
  observed({ kind: 'service', protocol, tls }, { endpoint })

interface Judged {
  /** 'unit about verdict code', in the order said. */
  readonly lines: readonly string[]
  of(unit: string): { readonly verdict: Verdict; readonly codes: readonly string[] }
}

/** Judges as a run would, and holds every verdict to what a check promises: a text for each code, filled by its facts; an answer to every unit. */
export function judged(
  check: Check,
  observations: readonly Observation[],
  declared: Partial<Declared> = {},
  policy: Partial<Policy> = {},
): Judged {
  const given = { declared: { ...nothingDeclared, ...declared }, observations, policy: { ...benchPolicy, ...policy } }
  const said = check.judge(given)
  for (const { reason, restsOn, unit } of said) {
    const text = check.reasons[reason.code]
    assert.ok(text, `${check.id} has no text for ${reason.code}`)
    const { ja, en } = fill(text, reason.facts ?? {})
    assert.equal(/\{\w+\}/.test(ja + en), false, `${check.id}/${reason.code} is not filled: ${ja} ${en}`)
    assert.ok(
      check.units.some(({ id }) => id === unit),
      `${unit} is no unit of ${check.id}`,
    )
    for (const id of restsOn)
      assert.ok(
        observations.some((o) => o.id === id),
        `${id} is no observation`,
      )
  }
  const again = check.judge({ ...given, observations: observations.toReversed() })
  const lines = (all: typeof said) => all.map((v) => `${v.unit} ${v.about} ${v.verdict} ${v.reason.code}`)
  assert.deepEqual(lines(again).toSorted(), lines(said).toSorted(), 'the order of observations must not matter')
  for (const { id } of check.units)
    assert.ok(
      said.some(({ unit }) => unit === id),
      `nothing is said of ${id}`,
    )
  return {
    lines: lines(said),
    of: (unit) => {
      const own = said.filter((v) => v.unit === unit)
      return { verdict: combine(own.map((v) => v.verdict)), codes: own.map((v) => v.reason.code).toSorted() }
    },
  }
}
