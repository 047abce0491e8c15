import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { fakeTime, type Manners, scriptedLogin } from '../../../../tests/support/scripted-login.ts'
import type { CredentialPair } from '../../bench.ts'
import { tryPairs } from './try-pairs.ts'
import type { TryingGiven } from './trying.ts'

const pairs: readonly CredentialPair[] = [
  ...['admin', 'root', 'user'].flatMap((user) => ['a', 'b', 'c', 'd'].map((password) => ({ user, password }))),
].map(({ user, password }, i) => ({ id: `test-${String(i + 1).padStart(2, '0')}`, user, password }))
const ids = pairs.map((p) => p.id)
const default9 = { user: 'user', password: 'a' } // the ninth pair
const known = { user: 'owner', password: 'own' }

let time0 = fakeTime()

async function trying(manners: Manners, more: Partial<TryingGiven> = {}) {
  const time = fakeTime()
  time0 = time
  const login = scriptedLogin(time, manners)
  const seen = await tryPairs({
    door: time.door,
    login,
    pairs,
    wrong: { inARow: 0 },
    lockOut: undefined,
    waitSecondsAtMost: 65,
    limitSecondsAtMost: 4,
    secondsAtMost: 120,
    lanesAtMost: 5,
    progress: () => {},
    ...more,
  })
  return { seen, tried: login.seen, time }
}

test('a pair whose user has a connection kept goes first; every pair is tried once all the same', async () => {
  const time = fakeTime()
  const login = scriptedLogin(time, {})
  const readyFor = (user: string) => user === 'user'
  const given = { door: time.door, pairs, wrong: { inARow: 0 }, lockOut: undefined, progress: () => {} }
  const bounds = { waitSecondsAtMost: 65, limitSecondsAtMost: 4, secondsAtMost: 120, lanesAtMost: 1 }
  const seen = await tryPairs({ ...given, ...bounds, login: { ...login, readyFor } })
  assert.deepEqual(
    seen.tries.slice(0, 5).map(({ pair }) => pair),
    ['test-09', 'test-10', 'test-11', 'test-12', 'test-01'],
  )
  assert.deepEqual([...new Set(seen.tries.map(({ pair }) => pair))].toSorted(), ids)
})

describe('the negative control', () => {
  test('nonsense is tried before anything else', async () => {
    const { tried } = await trying({})
    assert.match(tried[0]!.user, /^probe[a-z]{8}$/)
    assert.equal(tried.length, 13)
  })
  test('a service that takes nonsense needs no login, and nothing is said of defaults', async () => {
    const { seen, tried } = await trying({ acceptsAll: true })
    assert.equal(seen.control, 'accepted')
    assert.deepEqual([seen.found, seen.tries, seen.untested, seen.trouble], [[], [], [], undefined])
    assert.equal(tried.length, 2)
  })
  test('a user who gets in with any password is no default password', async () => {
    const { seen } = await trying({ anyPasswordOf: 'root' })
    assert.deepEqual(seen.found, [])
    assert.deepEqual(seen.anyPassword, ['test-05', 'test-06', 'test-07', 'test-08'])
  })
  test('accepted once and not again is no finding, and the pair counts as untested', async () => {
    let once = false
    const { seen } = await trying({
      odd: ({ user, password }) => {
        if (user !== 'root' || password !== 'b' || once) return undefined
        once = true
        return { answer: 'accepted', ms: 1 }
      },
    })
    assert.deepEqual(seen.found, [])
    assert.deepEqual(seen.untested, [])
  })
})

test('defaults are found, with a login that works and without', async () => {
  for (const more of [{}, { known }])
    assert.deepEqual((await trying({ accounts: [default9, known] }, more)).seen.found, ['test-09'])
})

describe('throttling hides a default password (lab.md §4.2)', () => {
  test('503 after four: what was not tried is untested, never refused', async () => {
    const { seen } = await trying({ accounts: [default9], limit: { burst: 4, everySeconds: 3_600 } })
    assert.deepEqual(seen.found, [])
    assert.deepEqual(seen.untested, ids.slice(3))
    assert.equal(seen.trouble, 'throttled')
  })
  test('a limit that lets on after a moment is waited for, and the password is found', async () => {
    const { seen } = await trying(
      { accounts: [default9], limit: { burst: 3, everySeconds: 0.2 } },
      { limitSecondsAtMost: 30 },
    )
    assert.deepEqual([seen.found, seen.untested], [['test-09'], []])
  })
  test('the time spent on a limit stays within its bound', async () => {
    const { seen, time } = await trying({ limit: { burst: 2, everySeconds: 5 } })
    assert.ok(time.now <= 6_000, `${time.now}`)
    assert.ok(seen.untested.length > 0)
  })
})

