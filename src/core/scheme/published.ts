import type { IsoDate } from '../kernel/date.ts'
import { type Digest, digestOf } from '../kernel/digest.ts'
import { editionKey, type Scheme } from './scheme.ts'

/** That an edition was published, and what it was: cases are judged by it for ever, so it never changes again. */
export interface PublishedEdition {
  readonly edition: string // key of the edition, e.g. 'jc-star' or 'jc-star@2027'
  readonly documentNumber: string
  readonly digest: Digest
  readonly publishedOn: IsoDate
}

// What is told of the scheme besides may be put right, or move on, without the edition being another: whether it still takes
// applications, what it costs, who runs it, which routes are open, what happened since, and how well each row is known.
const toldBesides: ReadonlySet<string> = new Set([
  'provenance',
  'status',
  'fees',
  'needs',
  'endsOn',
  'defaultFrom',
  'categories', // which of the offered categories a level is for: `products` says what is judged
])

function judged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(judged)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (toldBesides.has(key) ? [] : [[key, judged(inner)]])),
  )
}

/** The digest of an edition: over everything a product is judged by, and nothing else. */
export function digestOfEdition(scheme: Omit<Scheme, 'digest'>): Digest {
  const { id, edition, levels, themes, criteria, scope, questions, classes, defaultTier } = scheme
  return digestOf(judged({ id, edition, levels, themes, criteria, scope, questions, classes, defaultTier }))
}

/** Published editions that are gone, or by which something else would be judged than when they were published. */
export function brokenEditions(
  schemes: readonly Scheme[],
  published: readonly PublishedEdition[],
): readonly { readonly published: PublishedEdition; readonly problem: 'gone' | 'changed' }[] {
  return published.flatMap((one): readonly { published: PublishedEdition; problem: 'gone' | 'changed' }[] => {
    const scheme = schemes.find((candidate) => editionKey(candidate) === one.edition)
    if (scheme === undefined) return [{ published: one, problem: 'gone' }]
    return digestOfEdition(scheme) === one.digest ? [] : [{ published: one, problem: 'changed' }]
  })
}
