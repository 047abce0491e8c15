import { type Bench, noted } from '../../bench.ts'
import { caps } from '../../caps.ts'
import type { Instrument } from '../../instrument.ts'
import { type Observation, type ObservationOf, ofKind, type SeenOf } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { asTheyCome } from '../as-they-come.ts'
import { workingLogin } from '../credentials/pairs-for.ts'
import { nonsense } from '../logins/login.ts'
import { openLogin } from '../logins/open-login.ts'
import { type KnownWay, loginGroups, loginName, wayName } from '../logins/ways.ts'
import { hindranceOf } from './hindrance.ts'
import { measure } from './measure.ts'

/** Wrong tries of one series: past the declared threshold, so that a lock-out that comes too late is seen. */
const triesFor = ({ bruteForce }: Bench['policy'], after?: number): number =>
  Math.min(caps.wrongTriesPerService, after === undefined ? bruteForce.tries : Math.max(5, after + 3))

/** How often one may be wrong: random passwords for a name that is nowhere set, and for a real account only on consent. */
export const lockOut: Instrument = {
  id: 'lock-out',
  stage: 'lock-out',
  title: { ja: '総当たりへの対策', en: 'What hinders brute force' },
  plan: ({ declared, policy }) => {
    const stepOf = (tries: number, seconds: number) => ({
      instrument: 'lock-out',
      packets: 4 * tries,
      tries,
      seconds,
      risk: {
        ja: '機器が、しばらくログインを受け付けなくなることがあります',
        en: 'The device may refuse logins for a while.',
      },
    })
    const known = declared.authentication
      .filter((a) => a.factor === 'password')
      .flatMap(({ endpoints, bruteForce }) =>
        endpoints.map((endpoint) => {
          const tries = triesFor(policy, bruteForce?.kind === 'lock-out' ? bruteForce.after : undefined)
          const delays = bruteForce?.kind === 'constant-delay' || bruteForce?.kind === 'growing-delay'
          const what = {
            ja: 'でたらめなパスワードで、続けてログインを試みる',
            en: 'login tries with random passwords, one after the other',
          }
          return { ...stepOf(tries, delays ? tries * (bruteForce.seconds ?? 1) : 2), what, endpoint }
        }),
      )
    const found = {
      ja: '申告にないログインが見つかったときの、同じ試み（一つにつき）',
      en: 'the same at each login that is found and not declared (for one)',
    }
    return [...known, { ...stepOf(triesFor(policy), 2), what: found }]
  },
  run: async function* (bench) {
    if (!bench.consent.wrongTries) return
    const groups = loginGroups(bench).map((group) => group.filter((way) => way.login !== 'snmp')) // silence has no delay
    const total = groups.flat().length
    let done = 0
    const under = (ways: readonly KnownWay[]) => {
      const first = Promise.withResolvers<Hindrance | undefined>()
      return ways.map(
        (way, n) =>
          async function* () {
            let hindrance: Hindrance | undefined
            try {
              hindrance = yield* measureAt(bench, way, n === 0 ? undefined : first.promise)
            } finally {
              if (n === 0) first.resolve(hindrance) // however it ended: the others wait for it
            }
            bench.progress(++done, total, way.endpoint)
          },
      )
    }
    const works = groups.map(
      (group) =>
        async function* () {
          // The addresses of one login are measured side by side: each may have a limit of its own.
          for (const ways of Map.groupBy(group, loginName).values()) {
            if (bench.signal.aborted) return
            yield* asTheyCome(under(ways), 3)
          }
        },
    )
    yield* asTheyCome(works, 16)
    if (bench.signal.aborted) throw new DialError('stopped')
  },
}

type Hindrance = ReturnType<typeof hindranceOf>['kind']

/** One login under one address; gives what hinders there. `elsewhere`: what hinders it under its first address, where this is another. */
async function* measureAt(
  bench: Bench,
  way: KnownWay,
  elsewhere?: Promise<Hindrance | undefined>,
): AsyncGenerator<Observation, Hindrance | undefined> {
  const already = fromCredentials(bench, way)
  const known = workingLogin(bench, way)
  const throwAway = () => measured(bench, way, 'throw-away', `probe${nonsense(bench, 8)}`)
  const real = () => measured(bench, { ...way, ...(known && { known }) }, 'real', known?.user ?? '')
  const mayReal = bench.consent.realAccount && known !== undefined
  if (already) {
    yield already // its tries were for accounts that exist, as far as anybody can guess
    return undefined
  }
  // What guards names that nobody has shows nothing of accounts in use, and the other way round. So an account in use is taken where
  // it may be: once, under the first address, as the others may count for the same account.
  const [take, otherwise] = mayReal && elsewhere === undefined ? [real, throwAway] : [throwAway, real]
  let seen: ObservationOf<'brute-force'> | undefined
  for await (const one of take()) {
    seen = one
    yield one
  }
  if (bench.signal.aborted || !seen) return undefined
  const { kind } = hindranceOf(seen.seen, bench.policy.bruteForce)
  // Where nothing hinders under the first address, that is known of the login, and no account need be tried again.
  const open = kind === 'none' && mayReal && (await elsewhere) !== 'none'
  if (take === real ? seen.seen.leftOver : open) yield* otherwise()
  return take === real ? kind : undefined
}

