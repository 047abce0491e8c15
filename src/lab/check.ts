import type { Verdict } from '../core/determination/verdict.ts'
import type { Text } from '../core/kernel/text.ts'
import type { Declared } from './declared/declared.ts'
import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'

/** All that a verdict rests on. Nothing else may enter: the same three give the same verdicts on any machine, on any day. */
export interface Given {
  readonly declared: Declared
  readonly observations: readonly Observation[]
  readonly policy: Policy
}

/** Why: a permanent code with the facts that fill its text. Facts for people may vary from run to run, codes do not. */
export interface Reason {
  readonly code: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** What one check says of one test unit, about one thing of the device. */
export interface UnitVerdict {
  readonly unit: string // '5.6-1-2a', a test unit of ETSI TS 103 701
  readonly about: string // 'tcp/443', an IXIT entry, or 'device'
  readonly verdict: Verdict
  readonly reason: Reason
  readonly restsOn: readonly string[] // ids of observations
}

export const checkKinds = ['automatic', 'guided', 'document'] as const

/** One test case of ETSI TS 103 701, judged. One check, one file, named by its clause. */
export interface Check {
  readonly id: string // '5.6-1-2'
  readonly kind: (typeof checkKinds)[number]
  readonly cites: readonly string[] // 'etsi-ts-103-701:5.6-1'
  readonly title: Text
  readonly units: readonly { readonly id: string; readonly question: Text }[]
  /** At least one verdict for every unit: what was not looked at is `not-evaluated`, what could not be finished `inconclusive`. */
  judge(given: Given): readonly UnitVerdict[]
  /** Every reason it may give. */
  readonly reasons: Readonly<Record<string, Text>> // {name} is filled from the facts
}