describe('a declared lock-out', () => {
  const lockOut = { after: 5, seconds: 60 }
  const never = (tried: readonly { user: string; password: string }[], after: number, per: 'user' | 'sender') => {
    let inARow = 0
    for (const t of tried) {
      if (t.user === known.user && t.password === known.password) inARow = 0
      else if (++inARow >= after) return false
    }
    return per === 'sender'
  }
  test('is never reached: a right login sets it back', async () => {
    const { seen, tried, time } = await trying(
      { accounts: [known], lock: { ...lockOut, per: 'sender' } },
      { known, lockOut },
    )
    assert.deepEqual([seen.untested, seen.lockedAfter, seen.trouble], [[], undefined, undefined])
    assert.ok(never(tried, 5, 'sender'))
    assert.ok(time.now < 1_000)
  })
  test('is waited out once where no right login is known, and the rest is untested', async () => {
    const { seen, time } = await trying({ lock: { ...lockOut, per: 'sender', forgets: true } }, { lockOut })
    assert.equal(seen.lockedAfter, undefined)
    assert.equal(seen.untested.length, 12 - 7) // nonsense and three, then four
    assert.equal(seen.trouble, 'held-by-lock-out')
    assert.ok(time.now >= 60_000 && time.now < 66_000)
  })
  test('a device that forgets nothing while one waits locks, and the rest is untested', async () => {
    const { seen } = await trying({ accounts: [default9], lock: { ...lockOut, per: 'sender' } }, { lockOut })
    assert.deepEqual([seen.lockedAfter, seen.trouble, seen.found], [5, 'locked', []])
    assert.deepEqual(seen.untested, ids.slice(4))
  })
  test('is not waited for where it is longer than there is time', async () => {
    const { seen, time } = await trying({}, { lockOut: { after: 5, seconds: 600 } })
    assert.deepEqual([seen.untested.length, seen.trouble], [9, 'held-by-lock-out'])
    assert.ok(time.now < 1_000)
  })
  test('a default that was found sets it back as well', async () => {
    const first = { user: 'admin', password: 'a' }
    const { seen, tried } = await trying({ accounts: [first], lock: { ...lockOut, per: 'sender' } }, { lockOut })
    assert.deepEqual([seen.found, seen.untested, seen.lockedAfter], [['test-01'], [], undefined])
    assert.ok(tried.filter((t) => t.user === 'admin' && t.password === 'a').length > 2)
  })
  test('stays unreached when several services share the accounts', async () => {
    const wrong = { inARow: 3 }
    const { seen, tried } = await trying({}, { lockOut: { after: 5, seconds: 600 }, wrong })
    assert.equal(tried.length, 1)
    assert.deepEqual([seen.untested.length, wrong.inARow], [12, 4])
  })
})

describe('a lock-out that nobody declared', () => {
  test('is noticed, waited out, and not reached again', async () => {
    const { seen, time } = await trying(
      { accounts: [{ user: 'root', password: 'a' }], lock: { after: 4, seconds: 30, per: 'sender' } },
      { secondsAtMost: 300 },
    )
    assert.equal(seen.lockedAfter, 4)
    assert.deepEqual(seen.found, ['test-05'])
    assert.ok(time.now >= 30_000)
  })
  test('one that says nothing is noticed by the login that was known to work', async () => {
    const manners: Manners = {
      accounts: [known, default9],
      lock: { after: 4, seconds: 600, per: 'sender', silent: true },
    }
    const { seen } = await trying(manners, { known })
    assert.deepEqual([seen.known, seen.knownAfter, seen.trouble], ['accepted', 'rejected', 'locked-without-a-word'])
    assert.deepEqual(seen.found, [])
  })
  test('state from an earlier run is noticed before the first try (lab.md §4.3)', async () => {
    const locked = { odd: () => ({ answer: 'locked' as const, ms: 1, status: '429', retryAfterSeconds: 900 }) }
    for (const more of [{}, { known }]) {
      const { seen, tried } = await trying(locked, more)
      assert.deepEqual([seen.trouble, seen.untested.length, seen.tries.length], ['refused-before-the-first-try', 12, 0])
      assert.ok(tried.length <= 2)
    }
  })
  test('accounts that are locked from before are waited for once, and the others go on meanwhile', async () => {
    const { seen, time } = await trying({
      accounts: [default9],
      odd: ({ user }) =>
        time0.now < 50_000 && (user === 'admin' || user === 'user')
          ? { answer: 'locked', ms: 1, retryAfterSeconds: 60 }
          : undefined,
    })
    assert.deepEqual([seen.found, seen.untested, seen.trouble], [['test-09'], [], undefined])
    assert.ok(time.now < 66_000)
  })
  test('a short one from an earlier run is waited out, and the run is the same as the first', async () => {
    const { seen } = await trying({
      accounts: [default9],
      odd: (_, count) => (count === 1 ? { answer: 'locked', ms: 1, retryAfterSeconds: 42 } : undefined),
    })
    assert.deepEqual([seen.found, seen.untested, seen.trouble], [['test-09'], [], undefined])
  })
})