async function* measured(
  bench: Bench,
  way: KnownWay,
  account: 'throw-away' | 'real',
  user: string,
): AsyncGenerator<ObservationOf<'brute-force'>> {
  const login = openLogin(bench, way, bench.declared)
  if (!login) return
  const began = bench.clock()
  const lanes = holdsBack(bench, way) && (login.lanesAtMost ?? 2) > 1 ? 2 : 1
  const { trouble, ...seen } = await measure({
    door: bench,
    lanes,
    login,
    user,
    ...(way.known && { known: way.known }),
    tries: triesFor(bench.policy, way.lockOut?.after),
    ...(way.lockOut?.seconds !== undefined && { declaredSeconds: way.lockOut.seconds }),
    waitSecondsAtMost: bench.policy.credentials.waitSecondsAtMost,
  })
  const why = trouble ?? (seen.leftOver ? 'refused-before-the-first-try' : undefined)
  yield observation(bench, way, began, { account, ...seen, tries: [...seen.tries], lanes }, why)
}

/** Whether this login held every refusal back while pairs were tried over several connections, and took them all. */
const holdsBack = (bench: Bench, way: KnownWay): boolean =>
  ofKind(bench.observed, 'login-tries').some(
    ({ endpoint, completeness, seen }) =>
      endpoint === way.endpoint &&
      seen.login === way.login &&
      seen.authentication === way.authentication &&
      completeness === 'complete' &&
      seen.lanes > 1 &&
      seen.tries.length > 0 &&
      seen.tries.every(({ answer }) => answer === 'rejected' || answer === 'accepted'),
  )

/** What trying pairs has shown already need not be done again: refusals held back over several connections, or a limit that took effect. */
function fromCredentials(bench: Bench, way: KnownWay): ObservationOf<'brute-force'> | undefined {
  const found = ofKind(bench.observed, 'login-tries').find((o) => o.id === `credentials/${wayName(way)}`)
  if (!found || way.lockOut !== undefined) return undefined // there right logins in between set the count back
  const wrong = found.seen.tries.filter((t) => t.answer !== 'accepted')
  const answered = wrong.filter((t) => t.answer === 'rejected').length
  const held =
    found.seen.lanes > 1 &&
    found.completeness === 'complete' &&
    answered >= triesFor(bench.policy) &&
    answered === wrong.length // a connection refused among several at once is our doing, no limit
  const first = wrong.findIndex((t) => t.answer === 'throttled')
  const limited = found.seen.lanes === 1 && first >= 2 && wrong.slice(0, first).every((t) => t.answer === 'rejected')
  if (!held && !limited) return undefined
  const seen = {
    account: 'several' as const,
    before: found.seen.known,
    after: 'not-given' as const,
    leftOver: false,
    tries: wrong
      .slice(0, 60)
      .map(({ answer, ms, status }) => ({ answer, ms, ...(status !== undefined && { status }) })),
    lanes: found.seen.lanes,
    elapsed: found.seen.elapsed,
  }
  return observation(bench, way, bench.clock(), seen, undefined)
}

function observation(
  bench: Bench,
  { endpoint, address, login, place, authentication, ...way }: KnownWay,
  began: number,
  seen: Omit<SeenOf<'brute-force'>, 'kind' | 'login' | 'place' | 'authentication'>,
  trouble: string | undefined,
): ObservationOf<'brute-force'> {
  return noted(bench, began, {
    id: `lock-out/${wayName({ endpoint, login, ...(address && { address }), ...(authentication && { authentication }), ...way })}/${seen.account}`,
    endpoint,
    ...(address !== undefined && { address }),
    completeness: trouble === undefined ? 'complete' : 'partial',
    ...(trouble !== undefined && { trouble }),
    seen: {
      kind: 'brute-force',
      login,
      ...(place !== undefined && { place }),
      ...(authentication !== undefined && { authentication }),
      ...seen,
    },
  })
}
