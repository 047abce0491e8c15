import type { IsoDate } from '../kernel/date.ts'
import { type Digest, digestOf } from '../kernel/digest.ts'
import { editionKey, type PinnedScheme, type Scheme } from './scheme.ts'

/** That an edition was published, and what it was: cases are judged by it for ever, so it never changes again. */
export interface PublishedEdition {
  readonly edition: string // key of the edition, e.g. 'jc-star' or 'jc-star@2027'
  readonly documentNumber: string
  readonly digest: Digest
  readonly publishedOn: IsoDate
}

/** The digest of an edition: over everything it says. */
export function digestOfEdition(scheme: Scheme): Digest {
  const { digest: _, accepts: __, ...said } = scheme as Scheme & Partial<PinnedScheme>
  return digestOf(said)
}

/** Published editions that are gone, or say something else than when they were published. */
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