describe('a service that holds its refusals back', () => {
  test('is asked over several connections, and the first answers count', async () => {
    const { seen } = await trying({ accounts: [default9], refusalMs: () => 3_000 })
    assert.deepEqual([seen.lanes, seen.found, seen.untested], [5, ['test-09'], []])
  })
  test('one after the other again where several are refused', async () => {
    let atOnce = 0
    const time = fakeTime()
    const inner = scriptedLogin(time, { accounts: [default9], refusalMs: () => 400 })
    const login = {
      ...inner,
      try: async (attempt: { user: string; password: string }) => {
        atOnce++
        await new Promise((done) => setImmediate(done))
        try {
          return atOnce > 1 ? { answer: 'refused-connection' as const, ms: 0 } : await inner.try(attempt)
        } finally {
          atOnce--
        }
      },
    }
    const seen = await tryPairs({
      ...{ door: time.door, login, pairs, wrong: { inARow: 0 }, lockOut: undefined, lanesAtMost: 5 },
      ...{ waitSecondsAtMost: 65, limitSecondsAtMost: 4, secondsAtMost: 120, progress: () => {} },
    })
    assert.deepEqual([seen.found, seen.untested], [['test-09'], []])
  })
  test('pairs are begun while it thinks about nonsense, and mean nothing if it takes nonsense in the end', async () => {
    const slowly = async (manners: Manners) => {
      const time = fakeTime()
      const inner = scriptedLogin(time, manners)
      const login = {
        ...inner,
        try: async (attempt: { user: string; password: string }) => {
          await new Promise((done) => setTimeout(done, attempt.user.startsWith('probe') ? 700 : 5))
          return inner.try(attempt)
        },
      }
      return tryPairs({
        ...{ door: time.door, login, pairs, wrong: { inARow: 0 }, lockOut: undefined, lanesAtMost: 5 },
        ...{ waitSecondsAtMost: 65, limitSecondsAtMost: 4, secondsAtMost: 120, progress: () => {} },
      })
    }
    const honest = await slowly({ accounts: [default9] })
    assert.deepEqual([honest.control, honest.found, honest.untested], ['rejected', ['test-09'], []])
    const open = await slowly({ acceptsAll: true })
    assert.deepEqual([open.control, open.found, open.anyPassword, open.tries], ['accepted', [], [], []])
    const shutting = await slowly({
      accounts: [default9],
      odd: ({ user }) => (user.startsWith('probe') ? { answer: 'unclear', ms: 700 } : undefined),
    })
    assert.deepEqual(
      [shutting.control, shutting.found, shutting.untested.length, shutting.trouble],
      ['unclear', [], 12, 'control-unclear'],
    )
  })
  test('time that runs out leaves the rest untested', async () => {
    const { seen } = await trying({ refusalMs: () => 14_000 }, { lanesAtMost: 1 })
    assert.equal(seen.trouble, 'out-of-time')
    assert.ok(seen.untested.length > 0)
  })
})

test('answers that turn odd for everybody stop the tries; odd for one pair alone leave that pair open', async () => {
  const shut = await trying({
    odd: (_, count) => (count > 6 ? { answer: 'unclear', ms: 1, status: '403' } : undefined),
  })
  assert.equal(shut.seen.trouble, 'locked')
  assert.ok(shut.seen.untested.length >= 7)
  const one = await trying({
    odd: ({ user, password }) =>
      user + password === 'rootb' ? { answer: 'unclear', ms: 1, status: '403' } : undefined,
  })
  assert.deepEqual([one.seen.untested, one.seen.trouble], [['test-06'], undefined])
})

test('a service that begins to hang up instead of refusing is shut, not refusing', async () => {
  const { seen } = await trying({
    odd: (_, count) => (count > 5 ? { answer: 'rejected', ms: 1, status: 'closed' } : undefined),
  })
  assert.equal(seen.trouble, 'locked')
  assert.ok(seen.untested.length >= 8)
})
