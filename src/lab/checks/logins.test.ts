import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import {
  access,
  givenOf,
  goodLogin,
  instead,
  refused,
  saidOf,
  samples,
  scanned,
  series,
  shut,
  tries,
  webDeclared,
  webLogin,
} from '../../../tests/support/login-observations.ts'
import { assess } from '../assess.ts'
import type { Check, Given } from '../check.ts'
import type { DeclaredAuthentication } from '../declared/declared.ts'
import type { Observation } from '../observation.ts'
import { passwordsUniqueOrChosen } from './5.1-1-2.ts'
import { passwordsGenerated } from './5.1-2-2.ts'
import { bruteForceHindered } from './5.1-5-2.ts'
import { accessAfterLogin } from './5.5-4-2.ts'
import { settingsAfterLogin } from './5.5-5-2.ts'

const all: readonly Check[] = [
  passwordsUniqueOrChosen,
  passwordsGenerated,
  bruteForceHindered,
  accessAfterLogin,
  settingsAfterLogin,
]
const verdicts = (given: Given) => Object.fromEntries(assess(all, given).units.map((u) => [u.unit, u.verdict]))
const ssh = { login: 'ssh' as const, password: true, methods: ['password'] }

describe('the whole', () => {
  test('a device that does everything right holds, but for what only a person can see', () => {
    assert.deepEqual(verdicts(givenOf(goodLogin)), {
      '5.1-1-2a': 'pass',
      '5.1-1-2b': 'not-applicable',
      '5.1-1-2c': 'pass',
      '5.1-2-2a': 'pass',
      '5.1-5-2a': 'pass',
      '5.1-5-2b': 'pass',
      '5.5-4-2a': 'pass',
      '5.5-4-2b': 'pass',
      '5.5-4-2c': 'not-evaluated',
      '5.5-5-2a': 'pass',
      '5.5-5-2b': 'pass',
    })
  })
  test('nothing seen is nothing passed', () => {
    for (const declared of [{}, { authentication: [], services: [] }])
      assert.deepEqual(
        Object.entries(verdicts(givenOf([], declared))).filter(([, v]) => v === 'pass'),
        [],
      )
  })
  test('leaving out any one observation, or leaving it unfinished, makes nothing pass that did not', () => {
    const before = verdicts(givenOf(goodLogin))
    for (const one of goodLogin) {
      const others = goodLogin.filter((o) => o !== one)
      const unfinished = [...others, { ...one, completeness: 'partial' as const, trouble: 'stopped' }]
      for (const rest of [others, unfinished])
        for (const [unit, verdict] of Object.entries(verdicts(givenOf(rest))))
          assert.ok(verdict !== 'pass' || before[unit] === 'pass', `${one.id}: ${unit}`)
    }
  })
  test('the order of observations and their times change nothing', () => {
    const mixed = goodLogin.toReversed().map((o, i) => ({ ...o, began: i * 7, took: 900 + i }))
    assert.equal(assess(all, givenOf(mixed)).digest, assess(all, givenOf(goodLogin)).digest)
  })
  test('every code has its text in both languages, and every fact a text names is given', () => {
    const worlds = [
      givenOf(goodLogin),
      givenOf([]),
      givenOf(instead('login-tries', tries('tcp/443', { found: ['generic-01'] }))),
      givenOf(instead('brute-force', series('tcp/443', refused(10)))),
      givenOf([...goodLogin, access('tcp/22', { protocol: 'ssh', tls: false, logins: [ssh] })]),
      givenOf([...goodLogin, access('tcp/9', { without: 'granted', granted: ['shell'], logins: [] })]),
      givenOf(
        instead(
          'password-samples',
          samples('AuthMech-Web', {
            samples: [
              { unit: 1, length: 5, lower: 5, upper: 0, digits: 0, others: 0, outside: 2, derivedFrom: ['mac'] },
            ],
            distances: [],
          }),
        ),
      ),
    ]
    for (const given of worlds)
      for (const check of all)
        for (const { reason } of check.judge(given)) {
          const text = check.reasons[reason.code]
          assert.ok(text && text.ja !== '' && text.en !== '', reason.code)
          for (const name of `${text.ja}${text.en}`.matchAll(/\{(\w+)\}/g))
            assert.ok(Object.hasOwn(reason.facts ?? {}, name[1]!), `${reason.code} {${name[1]}}`)
        }
  })
})

