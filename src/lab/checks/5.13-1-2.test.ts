import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaredInterface } from '../../../tests/support/lab-bench.ts'
import { judged, observed, service, wholeScan } from '../../../tests/support/lab-checks.ts'
import type { Declared } from '../declared/declared.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { inputValidation } from './5.13-1-2.ts'
import { standsMalformedMessages } from './robustness.ts'

type Away = SeenOf<'robustness'>['away'][number]
const stressed = (away: Away[] = [], more: Partial<SeenOf<'robustness'>> = {}, frame: Partial<Observation> = {}) =>
  observed(
    {
      kind: 'robustness',
      protocol: 'http',
      seed: 1,
      planned: 2,
      sent: [
        { message: 'http/a', sort: 'truncated' },
        { message: 'http/b', sort: 'invalid' },
      ],
      heldBefore: true,
      knownBy: 'answer',
      away,
      ...more,
    },
    { endpoint: 'tcp/80', ...frame },
  )
const after = (away: Partial<Away>): Away => ({ after: 'http/a', how: 'refused', whole: false, ...away })

for (const [what, seen, verdict, code] of [
  ['withstood everything', stressed(), 'pass', 'messages-withstood'],
  ['fell twice by one message', stressed([after({ seconds: 3, again: 'fell' })]), 'fail', 'service-fell-twice'],
  ['fell once and not again', stressed([after({ seconds: 3, again: 'held' })]), 'inconclusive', 'service-fell-once'],
  ['is gone while others answer', stressed([after({})]), 'fail', 'service-gone'],
  ['hangs while others answer', stressed([after({ how: 'mute' })]), 'fail', 'service-gone'],
  ['is silent while others answer', stressed([after({ how: 'silent' })]), 'inconclusive', 'service-silent'],
  [
    'took the device with it, which came back',
    stressed([after({ whole: true, seconds: 9 })]),
    'fail',
    'device-restarted',
  ],
  [
    'took the device with it in silence',
    stressed([after({ whole: true, seconds: 9, how: 'silent' })]),
    'inconclusive',
    'device-silent',
  ],
  ['took the device with it for good', stressed([after({ whole: true })]), 'inconclusive', 'device-silent'],
  ['never says anything', stressed([], { knownBy: 'connection' }), 'inconclusive', 'only-connections'],
  ['did not answer before', stressed([], { heldBefore: false }), 'inconclusive', 'messages-not-sent'],
  [
    'was sent a part',
    stressed([], { planned: 5 }, { completeness: 'partial', trouble: 'throttled' }),
    'inconclusive',
    'messages-not-sent',
  ],
  ['was sent nothing', stressed([], { planned: 0, sent: [] }), 'inconclusive', 'messages-not-sent'],
] as const)
  test(`a service that ${what}: ${verdict}`, () => {
    assert.deepEqual(judged(standsMalformedMessages, [seen]).of('R-1a'), { verdict, codes: [code] })
    // Of the test case it is a part: it may fail by it, and does not pass by it alone.
    assert.equal(
      judged(inputValidation, [seen]).of('5.13-1-2a').verdict,
      verdict === 'pass' ? 'not-evaluated' : verdict,
    )
  })

test('a service that declares a limit and is gone may have shut the tester out', () => {
  const authentication = [
    { id: 'A', endpoints: ['tcp/80'], factor: 'password', users: [], bruteForce: { kind: 'lock-out' } },
  ] as const
  assert.equal(
    judged(standsMalformedMessages, [stressed([after({})])], { authentication }).of('R-1a').verdict,
    'inconclusive',
  )
})

test('no messages sent is not evaluated', () => {
  assert.equal(judged(standsMalformedMessages, []).of('R-1a').verdict, 'not-evaluated')
  assert.deepEqual(judged(inputValidation, []).of('5.13-1-2a').codes, ['no-messages-sent'])
})

const paths = (open: readonly string[], frame: Partial<Observation> = {}, answered = 27) =>
  observed(
    {
      kind: 'open-paths',
      secured: false,
      asked: 27,
      answered,
      open: open.map((path) => ({ path, status: 200, tells: ['serial-number'] })),
    },
    { endpoint: 'tcp/80', ...frame },
  )
const unitC = (seen: readonly Observation[], interfaces: Declared['interfaces'] = []) =>
  judged(inputValidation, [wholeScan(80), service('tcp/80', 'http'), ...seen], { interfaces }).of('5.13-1-2c')
const web = (listed?: readonly string[]) => [
  declaredInterface('LogIntf-Web', ['tcp/80'], listed ? { paths: listed } : {}),
]

test('no open path, all asked: passes', () => {
  assert.deepEqual(unitC([paths([])], web()), { verdict: 'pass', codes: ['paths-asked'] })
})

test('an open path passes where it is listed, fails where others are, and cannot be compared where none are', () => {
  assert.equal(unitC([paths(['/info'])], web(['/info'])).verdict, 'pass')
  assert.equal(unitC([paths(['/api/status?x=1'])], web(['/api/*'])).verdict, 'pass')
  assert.equal(unitC([paths(['/cgi?a=1'])], web(['/cgi'])).verdict, 'pass')
  assert.equal(unitC([paths(['/info'])], web(['/information'])).verdict, 'fail')
  assert.equal(unitC([paths(['/info'])], web([])).verdict, 'fail')
  assert.deepEqual(unitC([paths(['/info'])], web()), {
    verdict: 'inconclusive',
    codes: ['paths-asked', 'paths-not-listed'],
  })
})

test('an open path on an interface that nobody declared, or declared as off, fails', () => {
  assert.equal(unitC([paths(['/info'])]).verdict, 'fail')
  assert.equal(unitC([paths(['/info'])], [{ ...web(['/info'])[0]!, enabled: false }]).verdict, 'fail')
})

test('paths that were not all asked for, and services that were not looked at, do not pass', () => {
  assert.equal(unitC([paths([], { completeness: 'partial', trouble: 'throttled' }, 5)], web()).verdict, 'inconclusive')
  assert.equal(unitC([], web()).verdict, 'inconclusive')
  assert.equal(judged(inputValidation, [paths([])], { interfaces: web() }).of('5.13-1-2c').verdict, 'not-evaluated')
  assert.equal(
    judged(inputValidation, [wholeScan(22), service('tcp/22', 'ssh')]).of('5.13-1-2c').verdict,
    'not-applicable',
  )
})

test('a page on an undeclared endpoint fails unit b, which never passes by machine', () => {
  const page = observed(
    {
      kind: 'web-page',
      secured: false,
      ways: [],
      page: {
        status: 200,
        path: '/',
        contentType: 'text/html',
        title: 'Admin',
        headers: [],
        cookies: [],
        challenges: [],
        passwordField: true,
        fileField: false,
        scripted: false,
      },
    },
    { endpoint: 'tcp/8080' },
  )
  assert.equal(judged(inputValidation, [page]).of('5.13-1-2b').verdict, 'fail')
  const interfaces = [declaredInterface('LogIntf-Web', ['tcp/8080'])]
  assert.equal(judged(inputValidation, [page], { interfaces }).of('5.13-1-2b').verdict, 'not-evaluated')
})
