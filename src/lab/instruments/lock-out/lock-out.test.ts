import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { benchPolicy, nothingDeclared, seenBy } from '../../../../tests/support/lab-bench.ts'
import { loginBench, serviceSeen, webDevice } from '../../../../tests/support/login-devices.ts'
import { saidOf } from '../../../../tests/support/login-observations.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { fakeTime, type Manners, scriptedLogin } from '../../../../tests/support/scripted-login.ts'
import type { Bench } from '../../bench.ts'
import { bruteForceHindered } from '../../checks/5.1-5-2.ts'
import { type Observation, type ObservationOf, ofKind } from '../../observation.ts'
import { anonymous } from '../anonymous/anonymous.ts'
import { credentials } from '../credentials/credentials.ts'
import { hindranceOf } from './hindrance.ts'
import { lockOut } from './lock-out.ts'
import { type MeasureGiven, measure } from './measure.ts'

const known = { user: 'owner', password: 'own' }
const unauthorized = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
const delays = { delaySecondsAtLeast: 1 }

async function measuring(manners: Manners, more: Partial<MeasureGiven> = {}) {
  const time = fakeTime()
  const login = scriptedLogin(time, { accounts: [known], ...manners })
  const seen = await measure({ door: time.door, login, user: 'probexy', tries: 10, waitSecondsAtMost: 65, ...more })
  return { seen, class: hindranceOf(seen, delays), tried: login.seen, time }
}

describe('classes of what hinders', () => {
  test('two tries side by side blur a threshold by one at most', async () => {
    for (const after of [3, 4, 5]) {
      const locked = await measuring(
        { lock: { after, seconds: 60, per: 'user', tells: true }, refusalMs: () => 300 },
        { lanes: 2 },
      )
      assert.equal(locked.class.kind, 'lock-out')
      assert.ok(Math.abs((locked.class.after ?? 0) - after) <= 1, `${locked.class.after} for ${after}`)
    }
    assert.equal((await measuring({ refusalMs: () => 300 }, { lanes: 2 })).class.kind, 'none')
    assert.equal((await measuring({ refusalMs: (n) => 100 * 2 ** n }, { lanes: 2 })).class.kind, 'growing-delay')
  })
  test('an account that was locked before, without a word, is told as left over and shows nothing', async () => {
    const { seen, tried } = await measuring({}, { user: 'owner', known: { user: 'owner', password: 'refused by now' } })
    assert.deepEqual([seen.leftOver, seen.before, seen.tries.length], [true, 'rejected', 0])
    assert.equal(tried.length, 1)
  })
  test('nothing', async () => {
    const none = await measuring({})
    assert.equal(none.class.kind, 'none')
    assert.equal(none.class.answered, 10)
  })
  test('a busy machine does not make a delay out of nothing', async () => {
    for (const ms of [
      (n: number) => (n % 3 === 0 ? 1_900 : 20),
      (n: number) => (n > 8 ? 30 : 900),
      (n: number) => 100 + ((n * 37) % 300),
    ])
      assert.equal((await measuring({ refusalMs: ms })).class.kind, 'none')
  })
  test('a constant delay, with the jitter of PAM', async () => {
    const delay = await measuring({ refusalMs: (n) => 2_000 + ((n * 733) % 1_400) })
    assert.equal(delay.class.kind, 'constant-delay')
    assert.ok(delay.class.seconds! >= 2)
  })
  test('exactly one second, by a clock that is a little early', async () => {
    assert.equal((await measuring({ refusalMs: () => 990 })).class.kind, 'constant-delay')
    assert.equal((await measuring({ refusalMs: () => 900 })).class.kind, 'none')
  })
  test('a growing delay, doubling or step by step; it is not followed to its end', async () => {
    const doubling = await measuring({ refusalMs: (n) => 100 * 2 ** n })
    assert.equal(doubling.class.kind, 'growing-delay')
    assert.ok(doubling.time.now < 60_000)
    assert.equal((await measuring({ refusalMs: (n) => n * 500 })).class.kind, 'growing-delay')
  })
  test('a lock-out, told or not, is seen where it takes effect, and three more tries are enough', async () => {
    for (const tells of [true, false]) {
      const locked = await measuring({ lock: { after: 5, seconds: 60, per: 'user', tells } })
      assert.deepEqual([locked.class.kind, locked.class.after], ['lock-out', 5])
      assert.ok(locked.tried.length <= 9)
    }
  })
  test('a limit on the rate is told from a lock-out by being let on', async () => {
    const limited = await measuring({ limit: { burst: 4, everySeconds: 1 } })
    assert.equal(limited.class.kind, 'rate-limit')
    assert.equal(limited.class.after, 4)
    assert.ok(limited.class.perDay! < 100_000, `${limited.class.perDay}`)
  })
  test('a service that no longer answers at all is no lock-out', async () => {
    const gone = await measuring({ odd: (_, n) => (n > 5 ? { answer: 'no-answer', ms: 0 } : undefined) })
    assert.equal(gone.class.kind, 'stopped-answering')
    const back = await measuring({
      odd: (_, n) => (n > 5 && n < 9 ? { answer: 'refused-connection', ms: 0 } : undefined),
    })
    assert.equal(back.class.kind, 'rate-limit')
  })
  test('a lock that says nothing shows by the login that worked before', async () => {
    const silent = await measuring(
      { lock: { after: 3, seconds: 60, per: 'user', silent: true } },
      { known, user: 'owner' },
    )
    assert.deepEqual([silent.seen.before, silent.seen.after, silent.class.kind], ['accepted', 'rejected', 'lock-out'])
  })
  test('few answers are unclear, and a service that lets anybody in is not measured', async () => {
    assert.equal(
      (await measuring({ odd: (_, n) => (n > 2 ? { answer: 'unclear', ms: 0 } : undefined) })).class.kind,
      'unclear',
    )
    assert.equal((await measuring({ acceptsAll: true })).class.kind, 'accepts-anything')
  })
})

