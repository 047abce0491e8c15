/**
 * How two sets of demands compare; the words are those of the OSCAL mapping model (NIST OSCAL 1.2).
 * `equivalent-to` has the same effect by other means, `equal-to` is the same demand; both let one prove the other.
 */
export const relations = [
  'equal-to',
  'equivalent-to',
  'superset-of',
  'subset-of',
  'intersects-with',
  'no-relationship',
] as const
export type Relation = (typeof relations)[number]

/** The same row read from the other side. */
export const inverse: Record<Relation, Relation> = {
  'equal-to': 'equal-to',
  'equivalent-to': 'equivalent-to',
  'superset-of': 'subset-of',
  'subset-of': 'superset-of',
  'intersects-with': 'intersects-with',
  'no-relationship': 'no-relationship',
}

/** Whether a proof of the left side proves the whole of the right side. */
export const provesWhole: Record<Relation, boolean> = {
  'equal-to': true,
  'equivalent-to': true,
  'superset-of': true,
  'subset-of': false,
  'intersects-with': false,
  'no-relationship': false,
}
