import type { Bench, KnownLogin } from '../../bench.ts'
import type { DeclaredAuthentication } from '../../declared/declared.ts'
import { type AddressKind, type Observation, ofKind } from '../../observation.ts'
import { byPlace } from '../anonymous/services.ts'
import type { Attempt, LoginWay } from './login.ts'
import type { LockOut } from './pacing.ts'

/** A login to be worked on: where, what the IXIT says of it, and a login known to work there. */
export interface KnownWay extends LoginWay {
  readonly scripted: boolean
  readonly passwordAlone: boolean
  readonly declared: readonly DeclaredAuthentication[]
  readonly known?: Attempt
  readonly lockOut?: LockOut
}

/** The logins by password that were seen, grouped by what they share: a group is worked through one after the other. */
export function loginGroups({
  observed,
  declared,
  logins,
  target,
}: Pick<Bench, 'observed' | 'declared' | 'logins'> & Partial<Pick<Bench, 'target'>>): readonly (readonly KnownWay[])[] {
  const ways = ofKind(observed, 'access')
    .flatMap((o) => waysOf(o, declared.authentication, logins))
    .toSorted(byPlace(target?.primary ?? 'ipv4')) // they were seen in any order
  return [...Map.groupBy(ways, groupOf).values()]
}

function waysOf(
  { endpoint, address, seen }: { endpoint?: string; address?: AddressKind; seen: ReturnType<typeof accessOf> },
  authentication: readonly DeclaredAuthentication[],
  logins: readonly KnownLogin[],
): KnownWay[] {
  if (endpoint === undefined) return []
  return seen.logins
    .filter((offer) => offer.password)
    .map(({ login, place, authentication: id, scripted = false, passwordAlone = false }) => {
      const declared = authentication.filter((a) =>
        id === undefined ? a.endpoints.includes(endpoint) && a.factor === 'password' : a.id === id,
      )
      const known = logins.find((l) => declared.some((a) => a.id === l.authentication))
      const lockOut = declared
        .flatMap(({ bruteForce }) =>
          bruteForce?.kind === 'lock-out' && bruteForce.after !== undefined
            ? [{ after: bruteForce.after, ...(bruteForce.seconds !== undefined && { seconds: bruteForce.seconds }) }]
            : [],
        )
        .toSorted((a, b) => a.after - b.after)[0]
      return {
        login,
        endpoint,
        tls: seen.tls,
        ...(address !== undefined && { address }),
        ...(place !== undefined && { place }),
        ...(id !== undefined && { authentication: id }),
        scripted,
        passwordAlone,
        declared,
        ...(known && { known: { user: known.user, password: known.password } }),
        ...(lockOut && { lockOut }),
      }
    })
}

const accessOf = (observed: readonly Observation[]) => ofKind(observed, 'access')[0]!.seen

// Where a lock-out is declared, all its endpoints count the same wrong tries; elsewhere each endpoint counts for itself.
const groupOf = ({ endpoint, address, declared }: KnownWay): string =>
  declared.find((a) => a.bruteForce?.kind === 'lock-out')?.id ?? `${endpoint} ${address}`

/** The last part of an observation's id, the same in every run. */
export const wayName = ({ endpoint, address, login, authentication }: LoginWay): string =>
  [endpoint, ...(address ? [address] : []), login, ...(authentication ? [authentication.replace(/[^\w.-]/g, '-')] : [])]
    .join('/')
    .slice(0, 100)

/** The same login under whichever address. */
export const loginName = ({ endpoint, login, authentication }: LoginWay): string =>
  JSON.stringify([endpoint, login, authentication])
