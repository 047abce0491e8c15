import type { IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { ProductFacts } from '../selection/product.ts'

/** A label that was issued elsewhere, as the list of its issuer has it. */
export interface ForeignLabel {
  readonly number: string // as its issuer writes it
  readonly level: string // code in the catalogue
  readonly documentNumber?: string // what it was judged by
  readonly maker: string
  readonly models: readonly string[]
  readonly category?: string
  readonly validFrom: IsoDate
  readonly validUntil?: IsoDate // last day; absent where it does not end
  readonly standing?: { readonly code: 'suspended' | 'withdrawn' | 'ended'; readonly since: IsoDate } // absent: valid
  readonly supportUntil?: IsoDate
  readonly minimumVersion?: string
  readonly facts?: ProductFacts // what rules of recognition ask about the product
  readonly confirmed?: readonly string[] // conditions of such rules that whoever made the list has seen to
}

/**
 * A list of labels issued elsewhere that whoever runs this house, or checks, has taken from the issuer and vouches for. Nothing
 * else makes a label of another register count: what a buyer or seller states is looked up here, or stays to be checked.
 */
export interface ForeignList {
  readonly scheme: string
  readonly issuer: Text
  readonly source: string // where it was taken from
  readonly takenOn: IsoDate
  readonly usableUntil: IsoDate // last day for which it is believed; standing may change unseen after it was taken
  readonly labels: readonly ForeignLabel[]
}

export type PinnedForeignList = ForeignList & { readonly digest: Digest }

/** Lists made ready for looking up. */
export interface ForeignIndex {
  readonly digests: readonly Digest[]
  readonly find: (
    scheme: string,
    number: string,
  ) => { readonly list: PinnedForeignList; readonly label: ForeignLabel } | undefined
}

/** How a number is compared: width, case and spaces do not count; everything else does. */
const numberKey = (number: string): string => number.normalize('NFKC').toUpperCase().replace(/\s+/g, '')

/** Indexes lists by number; of several lists of one scheme the one taken last counts. */
export function indexForeign(lists: readonly PinnedForeignList[]): ForeignIndex {
  const found = new Map<string, { list: PinnedForeignList; label: ForeignLabel }>()
  const oldestFirst = lists.toSorted((a, b) => (a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : 0))
  for (const list of oldestFirst)
    for (const label of list.labels) found.set(`${list.scheme}\u0001${numberKey(label.number)}`, { list, label })
  return {
    digests: lists.map(({ digest }) => digest).toSorted(),
    find: (scheme, number) => found.get(`${scheme}\u0001${numberKey(number)}`),
  }
}

export const noForeign: ForeignIndex = indexForeign([])
