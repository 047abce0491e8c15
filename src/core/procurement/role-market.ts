import type { IsoDate } from '../kernel/date.ts'
import type { Entry } from '../register/entry.ts'
import type { FactDefinition } from '../scheme/fact.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import { type Attested, attestedHere } from './attested.ts'
import type { Conditions, LevelDemand } from './demand.ts'
import { ladderOn } from './ladder.ts'
import type { Role } from './profile.ts'
import type { RegisterIndex } from './register-index.ts'
import { wayTo } from './way.ts'

/** Labels that say the same as far as a role asks: one judgement serves all of them. */
interface Alike {
  readonly one: Attested
  labels: number
  readonly makers: Set<number>
}

/** The labels that are valid on a day, put together by what a role asks of them: scheme, edition, level, assessor, category. */
export interface MarketTally {
  readonly day: IsoDate
  readonly groups: readonly Readonly<Alike>[]
}

/** Puts labels together one by one, for whoever has other things to do in between. */
export function openTally(day: IsoDate): { add(entry: Entry, maker: number): void; done(): MarketTally } {
  const groups = new Map<string, Alike>()
  return {
    add(entry, maker) {
      const label = attestedHere(entry)
      if (label.standingOn(day)?.code !== 'valid') return
      const key = JSON.stringify([label.scheme, label.edition, label.level, label.assessor, label.category])
      let group = groups.get(key)
      if (group === undefined) {
        group = { one: label, labels: 0, makers: new Set() }
        groups.set(key, group)
      }
      group.labels++
      group.makers.add(maker)
    },
    done: () => ({ day, groups: [...groups.values()] }),
  }
}

/** Reads the register once; what follows costs no more for a million labels than for ten. */
export function tallyMarket(register: RegisterIndex, day: IsoDate): MarketTally {
  const tally = openTally(day)
  for (let place = 0; place < register.size; place++) tally.add(register.entry(place), register.makerOf(place))
  return tally.done()
}

/** How many labels and makers could serve in a role, if it asked for that level. */
export interface Reach {
  readonly level: LevelDemand
  readonly asked: boolean // by the role as it stands
  readonly labels: number
  readonly makers: number
}

/** What the rule books say, for looking at a market. */
export interface MarketRules {
  readonly schemes: readonly PinnedScheme[]
  readonly recognition: readonly Recognition[]
  readonly vocabulary?: readonly FactDefinition[]
}

/**
 * What is left of a role's market, level by level of each scheme that it names. Levels, categories and who assessed are counted; what is
 * asked of validity and updates depends on the day of delivery and is not.
 */
export function reachOf(
  { day, groups }: MarketTally,
  role: Pick<Role, 'id' | 'reason' | 'anyOf' | 'categories'>,
  { methods, recognition: accepted }: Pick<Conditions, 'methods' | 'recognition'>,
  { schemes, recognition, vocabulary = [] }: MarketRules,
): readonly Reach[] {
  const context = { ladder: ladderOn(schemes, day), schemes, recognition, vocabulary, days: [day] }
  const served = groups.filter(
    ({ one }) =>
      (one.category === undefined || (role.categories?.includes(one.category) ?? true)) &&
      (methods === undefined || one.assessor === undefined || methods.includes(one.assessor)),
  )
  return [...new Set(role.anyOf.map(({ scheme }) => scheme))].flatMap((scheme) => {
    const levels = schemes.find(({ id }) => id === scheme)?.levels ?? []
    return levels
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ code }): Reach => {
        const level = { scheme, level: code }
        const fitting = served.filter(({ one }) => {
          const { kind } = wayTo(one, { id: role.id, reason: role.reason, anyOf: [level] }, accepted, context)
          return kind === 'direct' || kind === 'recognised'
        })
        return {
          level,
          asked: role.anyOf.some((one) => one.scheme === scheme && one.level === code),
          labels: fitting.reduce((sum, { labels }) => sum + labels, 0),
          makers: new Set(fitting.flatMap(({ makers }) => [...makers])).size,
        }
      })
  })
}