describe('5.1-1-2 a: undeclared logins by password', () => {
  const unit = '5.1-1-2a'
  const at = (...more: Parameters<typeof access>) =>
    givenOf([...goodLogin, ...scanned({ [more[0]]: 'ssh' }).slice(1), access(...more)])
  test('one that is not declared fails', () => {
    const given = at('tcp/22', { protocol: 'ssh', tls: false, logins: [ssh] })
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, given).includes('tcp/22 fail login-undeclared'))
  })
  test('a password beside a declared key fails; keys alone are none', () => {
    const keys = { ...webLogin, id: 'AuthMech-Key', endpoints: ['tcp/22'], factor: 'key' as const }
    const declared = { authentication: [webLogin, keys] }
    const with_ = (password: boolean) =>
      givenOf(at('tcp/22', { logins: [{ ...ssh, password }] }).observations, declared)
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, with_(true)).includes('tcp/22 fail password-beside-declared'))
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, with_(false)).includes('tcp/22 pass keys-alone'))
  })
  test('a service that nobody made out is inconclusive, and so is one that nobody asked', () => {
    const unclear = at(
      'tcp/99',
      { without: 'unclear', logins: [] },
      { completeness: 'partial', trouble: 'login-not-recognised' },
    )
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, unclear).includes('tcp/99 inconclusive login-not-recognised'))
    const unasked = givenOf([...goodLogin, ...scanned({ 'tcp/5900': 'vnc' }).slice(1)])
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, unasked).includes('tcp/5900 inconclusive service-not-asked'))
    const announcing = givenOf([...goodLogin, ...scanned({ 'udp/5353': 'mdns' }).slice(1)])
    assert.deepEqual(saidOf(passwordsUniqueOrChosen, unit, announcing), ['tcp/443 pass login-declared'])
  })
})

describe('5.1-1-2 c: pre-set passwords', () => {
  const unit = '5.1-1-2c'
  const said = (seen: Parameters<typeof tries>[1], parts?: Parameters<typeof tries>[2]) =>
    saidOf(passwordsUniqueOrChosen, unit, givenOf(instead('login-tries', tries('tcp/443', seen, parts))))
  test('a default that works fails, and its id is told, not its value', () => {
    const given = givenOf(
      instead('login-tries', tries('tcp/443', { found: ['generic-01'] }, { completeness: 'partial' })),
    )
    assert.ok(saidOf(passwordsUniqueOrChosen, unit, given).includes('tcp/443 fail default-accepted'))
  })
  test('a login that takes anything is no default-password finding (lab.md §4.5)', () => {
    assert.ok(said({ control: 'accepted', tries: [] }).includes('tcp/443 inconclusive accepts-anything'))
  })
  test('throttled or untested pairs never pass (lab.md §4.2)', () => {
    assert.ok(said({ untested: ['generic-09'] }).includes('tcp/443 inconclusive pairs-untested'))
    assert.ok(
      said({}, { completeness: 'partial', trouble: 'throttled' }).includes('tcp/443 inconclusive pairs-untested'),
    )
  })
  test('refusals without a right login before and after prove nothing', () => {
    for (const seen of [
      { known: 'not-given' as const },
      { known: 'rejected' as const },
      { knownAfter: 'rejected' as const },
    ])
      assert.ok(said(seen).includes('tcp/443 inconclusive login-not-proven'))
  })
  test('the same accounts under a second address: what was tried under the first speaks for both, or nothing does', () => {
    const first = goodLogin.filter((o) => o.seen.kind !== 'access' && o.seen.kind !== 'login-tries')
    const six = { address: 'ipv6' as const }
    const door = [access('tcp/443'), access('tcp/443', {}, { ...six, id: 'anonymous/tcp/443/ipv6' })]
    const like = (seen: Parameters<typeof tries>[1] = {}) =>
      tries('tcp/443', { like: 'ipv4', tries: [], ...seen }, { ...six, id: 'credentials/tcp/443/ipv6' })
    const of = (...more: readonly Observation[]) =>
      saidOf(passwordsUniqueOrChosen, unit, givenOf([...first, ...door, ...more]))
    assert.ok(of(tries('tcp/443'), like()).includes('tcp/443 pass same-accounts'))
    assert.ok(of(like()).includes('tcp/443 inconclusive login-not-proven'))
    assert.ok(of(tries('tcp/443'), like({ known: 'rejected' })).includes('tcp/443 inconclusive login-not-proven'))
    assert.ok(of(tries('tcp/443'), like({ found: ['generic-01'] })).includes('tcp/443 fail default-accepted'))
    assert.ok(of(tries('tcp/443')).includes('tcp/443 not-evaluated defaults-not-tried'))
  })
  test('one unit says nothing of «unique» (lab.md §4.10); two with the same password fail', () => {
    const of = (...o: Parameters<typeof instead> extends [unknown, ...infer R] ? R : never) =>
      saidOf(passwordsUniqueOrChosen, unit, givenOf(instead('password-samples', ...o)))
    const one = samples('AuthMech-Web', {
      samples: [{ unit: 1, length: 12, lower: 4, upper: 4, digits: 4, others: 0, outside: 0, derivedFrom: [] }],
      distances: [],
    })
    assert.ok(of().includes('AuthMech-Web inconclusive too-few-units'))
    assert.ok(of(one).includes('AuthMech-Web inconclusive too-few-units'))
    assert.ok(
      of(samples('AuthMech-Web', { distances: [{ units: [1, 2], distance: 0 }] })).includes(
        'AuthMech-Web fail same-on-two-units',
      ),
    )
  })
  test('a source that is missing, or shared, does not pass', () => {
    const { passwordSource: _, ...unsaid } = webLogin
    const of = (a: DeclaredAuthentication) =>
      saidOf(passwordsUniqueOrChosen, unit, givenOf(goodLogin, { authentication: [a] }))
    assert.ok(of(unsaid).includes('AuthMech-Web inconclusive source-not-declared'))
    assert.ok(of({ ...webLogin, passwordSource: 'shared' }).includes('AuthMech-Web fail declared-as-shared'))
  })
})

