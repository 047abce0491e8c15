import type { Given } from '../check.ts'
import type { DeclaredAuthentication } from '../declared/declared.ts'
import { type Door, doors, type Place, sameDoor } from '../doors.ts'
import type { LoginKind } from '../instruments/logins/kinds.ts'
import { type ObservationOf, ofKind } from '../observation.ts'

export type Access = ObservationOf<'access'>
export type Tries = ObservationOf<'login-tries'>
export type Series = ObservationOf<'brute-force'>

/** A login by password that the device was seen to offer, with everything that was seen and declared of it. */
export interface PasswordLogin extends Place {
  readonly endpoint: string
  readonly login: LoginKind
  readonly declared: readonly DeclaredAuthentication[] // by password, at this endpoint
  readonly restsOn: readonly string[] // where it was seen
  readonly tries: readonly Tries[]
  /** Of the same login under other addresses of the same unit, every pair. */
  readonly elsewhere: readonly Tries[]
  readonly series: readonly Series[]
  /** Of the same login under other addresses of the same unit. */
  readonly seriesElsewhere: readonly Series[]
}

/** What is declared of a login: by the recipe's own entry, else by the endpoint. */
const declaredFor = (
  { declared }: Pick<Given, 'declared'>,
  { endpoint, authentication }: { readonly endpoint: string; readonly authentication?: string | undefined },
): readonly DeclaredAuthentication[] =>
  declared.authentication.filter((a) =>
    authentication === undefined ? a.factor === 'password' && a.endpoints.includes(endpoint) : a.id === authentication,
  )

/** Every login by password that was seen, once under each address of each unit, in the order of the endpoints. */
export function passwordLogins(given: Given): readonly PasswordLogin[] {
  const found = new Map<string, PasswordLogin>()
  const tries = ofKind(given.observations, 'login-tries')
  const series = ofKind(given.observations, 'brute-force')
  for (const access of ofKind(given.observations, 'access')) {
    const { id, endpoint, address, sample, seen } = access
    if (endpoint === undefined) continue
    for (const { login, authentication, password } of seen.logins) {
      if (!password) continue
      const key = JSON.stringify([endpoint, login, authentication, address, sample])
      const alike = (o: Tries | Series) => o.seen.login === login && o.seen.authentication === authentication
      const same = (o: Tries | Series) => sameDoor(o, access) && alike(o)
      found.set(key, {
        endpoint,
        address,
        sample,
        login,
        declared: declaredFor(given, { endpoint, authentication }),
        restsOn: [...(found.get(key)?.restsOn ?? []), id],
        tries: tries.filter(same),
        elsewhere: tries.filter(
          (o) => alike(o) && o.endpoint === endpoint && o.sample === sample && !same(o) && o.seen.like === undefined,
        ),
        series: series.filter(same),
        seriesElsewhere: series.filter((o) => alike(o) && o.endpoint === endpoint && o.sample === sample && !same(o)),
      })
    }
  }
  return [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, login]) => login)
}

/** Protocols that announce or ask for something and know no login: what they tell is for other checks. */
const withoutLoginByNature: readonly string[] = [
  ...['mdns', 'ssdp', 'dns', 'ntp', 'slp', 'ws-discovery', 'netbios', 'nat-pmp', 'echo', 'time', 'quic', 'ike'],
  ...['knx', 'lifx', 'ubiquiti', 'mqtt-sn', 'coaps'],
]

/** Services that were met, may ask for a login, and that nobody has asked. */
export const notAsked = ({ observations }: Pick<Given, 'observations'>): readonly Door[] => {
  const asked = ofKind(observations, 'access')
  return doors(observations).filter(
    (door) => !withoutLoginByNature.includes(door.protocol) && !asked.some((access) => sameDoor(access, door)),
  )
}

/** Whether a look at a service ended without knowing whether there is a login. */
export const loginUnknown = ({ completeness, seen }: Access): boolean =>
  seen.logins.length === 0 &&
  seen.without !== 'granted' &&
  (completeness !== 'complete' || seen.without === 'unclear' || seen.without === 'silent')