describe('state from before (lab.md §4.3)', () => {
  test('a lock-out that lasts is noticed after no tries, and nothing is concluded', async () => {
    const { seen } = await measuring({ odd: () => ({ answer: 'locked', ms: 1, retryAfterSeconds: 600 }) })
    assert.deepEqual([seen.leftOver, seen.tries.length], [true, 0])
    assert.equal(hindranceOf(seen, delays).kind, 'unclear')
  })
  test('a short one is waited out, and the measurement is the same as the first', async () => {
    const lock = { after: 5, seconds: 60, per: 'user' as const }
    const time = fakeTime()
    const login = scriptedLogin(time, { accounts: [known], lock })
    const given = { door: time.door, login, user: 'probexy', tries: 10, waitSecondsAtMost: 65 }
    const runs = [await measure(given), await measure(given)]
    assert.deepEqual(
      runs.map((r) => hindranceOf(r, delays)),
      [runs[0], runs[0]].map((r) => hindranceOf(r!, delays)),
    )
    assert.equal(hindranceOf(runs[1]!, delays).after, 5)
  })
})

test('never more tries than the cap, whatever a policy asks', async () => {
  const policy = { ...benchPolicy, bruteForce: { ...benchPolicy.bruteForce, tries: 30 } }
  let tries = 0
  const port = await webDevice(() => {
    tries++
    return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
  })
  const authentication = [
    {
      id: 'A',
      endpoints: [`tcp/${port}`],
      factor: 'password' as const,
      users: [],
      bruteForce: { kind: 'lock-out' as const, after: 500 },
    },
  ]
  const bench = loginBench({ policy, declared: { ...nothingDeclared, authentication } })
  const observed = [serviceSeen(`tcp/${port}`, 'http')]
  const seen = await whole({ ...bench, observed }, [anonymous, lockOut])
  assert.equal(ofKind(seen, 'brute-force')[0]?.seen.tries.length, 30)
  assert.ok(tries < 40)
})

async function whole(bench: Bench, instruments: readonly { run(bench: Bench): AsyncIterable<Observation> }[]) {
  const observed: Observation[] = [...bench.observed]
  for (const instrument of instruments) observed.push(...(await seenBy(instrument, { ...bench, observed })))
  return observed
}

