import type { Text } from './text.ts'

/** An expected refusal: a permanent code and the facts that explain it. Codes are never reused or renamed. */
export interface Fault {
  readonly code: string
}

/** What a fault says to a person: what happened, why, and what to do next; `{field}` names a field of the fault. */
export interface FaultText {
  readonly what: Text
  readonly why: Text
  readonly next: Text
}

/** Each room keeps one table over its own union of codes, so that the compiler is the checklist. */
export type FaultTexts<F extends Fault> = { readonly [C in F['code']]: FaultText }
