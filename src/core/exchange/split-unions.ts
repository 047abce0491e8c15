import type { Relation } from '../scheme/relation.ts'

/** A row without its reason: the union of `from` stands in `relation` to the union of `to`. */
export interface SetRow {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly relation: Relation
}

/**
 * A row with unions on both sides as rows with a union on one side at most, which together say the same:
 *   A∪B ⊆ C∪D  ⇔  A ⊆ C∪D and B ⊆ C∪D;   A∪B ⊇ C∪D  ⇔  A∪B ⊇ C and A∪B ⊇ D;   equal: both of them;
 *   disjoint: each from all of the others. Undefined for `intersects-with`, where some pair shares something, open which.
 * "Equivalent" is taken apart as two inclusions; that the whole has the same effect is kept, that it differs in means is not.
 */
export function splitUnions(
  from: readonly string[],
  to: readonly string[],
  relation: Relation,
): readonly SetRow[] | undefined {
  if (from.length === 1 || to.length === 1) return [{ from, to, relation }]
  const inside = (): readonly SetRow[] => from.map((one) => ({ from: [one], to, relation: 'subset-of' }))
  const around = (): readonly SetRow[] => to.map((one) => ({ from, to: [one], relation: 'superset-of' }))
  switch (relation) {
    case 'subset-of':
      return inside()
    case 'superset-of':
      return around()
    case 'equal-to':
    case 'equivalent-to':
      return [...inside(), ...around()]
    case 'no-relationship':
      return from.map((one) => ({ from: [one], to, relation }))
    case 'intersects-with':
      return undefined
  }
}
