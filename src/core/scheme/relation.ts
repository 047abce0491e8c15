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

/** A relation, or that nothing follows. */
export type Composed = Relation | 'unknown'

/**
 * What follows for A and C from "A r B" and "B s C", rows by r. A document demands something, so no side is empty; a superset
 * may be equal, and to intersect is to share something. Each cell is the strongest relation that always holds: a property
 * test finds sets that deny every stronger one.
 */
export const composition: Record<Relation, Record<Relation, Composed>> = {
  'equal-to': {
    'equal-to': 'equal-to',
    'equivalent-to': 'equivalent-to',
    'superset-of': 'superset-of',
    'subset-of': 'subset-of',
    'intersects-with': 'intersects-with',
    'no-relationship': 'no-relationship',
  },
  'equivalent-to': {
    'equal-to': 'equivalent-to',
    'equivalent-to': 'equivalent-to',
    'superset-of': 'superset-of',
    'subset-of': 'subset-of',
    'intersects-with': 'intersects-with',
    'no-relationship': 'no-relationship',
  },
  'superset-of': {
    'equal-to': 'superset-of',
    'equivalent-to': 'superset-of',
    'superset-of': 'superset-of',
    'subset-of': 'intersects-with', // both hold the whole of B
    'intersects-with': 'intersects-with',
    'no-relationship': 'unknown',
  },
  'subset-of': {
    'equal-to': 'subset-of',
    'equivalent-to': 'subset-of',
    'superset-of': 'unknown', // two parts of B may lie apart
    'subset-of': 'subset-of',
    'intersects-with': 'unknown',
    'no-relationship': 'no-relationship',
  },
  'intersects-with': {
    'equal-to': 'intersects-with',
    'equivalent-to': 'intersects-with',
    'superset-of': 'unknown',
    'subset-of': 'intersects-with',
    'intersects-with': 'unknown',
    'no-relationship': 'unknown',
  },
  'no-relationship': {
    'equal-to': 'no-relationship',
    'equivalent-to': 'no-relationship',
    'superset-of': 'no-relationship',
    'subset-of': 'unknown',
    'intersects-with': 'unknown',
    'no-relationship': 'unknown',
  },
}

/** What follows from a chain of relations; of an empty chain, that a thing equals itself. */
export function compose(chain: readonly Relation[]): Composed {
  let so: Composed = 'equal-to'
  for (const next of chain) {
    if (so === 'unknown') return so
    so = composition[so][next]
  }
  return so
}

const implied: Record<Relation, readonly Relation[]> = {
  'equal-to': ['equal-to', 'equivalent-to', 'superset-of', 'subset-of', 'intersects-with'],
  'equivalent-to': ['equivalent-to', 'superset-of', 'subset-of', 'intersects-with'],
  'superset-of': ['superset-of', 'intersects-with'],
  'subset-of': ['subset-of', 'intersects-with'],
  'intersects-with': ['intersects-with'],
  'no-relationship': ['no-relationship'],
}

/** Whether whoever says `strong` has said `weak` already. */
export const implies = (strong: Relation, weak: Relation): boolean => implied[strong].includes(weak)

/** Whether two things can never stand in both relations at once. */
export const contradicts = (one: Relation, other: Relation): boolean =>
  (one === 'no-relationship') !== (other === 'no-relationship')
