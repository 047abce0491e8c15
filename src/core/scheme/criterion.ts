import type { Text } from '../kernel/text.ts'
import type { Condition } from './condition.ts'
import type { Provenance } from './provenance.ts'

export type CriterionId = string // e.g. 'S1.1-02'
export type ProcedureId = string // e.g. 'S1.1-02/d'
export type UnitId = string // e.g. 'S1.1-02/d1'

/** How a procedure is carried out: on paper, or on the device. */
export const methods = ['document', 'real-device'] as const
export type Method = (typeof methods)[number]

/** Who has to carry a procedure out, where not anybody may: `qualified` is somebody with a registered, dated qualification. */
export const evaluators = ['qualified'] as const
export type Evaluator = (typeof evaluators)[number]

/** The smallest thing that gets a verdict. */
export interface TestUnit {
  readonly id: UnitId
  readonly question: Text
  /** IXIT fields a passing finding has to rest on; a field that is missing or marked as a gap makes the unit inconclusive. */
  readonly needs: readonly { readonly table: string; readonly field?: string }[]
}

/** How a criterion is evaluated by one method. */
export interface Procedure {
  readonly id: ProcedureId
  readonly method: Method
  readonly evaluator?: Evaluator // absent: the maker's own people may
  readonly text: Text
  readonly units: readonly TestUnit[]
  readonly provenance: Provenance
}

/** Every test unit of some criteria, with the procedure it belongs to. */
export const unitsOf = (
  criteria: readonly Pick<Criterion, 'id' | 'procedures'>[],
): readonly { readonly criterion: CriterionId; readonly procedure: Procedure; readonly unit: TestUnit }[] =>
  criteria.flatMap(({ id, procedures }) =>
    procedures.flatMap((procedure) => procedure.units.map((unit) => ({ criterion: id, procedure, unit }))),
  )

/** When "not applicable" may be answered; the written reason is always required. */
export interface NotApplicablePolicy {
  readonly allowed: boolean
  readonly conditions: readonly { readonly id: string; readonly text: Text; readonly when?: Condition }[]
  readonly provenance: Provenance
}

/** What one scheme edition demands at one level: 適合要件・適合基準, in our own words. */
export interface Criterion {
  readonly id: CriterionId
  readonly theme: string // id of a Theme of the scheme
  readonly title: Text // short, for lists
  readonly demand: Text // what is demanded
  readonly meaning: Text // the same for someone who is no specialist
  readonly evidence: readonly Text[] // what shows it, by example
  readonly procedures: readonly Procedure[]
  readonly notApplicable: NotApplicablePolicy
  readonly provenance: Provenance
}