describe('5.1-1-2 b: chosen by the user', () => {
  const chosen = { authentication: [{ ...webLogin, passwordSource: 'set-by-user' as const }] }
  test('a default that works from the start fails there, and not under c', () => {
    const given = givenOf(instead('login-tries', tries('tcp/443', { found: ['generic-06'] })), chosen)
    assert.ok(saidOf(passwordsUniqueOrChosen, '5.1-1-2b', given).includes('tcp/443 fail default-accepted'))
    assert.deepEqual(saidOf(passwordsUniqueOrChosen, '5.1-1-2c', given), ['device not-applicable none-preset'])
  })
  test('without a person at a device in its factory state it is not evaluated', () => {
    assert.equal(verdicts(givenOf(goodLogin, chosen))['5.1-1-2b'], 'not-evaluated')
  })
})

describe('5.1-2-2: generated passwords', () => {
  const unit = '5.1-2-2a'
  const unitOf = (more: object) => ({
    unit: 1,
    length: 12,
    lower: 4,
    upper: 4,
    digits: 4,
    others: 0,
    outside: 0,
    derivedFrom: [],
    ...more,
  })
  const said = (seen: Parameters<typeof samples>[1]) =>
    saidOf(passwordsGenerated, unit, givenOf(instead('password-samples', samples('AuthMech-Web', seen))))
  test('length, characters, derivation and likeness are compared', () => {
    for (const [more, code] of [
      [{ length: 8 }, 'length-differs'],
      [{ length: 6 }, 'too-short'],
      [{ outside: 1 }, 'characters-differ'],
      [{ derivedFrom: ['mac'] }, 'derivable'],
    ] as const)
      assert.ok(said({ samples: [unitOf(more), unitOf({ unit: 2 })] }).includes(`AuthMech-Web fail ${code}`), code)
    assert.ok(said({ distances: [{ units: [1, 2], distance: 2 }] }).includes('AuthMech-Web fail alike'))
  })
  test('a listed default instead of a generated value fails at its endpoint', () => {
    const given = givenOf(instead('login-tries', tries('tcp/443', { found: ['generic-01'] })))
    assert.ok(saidOf(passwordsGenerated, unit, given).includes('tcp/443 fail default-instead-of-generated'))
  })
  test('one unit, none, or no format do not pass', () => {
    assert.ok(said({ samples: [unitOf({})], distances: [] }).includes('AuthMech-Web inconclusive too-few-units'))
    assert.deepEqual(saidOf(passwordsGenerated, unit, givenOf(instead('password-samples'))), [
      'AuthMech-Web not-evaluated samples-not-taken',
    ])
    const { passwordFormat: _, ...unformed } = webLogin
    assert.ok(
      saidOf(passwordsGenerated, unit, givenOf(goodLogin, { authentication: [unformed] })).includes(
        'AuthMech-Web inconclusive format-not-declared',
      ),
    )
  })
})

