import type { Bench, CredentialPair } from '../../bench.ts'
import { caps } from '../../caps.ts'
import { ofKind } from '../../observation.ts'
import type { Attempt } from '../logins/login.ts'
import { type KnownWay, wayName } from '../logins/ways.ts'
import { choosePairs, derivePairs } from './derive.ts'

/** How many pairs a service is tried with at most. */
export const pairsAtMost = ({ credentials }: Bench['policy']): number =>
  Math.min(credentials.pairsPerService, caps.credentialPairsPerService)

/** The pairs that are tried at one login: the same in every run against the same device. */
export const pairsFor = (
  { corpus, declared, policy, target }: Pick<Bench, 'corpus' | 'declared' | 'policy' | 'target'>,
  way: KnownWay,
): readonly CredentialPair[] =>
  choosePairs(
    way.login,
    corpus,
    derivePairs({
      ...(declared.information.model !== undefined && { model: declared.information.model }),
      ...(target.mac !== undefined && { mac: target.mac }),
      users: way.declared.flatMap((a) => a.users),
    }),
    {
      atMost: pairsAtMost(policy),
      passwordAlone: way.passwordAlone,
      ...(way.lockOut &&
        way.known &&
        !way.passwordAlone && {
          perUser: { atMost: Math.max(1, way.lockOut.after - 1), except: way.known.user },
        }),
    },
  )

/** A login that works here: the one that was given, or a default that was found. */
export function workingLogin(bench: Bench, way: KnownWay): Attempt | undefined {
  if (way.known) return way.known
  const tried = ofKind(bench.observed, 'login-tries').find((o) => o.id === `credentials/${wayName(way)}`)
  const id = tried?.seen.found[0]
  return id === undefined ? undefined : pairsFor(bench, way).find((pair) => pair.id === id)
}
