import type { Check } from '../check.ts'

/** Every check there is, one line each, in the order of their clauses. */
export const checks: readonly Check[] = []