describe('5.1-5-2 b: brute force', () => {
  const unit = '5.1-5-2b'
  const said = (
    wrong: Parameters<typeof series>[1],
    bruteForce: DeclaredAuthentication['bruteForce'],
    seen: Parameters<typeof series>[2] = {},
    parts: Parameters<typeof series>[3] = {},
  ) => {
    const { bruteForce: _, ...rest } = webLogin
    return saidOf(
      bruteForceHindered,
      unit,
      givenOf(instead('brute-force', series('tcp/443', wrong, seen, parts)), {
        authentication: [{ ...rest, ...(bruteForce && { bruteForce }) }],
      }),
    ).join()
  }
  const lock = { kind: 'lock-out', after: 5, seconds: 60 } as const
  const told = { retryAfterSeconds: 60 }
  const real = { account: 'real' } as const
  const table: readonly (readonly [string, Parameters<typeof said>, string])[] = [
    ['a lock-out as declared', [[...refused(5), ...shut(3, told)], lock, real], 'pass hindered-as-declared'],
    ['a lock-out that comes earlier', [[...refused(3), ...shut(3, told)], lock, real], 'pass hindered-as-declared'],
    [
      'a lock-out, seen on a name that nobody has alone',
      [[...refused(5), ...shut(3, told)], lock],
      'inconclusive unknown-name-alone',
    ],
    [
      'a lock-out in a series that was cut off',
      [[...refused(5), ...shut(3, told)], lock, real, { completeness: 'partial', trouble: 'stopped' }],
      'inconclusive hindrance-not-measured',
    ],
    [
      'one answer that was lost, where a limit is declared',
      [
        [...refused(4), { answer: 'no-answer', ms: 1 }, ...refused(5)],
        { kind: 'rate-limit', after: 4, seconds: 5 },
        real,
      ],
      'inconclusive unclear',
    ],
    ['a lock-out that comes later', [[...refused(8), ...shut(3, told)], lock], 'fail later-than-declared'],
    [
      'a lock-out that is shorter',
      [[...refused(5), ...shut(3, { retryAfterSeconds: 10 })], lock],
      'fail shorter-than-declared',
    ],
    [
      'a limit where a lock-out is declared',
      [[...refused(5), ...shut(3), ...refused(1)], lock, { elapsed: 20_000 }],
      'fail weaker-than-declared',
    ],
    ['nothing, seen on a real account', [refused(8), lock, { account: 'real' }], 'fail not-hindered'],
    ['nothing, seen on a name that nobody has', [refused(8), lock], 'inconclusive real-account-not-tried'],
    [
      'nothing, where a limit is declared',
      [refused(10), { kind: 'rate-limit', after: 5, seconds: 10 }],
      'fail not-hindered',
    ],
    ['nothing, where nothing is declared', [refused(10), undefined], 'fail not-hindered'],
    ['nothing, where none is declared', [refused(10), { kind: 'none' }], 'fail not-hindered'],
    [
      'a limit as declared',
      [
        [...refused(4), ...shut(3), ...refused(1)],
        { kind: 'rate-limit', after: 4, seconds: 5 },
        { elapsed: 4_000, account: 'real' },
      ],
      'pass hindered-as-declared',
    ],
    [
      'a delay as declared',
      [refused(10, 1_000), { kind: 'constant-delay', seconds: 1 }, real],
      'pass hindered-as-declared',
    ],
    [
      'a delay shorter than declared',
      [refused(10, 1_000), { kind: 'constant-delay', seconds: 3 }],
      'fail shorter-than-declared',
    ],
    ['a delay, undeclared', [refused(10, 2_000), undefined], 'inconclusive hindrance-undeclared'],
    [
      'a delay where a lock-out is declared',
      [refused(10, 2_000), lock, { account: 'real' }],
      'inconclusive otherwise-than-declared',
    ],
    ['shut from before', [[], lock, { leftOver: true }, { completeness: 'partial' }], 'inconclusive shut-from-before'],
    ['anything taken', [[{ answer: 'accepted', ms: 1 }], lock], 'inconclusive accepts-anything'],
    [
      'silence after a while',
      [[...refused(5), ...Array(5).fill({ answer: 'no-answer', ms: 1 })], lock],
      'inconclusive stopped-answering',
    ],
    [
      'a series that was cut off',
      [refused(8), lock, { account: 'real' }, { completeness: 'partial', trouble: 'stopped' }],
      'inconclusive hindrance-not-measured',
    ],
  ]
  for (const [name, given, expected] of table) test(name, () => assert.equal(said(...given), `tcp/443 ${expected}`))

  test('an account in use is tried under one address, and every address has to hinder', () => {
    const six = { id: 'lock-out/tcp/443/ipv6/throw-away', address: 'ipv6' as const }
    const both = (more: readonly Observation[]) => [
      ...goodLogin,
      access('tcp/443', {}, { id: 'anonymous/tcp/443/ipv6', address: 'ipv6' }),
      ...more,
    ]
    const at = (more: readonly Observation[]) => saidOf(bruteForceHindered, unit, givenOf(both(more)))
    const shutThere = series('tcp/443', [...refused(5), ...shut(3, told)], {}, six)
    assert.deepEqual(at([shutThere]), ['tcp/443 pass hindered-as-declared'])
    assert.ok(at([]).includes('tcp/443 not-evaluated hindrance-not-measured'))
    assert.ok(at([series('tcp/443', refused(8), { account: 'real' }, six)]).includes('tcp/443 fail not-hindered'))
  })

  test('a real account decides over a name that nobody has', () => {
    const both = instead(
      'brute-force',
      series('tcp/443', refused(8)),
      series('tcp/443', [...refused(5), ...shut(3, told)], { account: 'real' }),
    )
    assert.deepEqual(saidOf(bruteForceHindered, unit, givenOf(both)), ['tcp/443 pass hindered-as-declared'])
  })
  test('a few thousand values and a fast limit do not go together', () => {
    const pin = {
      ...webLogin,
      passwordFormat: { length: 4, characters: '0-9' },
      bruteForce: { kind: 'rate-limit' as const, after: 5, seconds: 1 },
    }
    const fast = instead(
      'brute-force',
      series('tcp/443', [...refused(5), ...shut(3), ...refused(6)], { elapsed: 1_500 }),
    )
    assert.deepEqual(saidOf(bruteForceHindered, unit, givenOf(fast, { authentication: [pin] })), [
      'tcp/443 fail too-many-tries-a-day',
    ])
  })
  test('an undeclared login: a hindrance is not compared with anything, none fails', () => {
    const at = (wrong: Parameters<typeof series>[1]) => {
      const seen = [...scanned({ 'tcp/23': 'telnet' }), access('tcp/23'), series('tcp/23', wrong)]
      return saidOf(bruteForceHindered, unit, givenOf(seen, { authentication: [] }))
    }
    assert.deepEqual(at(refused(10, 3_000)), ['tcp/23 not-applicable hindered-and-undeclared'])
    assert.deepEqual(at(refused(10)), ['tcp/23 fail not-hindered'])
  })
  test('keys alone: not applicable', () => {
    const keys = [
      ...scanned({ 'tcp/22': 'ssh' }),
      access('tcp/22', { protocol: 'ssh', logins: [{ login: 'ssh', password: false, methods: ['publickey'] }] }),
    ]
    assert.deepEqual(
      saidOf(
        bruteForceHindered,
        unit,
        givenOf(keys, { authentication: [{ ...webLogin, endpoints: ['tcp/22'], factor: 'key' }] }),
      ),
      ['device not-applicable no-password-login'],
    )
  })
  test('a declared login that was not measured, or not seen, is not evaluated', () => {
    assert.deepEqual(saidOf(bruteForceHindered, unit, givenOf(instead('brute-force'))), [
      'tcp/443 not-evaluated hindrance-not-measured',
    ])
    assert.deepEqual(saidOf(bruteForceHindered, unit, givenOf(scanned({ 'tcp/443': 'https' }))), [
      'AuthMech-Web not-evaluated declared-login-not-seen',
    ])
  })
})

