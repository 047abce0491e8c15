import type { Declared, DeclaredAuthentication, DeclaredInterface, DeclaredService } from './declared.ts'

// How far a declaration of interfaces can be compared with a device. Its table is 28-LogIntf, 28-ExtAPI in the older edition.

const tables = /^(28-LogIntf|28-ExtAPI)$/
const placeOf = /^(?:28-LogIntf|28-ExtAPI)\/(.+)\/([^/]+)$/

/** Whether the maker has declared interfaces at all. */
export const declaresInterfaces = ({ tables: all }: Declared): boolean => all.some((table) => tables.test(table))

/** Whether a field of some interface, or of this one, cannot be compared. */
export const hasGap = ({ gaps }: Declared, field: string, of?: DeclaredInterface): boolean =>
  gaps.some(({ place }) => {
    const [, id, name] = placeOf.exec(place) ?? []
    return name === field && (of === undefined || of.id === id)
  })

/** Interfaces that are on, and of which it cannot be said which ports they have: one found may be theirs. */
export const withoutPorts = (declared: Declared): readonly DeclaredInterface[] =>
  declared.interfaces.filter((one) => one.enabled && hasGap(declared, 'endpoint', one))

/** Every port that is declared for an interface, be it on or off. */
export const endpointsOf = ({ interfaces }: Declared): readonly string[] =>
  interfaces.flatMap(({ endpoints }) => endpoints)

/** Services that are on, and of which it cannot be said which ports they have: one found may be theirs. */
export const servicesWithoutPorts = ({ services, gaps }: Declared): readonly DeclaredService[] =>
  services.filter(({ id, enabled }) => enabled && gaps.some(({ place }) => place === `13-SoftServ/${id}/endpoint`))

/** Whether it cannot be read how one logs in by an entry, or where. */
export const loginOpen = ({ gaps }: Declared, { id }: Pick<DeclaredAuthentication, 'id'>): boolean =>
  gaps.some(({ place }) => place === `1-AuthMech/${id}/factor` || place === `1-AuthMech/${id}/endpoint`)
