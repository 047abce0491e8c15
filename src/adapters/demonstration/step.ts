import type { Case } from '../../casework/case.ts'
import type { ActName } from '../../casework/lifecycle.ts'
import type { Viewer } from '../../casework/roles.ts'
import { addDays, dateInJapan, type Instant, type IsoDate } from '../../core/kernel/date.ts'
import type { LabelId } from '../../core/kernel/label-id.ts'
import type { OperatedScheme } from '../../core/scheme/scheme.ts'
import type { Demonstration } from './data.ts'

/** One act of a story: when, by whom, and what is sent; where that depends on the case as it then stands, a function. */
export interface Step {
  readonly at: Instant
  readonly who: Viewer
  readonly act: ActName
  readonly data: unknown | ((c: Case, scheme: OperatedScheme) => unknown)
}

/** One case of the demonstration, from its start; every step becomes exactly one event. */
export interface Story {
  readonly key: string
  readonly label?: LabelId // the number its label is to have
  readonly nonce?: string // what its order of a run is to carry, in base64url: evidence made beforehand names it
  readonly steps: readonly Step[]
}

/** What every story needs: the day it is told on, and the people in it. */
export interface Stage {
  readonly today: IsoDate
  readonly now: Instant
  readonly data: Demonstration
  readonly scheme: OperatedScheme
  readonly applicant: (maker: string, person?: string) => Viewer
  readonly person: (id: string) => Viewer
}

export function stageOf(data: Demonstration, scheme: OperatedScheme, now: Instant): Stage {
  const viewer = (id: string, organisation?: string): Viewer => {
    const person = data.people.people.find((p) => p.id === id)
    const membership = person?.memberships.find((m) => organisation === undefined || m.organisation === organisation)
    const kind = data.people.organisations.find((o) => o.id === membership?.organisation)?.kind
    if (person === undefined || membership === undefined || kind === undefined)
      throw new Error(`people.yaml has no ${id}${organisation === undefined ? '' : ` of ${organisation}`}`)
    return { person: id, name: person.name, organisation: membership.organisation, kind, roles: membership.roles }
  }
  const first = (maker: string): string => {
    const found = data.people.people.find((p) => p.memberships.some((m) => m.organisation === maker))
    if (found === undefined) throw new Error(`people.yaml has nobody of ${maker}`)
    return found.id
  }
  return {
    today: dateInJapan(now),
    now,
    data,
    scheme,
    applicant: (maker, person) => viewer(person ?? first(maker), maker),
    person: (id) => viewer(id),
  }
}

/** The day so many days before today, or the day that is written. */
export const dayOf = (stage: Stage, when: IsoDate | number): IsoDate =>
  typeof when === 'number' ? addDays(stage.today, -when) : when

/** A moment of a day in Japan, `minute` counted from midnight. */
export const momentOf = (day: IsoDate, minute: number): Instant =>
  new Date(Date.parse(`${day}T00:00:00+09:00`) + minute * 60_000).toISOString()