describe('5.5-4-2 and 5.5-5-2: without a login', () => {
  const at = (endpoint: string, seen: Parameters<typeof access>[1], declared = {}) =>
    givenOf(
      [...goodLogin, ...scanned({ [endpoint]: 'mqtt' }).slice(1), access(endpoint, { logins: [], ...seen })],
      declared,
    )
  const a = (given: Given) => saidOf(accessAfterLogin, '5.5-4-2a', given).join()
  const open = { id: 'SoftServ-Open', enabled: true, endpoints: ['tcp/1883'], authentication: [] }

  test('open on purpose holds, open against the declaration or undeclared fails', () => {
    const mqtt = { without: 'granted', granted: ['messages'] } as const
    assert.match(a(at('tcp/1883', { ...mqtt, granted: ['messages'] })), /tcp\/1883 fail open-and-undeclared/)
    assert.match(a(at('tcp/443', { ...mqtt, granted: ['messages'] })), /tcp\/443 fail open-against-declaration/)
    const services = [...webDeclared.services, open]
    assert.match(a(at('tcp/1883', { ...mqtt, granted: ['messages'] }, { services })), /tcp\/1883 pass open-as-declared/)
    assert.match(a(at('tcp/1883', { without: 'granted', granted: ['shell'] }, { services })), /tcp\/1883 fail/)
  })
  test('a login that lets anybody in is none; a community that everybody knows is none', () => {
    assert.match(
      a(givenOf(instead('login-tries', tries('tcp/443', { control: 'accepted' })))),
      /fail login-admits-anybody/,
    )
    const snmp = [
      ...goodLogin,
      access('udp/161', {
        protocol: 'snmp',
        tls: false,
        logins: [{ login: 'snmp', password: true, passwordAlone: true }],
      }),
      tries('udp/161', { login: 'snmp', found: ['snmp-01'] }),
    ]
    assert.match(a(givenOf(snmp)), /udp\/161 fail known-community/)
    assert.match(
      saidOf(settingsAfterLogin, '5.5-5-2b', givenOf(snmp)).join(),
      /udp\/161 inconclusive undeclared-may-change/,
    )
  })
  test('a page before a login that refuses nonsense holds; a page and no login is inconclusive', () => {
    const page = access('tcp/443', { without: 'shows-page' })
    assert.match(a(givenOf(instead('access', page))), /pass page-before-login/)
    assert.match(a(givenOf([...scanned({ 'tcp/443': 'https' }), page])), /inconclusive page-not-understood/)
  })
  test('silence is no refusal', () => {
    for (const without of ['silent', 'unclear'] as const)
      assert.match(a(at('tcp/1883', { without })), /tcp\/1883 inconclusive access-unclear/)
  })
  test('an undeclared command line lets anybody change settings', () => {
    const given = at('tcp/39527', { without: 'granted', granted: ['shell'] })
    assert.match(saidOf(settingsAfterLogin, '5.5-5-2b', given).join(), /tcp\/39527 fail undeclared-changes/)
  })
  test('settings at open services were not tried', () => {
    const given = at(
      'tcp/1883',
      { without: 'granted', granted: ['messages'] },
      { services: [...webDeclared.services, open] },
    )
    assert.match(saidOf(settingsAfterLogin, '5.5-5-2a', given).join(), /tcp\/1883 inconclusive changes-not-tried/)
  })
  test('a right login that was let in, refused, or never given', () => {
    const b = (known: 'accepted' | 'rejected' | 'not-given') =>
      saidOf(accessAfterLogin, '5.5-4-2b', givenOf(instead('login-tries', tries('tcp/443', { known })))).join()
    assert.match(b('accepted'), /pass known-login-works/)
    assert.match(b('rejected'), /inconclusive known-login-refused/)
    assert.match(b('not-given'), /not-evaluated no-known-login/)
  })
})
