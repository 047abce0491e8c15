import { type Bench, noted } from '../../bench.ts'
import { caps } from '../../caps.ts'
import type { Instrument } from '../../instrument.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { asTheyCome } from '../as-they-come.ts'
import { nonsense } from '../logins/login.ts'
import { openLogin } from '../logins/open-login.ts'
import { type KnownWay, loginGroups, wayName } from '../logins/ways.ts'
import { measure } from './measure.ts'

/** Wrong tries of one series: past the declared threshold, so that a lock-out that comes too late is seen. */
const triesFor = (policy: Bench['policy'], after = 0): number =>
  Math.min(caps.wrongTriesPerService, Math.max(policy.bruteForce.tries, after + 3))

/** How often one may be wrong: random passwords for a name that is nowhere set, and for a real account only on consent. */
export const lockOut: Instrument = {
  id: 'lock-out',
  stage: 'lock-out',
  title: { ja: '総当たりへの対策', en: 'What hinders brute force' },
  plan: ({ declared, policy }) =>
    declared.authentication
      .filter((a) => a.factor === 'password')
      .flatMap(({ endpoints, bruteForce }) =>
        endpoints.map((endpoint) => {
          const tries = triesFor(policy, bruteForce?.after)
          const delays = bruteForce?.kind === 'constant-delay' || bruteForce?.kind === 'growing-delay'
          return {
            instrument: 'lock-out',
            what: {
              ja: 'でたらめなパスワードで、続けてログインを試みる',
              en: 'log-in tries with random passwords, one after the other',
            },
            endpoint,
            packets: 4 * tries,
            tries,
            seconds: delays ? tries * (bruteForce.seconds ?? 1) : 2,
            risk: {
              ja: '機器が、しばらくログインを受け付けなくなることがあります',
              en: 'The device may refuse log-ins for a while.',
            },
          }
        }),
      ),
  run: async function* (bench) {
    if (!bench.consent.wrongTries) return
    const groups = loginGroups(bench).map((group) => group.filter((way) => way.login !== 'snmp')) // silence has no delay
    const total = groups.flat().length
    let done = 0
    const works = groups.map(
      (group) =>
        async function* () {
          for (const way of group) {
            yield* measureAt(bench, way)
            bench.progress(++done, total, way.endpoint)
            if (bench.signal.aborted) return
          }
        },
    )
    yield* asTheyCome(works, 16)
    if (bench.signal.aborted) throw new DialError('stopped')
  },
}

async function* measureAt(bench: Bench, way: KnownWay): AsyncGenerator<Observation> {
  const already = fromCredentials(bench, way)
  if (already) yield already
  else yield* measured(bench, way, 'throw-away', `probe${nonsense(bench, 8)}`)
  if (bench.consent.realAccount && way.known && !bench.signal.aborted)
    yield* measured(bench, way, 'real', way.known.user)
}

async function* measured(
  bench: Bench,
  way: KnownWay,
  account: 'throw-away' | 'real',
  user: string,
): AsyncGenerator<Observation> {
  const login = openLogin(bench, way, bench.declared)
  if (!login) return
  const began = bench.clock()
  const { trouble, ...seen } = await measure({
    door: bench,
    login,
    user,
    ...(way.known && { known: way.known }),
    tries: triesFor(bench.policy, way.lockOut?.after),
    ...(way.lockOut?.seconds !== undefined && { declaredSeconds: way.lockOut.seconds }),
    waitSecondsAtMost: bench.policy.credentials.waitSecondsAtMost,
  })
  const why = trouble ?? (seen.leftOver ? 'refused-before-the-first-try' : undefined)
  yield observation(bench, way, began, { account, ...seen, tries: [...seen.tries], lanes: 1 }, why)
}

/** A service that holds every refusal back was measured while pairs were tried: as many wrong tries, over several connections. */
function fromCredentials(bench: Bench, way: KnownWay): Observation | undefined {
  const found = ofKind(bench.observed, 'login-tries').find(
    (o) => o.id === `credentials/${wayName(way)}` && o.completeness === 'complete' && o.seen.lanes > 1,
  )
  const tries = (found?.seen.tries ?? []).filter((t) => t.answer === 'rejected')
  if (!found || tries.length < triesFor(bench.policy, way.lockOut?.after) || found.seen.waited > 0) return undefined
  const seen = {
    account: 'several' as const,
    before: found.seen.known,
    after: 'not-given' as const,
    leftOver: false,
    tries: tries
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
  seen: Omit<Extract<Observation['seen'], { kind: 'brute-force' }>, 'kind' | 'login' | 'place' | 'authentication'>,
  trouble: string | undefined,
): Observation {
  return noted(bench, began, {
    id: `lock-out/${wayName({ endpoint, login, ...(authentication !== undefined && { authentication }), ...way })}/${seen.account}`,
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
