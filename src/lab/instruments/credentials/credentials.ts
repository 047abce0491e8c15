import { type Bench, type CredentialPair, noted } from '../../bench.ts'
import type { Instrument } from '../../instrument.ts'
import type { Observation, ObservationOf } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { asTheyCome } from '../as-they-come.ts'
import { openLogin } from '../logins/open-login.ts'
import type { WrongTries } from '../logins/pacing.ts'
import { type KnownWay, loginGroups, loginName, wayName } from '../logins/ways.ts'
import { pairsAtMost, pairsFor } from './pairs-for.ts'
import { tryPairs } from './try-pairs.ts'

/** Default and guessable credentials at every login that was seen. Services side by side, one service one try after the other. */
export const credentials: Instrument = {
  id: 'credentials',
  stage: 'credentials',
  title: { ja: '初期パスワード・推測できるパスワード', en: 'Default and guessable credentials' },
  plan: ({ declared, policy }) => {
    const step = {
      instrument: 'credentials',
      packets: 4 * pairsAtMost(policy),
      tries: pairsAtMost(policy) + 4,
      seconds: 5,
      risk: {
        ja: '使われているアカウントが、しばらくロックされることがあります',
        en: 'An account in use may be locked for a while.',
      },
    }
    const known = declared.authentication
      .filter((a) => a.factor === 'password')
      .flatMap(({ endpoints, bruteForce }) =>
        endpoints.map((endpoint) => ({
          ...step,
          what: {
            ja: 'でたらめな値のあと、知られた初期値と、機器から推測できる値でログインを試みる',
            en: 'login tries: nonsense first, then known default values and values guessed from the device',
          },
          endpoint,
          seconds: bruteForce?.kind === 'lock-out' ? (bruteForce.seconds ?? 30) : step.seconds,
        })),
      )
    // What nobody declared is tried as well: a plan that does not say so would promise too little.
    const found = {
      ja: '申告にないログインが見つかったときの、同じ試み（一つにつき）',
      en: 'the same at each login that is found and not declared (for one)',
    }
    return [...known, { ...step, what: found }]
  },
  run: async function* (bench) {
    if (!bench.consent.wrongTries) return
    const groups = loginGroups(bench)
    const total = groups.flat().length
    let done = 0
    const works = groups.map(
      (group) =>
        async function* () {
          const wrong: WrongTries = { inARow: 0 }
          const before = new Map<string, Tries>()
          for (const way of group) {
            const like = await tryLike(bench, way, wrong, before.get(loginName(way)))
            const seen = like ?? (await tryAt(bench, way, wrong))
            if (seen !== undefined) {
              if (like === undefined) before.set(loginName(way), seen)
              yield seen as Observation
            }
            bench.progress(++done, total, way.endpoint)
            if (bench.signal.aborted) return
          }
        },
    )
    yield* asTheyCome(works, 16)
    if (bench.signal.aborted) throw new DialError('stopped')
  },
}

type Tries = ObservationOf<'login-tries'>

/** Every pair that this login may be tried with. */
const tryAt = (bench: Bench, way: KnownWay, wrong: WrongTries): Promise<Tries | undefined> =>
  tryThose(bench, way, wrong, pairsFor(bench, way))

/**
 * The same login under a second address, where a lock-out counts its accounts: the login that works there works here, nonsense is
 * refused, and what was found is found again. More would only bring the accounts nearer to being locked. Undefined: it is not the same.
 */
async function tryLike(
  bench: Bench,
  way: KnownWay,
  wrong: WrongTries,
  before: Tries | undefined,
): Promise<Tries | undefined> {
  if (way.lockOut === undefined || before?.address === undefined) return undefined
  const found = pairsFor(bench, way).filter((pair) => before.seen.found.includes(pair.id))
  const known = way.known ?? found[0]
  if (known === undefined) return undefined
  const seen = await tryThose(bench, { ...way, known }, wrong, found)
  return seen?.seen.known === 'accepted' ? { ...seen, seen: { ...seen.seen, like: before.address } } : undefined
}

async function tryThose(
  bench: Bench,
  way: KnownWay,
  wrong: WrongTries,
  pairs: readonly CredentialPair[],
): Promise<Tries | undefined> {
  const login = openLogin(bench, way, bench.declared)
  if (!login) return undefined
  const began = bench.clock()
  const { policy } = bench
  const { trouble, ...seen } = await tryPairs({
    door: bench,
    login,
    pairs,
    wrong,
    ...(way.known && { known: way.known }),
    lockOut: way.lockOut,
    waitSecondsAtMost: policy.credentials.waitSecondsAtMost,
    limitSecondsAtMost: policy.credentials.limitSecondsAtMost,
    secondsAtMost: policy.credentials.secondsPerService,
    lanesAtMost: Math.min(policy.credentials.lanes, Math.max(1, Math.floor(policy.pace.connectionsAtOnce / 4))),
    progress: () => {},
  })
  // A script may send something else than we did: a refusal then shows nothing, unless a known login was let in.
  const why =
    trouble ?? (way.scripted && seen.known !== 'accepted' && seen.found.length === 0 ? 'login-by-script' : undefined)
  const whole = why === undefined && seen.untested.length === 0
  const { login: kind, place, authentication } = way
  return noted(bench, began, {
    id: `credentials/${wayName(way)}`,
    endpoint: way.endpoint,
    ...(way.address !== undefined && { address: way.address }),
    completeness: whole ? 'complete' : 'partial',
    ...(why !== undefined && { trouble: why }),
    seen: {
      kind: 'login-tries',
      login: kind,
      ...(place !== undefined && { place }),
      ...(authentication !== undefined && { authentication }),
      ...seen,
      tries: [...seen.tries],
      found: [...seen.found],
      anyPassword: [...seen.anyPassword],
      untested: [...seen.untested],
    },
  })
}
