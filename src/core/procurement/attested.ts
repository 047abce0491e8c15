import { dateInJapan, type IsoDate, startOfDate } from '../kernel/date.ts'
import type { Entry } from '../register/entry.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { StandingCode } from '../surveillance/standing.ts'
import { standingAt } from '../surveillance/standing-at.ts'
import type { ForeignLabel, ForeignList } from './foreign-list.ts'
import { endOfDay, lastDayBefore } from './on-day.ts'

/** What a label says, wherever it was issued, as far as a policy asks. */
export interface Attested {
  readonly number: string
  readonly scheme: string
  readonly level: string
  readonly edition: string | undefined // document number
  readonly assessor: 'self' | 'third-party' | undefined // undefined: the level says it
  readonly category: string | undefined
  readonly models: readonly string[]
  readonly maker: { readonly ja: string; readonly en?: string }
  readonly product?: { readonly ja: string; readonly en?: string }
  readonly firstDay: IsoDate
  readonly lastDay: IsoDate | undefined // undefined: it does not end
  readonly supportUntil: IsoDate | null | undefined // null: no updates are promised; undefined: not known
  readonly minimumVersion: string | undefined
  readonly facts: ProductFacts
  readonly confirmed: readonly string[]
  readonly sample: boolean
  readonly elsewhere: boolean // issued by another register
  /** The standing at the end of a day; undefined before it is valid. */
  readonly standingOn: (day: IsoDate) => { readonly code: StandingCode; readonly since: IsoDate } | undefined
  /** The day of the first change of the entry after the end of a day; what it said before is not known from it. */
  readonly changedAfter: (day: IsoDate) => IsoDate | undefined
  readonly openAdvisory: (day: IsoDate) => boolean
}

/** A label of our own register. */
export const attestedHere = (entry: Entry): Attested => ({
  number: entry.label,
  scheme: entry.scheme,
  level: entry.level,
  edition: entry.edition,
  assessor: entry.assessor,
  category: entry.product.category,
  models: entry.product.models,
  maker: entry.maker.name,
  product: entry.product.name,
  firstDay: dateInJapan(entry.validity.validFrom),
  lastDay: lastDayBefore(entry.validity.validUntil),
  supportUntil: entry.product.updates.supportUntil,
  minimumVersion: entry.product.software.minimum,
  facts: {},
  confirmed: [],
  sample: entry.sample,
  elsewhere: false,
  standingOn: (day) => {
    const standing = standingAt(entry.validity, entry.events, endOfDay(day))
    return standing && { code: standing.code, since: dateInJapan(standing.since) }
  },
  changedAfter: (day) => {
    const end = Date.parse(startOfDate(day)) + 86_400_000
    const change = entry.events.find(({ event, at }) => event === 'superseded' && Date.parse(at) >= end)
    return change && dateInJapan(change.at)
  },
  openAdvisory: (day) => entry.advisories.some(({ open, at }) => open && Date.parse(at) <= Date.parse(endOfDay(day))),
})

/** A label of a list that somebody vouches for. */
export const attestedElsewhere = (list: Pick<ForeignList, 'scheme'>, label: ForeignLabel): Attested => ({
  number: label.number,
  scheme: list.scheme,
  level: label.level,
  edition: label.documentNumber,
  assessor: undefined,
  category: label.category,
  models: label.models,
  maker: { ja: label.maker },
  firstDay: label.validFrom,
  lastDay: label.validUntil,
  supportUntil: label.supportUntil,
  minimumVersion: label.minimumVersion,
  facts: label.facts ?? {},
  confirmed: label.confirmed ?? [],
  sample: false,
  elsewhere: true,
  standingOn: (day) => {
    if (day < label.validFrom) return undefined
    // As of the lists of this house: what was withdrawn or ended says so for ever, whatever its last day was.
    const { standing } = label
    if (standing !== undefined && standing.code !== 'suspended' && standing.since <= day) return standing
    if (label.validUntil !== undefined && day > label.validUntil) return { code: 'expired', since: label.validUntil }
    if (standing !== undefined && standing.since <= day) return standing
    return { code: 'valid', since: label.validFrom }
  },
  changedAfter: () => undefined,
  openAdvisory: () => false,
})
