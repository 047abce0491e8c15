import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { CriterionId, Method, ProcedureId, UnitId } from '../scheme/criterion.ts'
import type { Finding } from './finding.ts'
import type { Verdict } from './verdict.ts'

export interface UnitResult {
  readonly unit: UnitId
  readonly verdict: Verdict
  readonly reason: Text
  readonly findings: readonly Finding[]
}

export interface ProcedureResult {
  readonly procedure: ProcedureId
  readonly method: Method
  readonly verdict: Verdict
  readonly units: readonly UnitResult[]
}

export interface CriterionResult {
  readonly criterion: CriterionId
  readonly verdict: Verdict
  readonly reason: Text // the decisive reason, one sentence
  readonly next?: Text // what would change it
  readonly procedures: readonly ProcedureResult[]
}

/** A verdict per criterion, with reasons, and the verdict of the level. */
export interface Evaluation {
  readonly basis: Digest // of the Plan
  readonly scheme: string
  readonly edition: string
  readonly level: string
  readonly verdict: Verdict
  readonly fulfilled: boolean // every criterion passes or rightly does not apply
  readonly criteria: readonly CriterionResult[]
}