describe('the instruments one after the other', () => {
  const lines = (seen: readonly ObservationOf<'brute-force'>[]) =>
    seen.map((o) => `${o.seen.account} ${hindranceOf(o.seen, delays).kind}`)
  const basic = (more: { wrong?: (n: number) => { status: number } | undefined } = {}) => {
    let n = 0
    return webDevice(({ headers }) => {
      const said = headers['authorization']
      if (said === `Basic ${btoa('admin:admin')}` || said === `Basic ${btoa('owner:own')}`) return { body: 'in' }
      const odd = said === undefined ? undefined : more.wrong?.(++n)
      return odd ?? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
    })
  }

  test('a default that was found is the account that is measured, on consent alone', async () => {
    const observed = [serviceSeen(`tcp/${await basic()}`, 'http')]
    for (const realAccount of [true, false]) {
      const seen = await whole({ ...loginBench({ consent: { realAccount } }), observed }, [
        anonymous,
        credentials,
        lockOut,
      ])
      assert.deepEqual(ofKind(seen, 'login-tries')[0]?.seen.found, ['generic-01'])
      assert.deepEqual(lines(ofKind(seen, 'brute-force')), realAccount ? ['real none'] : ['throw-away none'])
    }
  })

  test('a lock-out that guards nothing but names that nobody has is found out where an account in use may be tried', async () => {
    const wrong = new Map<string, number>()
    const liar = webDevice(({ headers }) => {
      const [user = '', password = ''] = atob(`${headers['authorization'] ?? ''}`.slice(6)).split(':')
      if (user === 'owner') return password === 'own' ? { body: 'in' } : unauthorized
      const count = wrong.get(user) ?? 0
      if (user !== '') wrong.set(user, count + 1)
      return count >= 3 ? { status: 429, headers: { 'retry-after': '60' } } : unauthorized
    })
    const endpoint = `tcp/${await liar}`
    const declared = {
      authentication: [
        {
          ...({ id: 'Web', endpoints: [endpoint], factor: 'password', users: ['owner'] } as const),
          bruteForce: { kind: 'lock-out', after: 3, seconds: 60 } as const,
        },
      ],
    }
    const verdict = async (realAccount: boolean) => {
      const bench = {
        ...loginBench({ declared, consent: { realAccount } }),
        observed: [serviceSeen(endpoint, 'http')],
        logins: [{ authentication: 'Web', ...known }],
      }
      const observations = [...bench.observed, ...(await whole(bench, [anonymous, lockOut]))]
      return saidOf(bruteForceHindered, '5.1-5-2b', { ...bench, declared: bench.declared, observations }).join()
    }
    assert.equal(await verdict(true), `${endpoint} fail not-hindered`)
    assert.equal(await verdict(false), `${endpoint} inconclusive unknown-name-alone`)
  })

  test('a limit that pairs have run into is not measured again', async () => {
    const port = await basic({ wrong: (n) => (n > 5 ? { status: 503 } : undefined) })
    const observed = [serviceSeen(`tcp/${port}`, 'http')]
    const policy = { ...benchPolicy, credentials: { ...benchPolicy.credentials, limitSecondsAtMost: 0 } }
    const seen = await whole({ ...loginBench({ policy }), observed }, [anonymous, credentials, lockOut])
    assert.deepEqual(
      lines(ofKind(seen, 'brute-force')).map((l) => l.split(' ')[0]),
      ['several'],
    )
  })

  test('without consent to wrong tries none is made', async () => {
    const observed = [serviceSeen(`tcp/${await basic()}`, 'http')]
    const seen = await whole({ ...loginBench({ consent: { wrongTries: false } }), observed }, [
      anonymous,
      credentials,
      lockOut,
    ])
    assert.deepEqual(
      seen.slice(1).map((o) => o.seen.kind),
      ['access'],
    )
  })

  test('what was tried is in no observation', async () => {
    const observed = [serviceSeen(`tcp/${await basic()}`, 'http')]
    const logins = [{ authentication: 'A', user: 'owner', password: 'own' }]
    const seen = await whole({ ...loginBench({ logins }), observed }, [anonymous, credentials, lockOut])
    const text = JSON.stringify(seen)
    for (const secret of ['xc3511', 'vizxv', '"own"', 'owner', '12345', 'smcadmin'])
      assert.ok(!text.includes(secret), secret)
  })

  test('a run that stops keeps what was seen, and stops within a second', async () => {
    const stop = new AbortController()
    const port = await webDevice(() => ({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="x"' },
      afterMs: 150,
    }))
    const bench = loginBench({ stop })
    const access = await seenBy(anonymous, { ...bench, observed: [serviceSeen(`tcp/${port}`, 'http')] })
    let spent = ownTime()
    setTimeout(() => {
      spent = ownTime()
      stop.abort()
    }, 500)
    const seen: Observation[] = []
    await assert.rejects(async () => {
      for await (const one of credentials.run({ ...bench, observed: access })) seen.push(one)
    }, /stopped/)
    assert.deepEqual(
      seen.map((o) => [o.completeness, o.trouble]),
      [['partial', 'stopped']],
    )
    assert.ok(spent() < 1_000)
  })
})
