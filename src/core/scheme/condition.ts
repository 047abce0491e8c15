/** The name of a fact about a product, e.g. `ip-communication`; the vocabulary is catalogue data. */
export type FactId = string
export type FactValue = boolean | string

/** When a rule applies: a predicate over product facts, as data. Evaluated in three values (selection/condition). */
export type Condition =
  | { readonly fact: FactId; readonly is: FactValue | readonly FactValue[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
