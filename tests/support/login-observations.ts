import type { Given } from '../../src/lab/check.ts'
import type { Declared, DeclaredAuthentication } from '../../src/lab/declared/declared.ts'
import type { Observation, SeenOf } from '../../src/lab/observation.ts'
import { observationSchema } from '../../src/lab/observation.ts'
import { benchPolicy, nothingDeclared } from './lab-bench.ts'

// Observations about logins as the instruments write them: a device with one good login, and what may be different about it.

type Parts = Partial<Pick<Observation, 'completeness' | 'trouble' | 'sample' | 'id' | 'address'>>

const observation = (
  id: string,
  endpoint: string | undefined,
  seen: Observation['seen'],
  parts: Parts = {},
): Observation =>
  observationSchema.parse({
    id,
    sample: 1,
    address: 'ipv4',
    ...(endpoint !== undefined && { endpoint }),
    began: 0,
    took: 1,
    completeness: 'complete',
    seen,
    ...parts,
  })

/** All TCP ports of an address looked at, these open, each identified. */
export const scanned = (
  services: Readonly<Record<string, string>>,
  address: 'ipv4' | 'ipv6' = 'ipv4',
): readonly Observation[] => [
  observation(
    `port-scan/${address}`,
    undefined,
    {
      kind: 'port-scan',
      from: 1,
      to: 65_535,
      open: Object.keys(services)
        .filter((e) => e.startsWith('tcp/'))
        .map((e) => Number(e.slice(4))),
      refused: 65_534,
      silent: 0,
      canaries: [],
    },
    { address },
  ),
  ...Object.entries(services).map(([endpoint, protocol]) =>
    observation(
      `identify/${endpoint}/${address}`,
      endpoint,
      { kind: 'service', protocol: protocol as 'http', tls: protocol === 'https' },
      { address },
    ),
  ),
]

export const access = (endpoint: string, seen: Partial<SeenOf<'access'>> = {}, parts: Parts = {}): Observation =>
  observation(
    `anonymous/${endpoint}`,
    endpoint,
    {
      kind: 'access',
      protocol: 'https',
      tls: true,
      without: 'asks-login',
      granted: [],
      places: [],
      logins: [{ login: 'http-basic', place: '/', password: true }],
      ...seen,
    },
    parts,
  )

export const tries = (endpoint: string, seen: Partial<SeenOf<'login-tries'>> = {}, parts: Parts = {}): Observation =>
  observation(
    `credentials/${endpoint}`,
    endpoint,
    {
      kind: 'login-tries',
      login: 'http-basic',
      known: 'accepted',
      knownAfter: 'accepted',
      control: 'rejected',
      tries: [{ pair: 'generic-01', answer: 'rejected', ms: 3, status: '401', again: 0 }],
      found: [],
      anyPassword: [],
      untested: [],
      lanes: 1,
      waited: 0,
      elapsed: 10,
      ...seen,
    },
    parts,
  )

type Wrong = SeenOf<'brute-force'>['tries'][number]
export const refused = (count: number, ms = 3): Wrong[] =>
  Array.from({ length: count }, () => ({ answer: 'rejected', ms, status: '401' }))
export const shut = (count: number, more: Partial<Wrong> = {}): Wrong[] =>
  Array.from({ length: count }, () => ({ answer: 'throttled', ms: 1, status: '429', ...more }))

export const series = (
  endpoint: string,
  wrong: Wrong[],
  seen: Partial<SeenOf<'brute-force'>> = {},
  parts: Parts = {},
) =>
  observation(
    `lock-out/${endpoint}/${seen.account ?? 'throw-away'}`,
    endpoint,
    {
      kind: 'brute-force',
      login: 'http-basic',
      account: 'throw-away',
      before: 'accepted',
      after: 'accepted',
      leftOver: false,
      tries: wrong,
      lanes: 1,
      elapsed: wrong.reduce((sum, t) => sum + t.ms, 0),
      ...seen,
    },
    parts,
  )

export const samples = (authentication: string, seen: Partial<SeenOf<'password-samples'>> = {}): Observation =>
  observation(`passwords/${authentication}`, undefined, {
    kind: 'password-samples',
    authentication,
    samples: [1, 2].map((unit) => ({
      unit,
      length: 12,
      lower: 4,
      upper: 4,
      digits: 4,
      others: 0,
      outside: 0,
      derivedFrom: [],
    })),
    distances: [{ units: [1, 2], distance: 12 }],
    ...seen,
  })

/** A login by password of the web page at tcp/443, as good as can be. */
export const webLogin: DeclaredAuthentication = {
  id: 'AuthMech-Web',
  endpoints: ['tcp/443'],
  factor: 'password',
  users: ['admin'],
  passwordSource: 'unique-per-device',
  passwordFormat: { length: 12, characters: 'A-Za-z0-9' },
  bruteForce: { kind: 'lock-out', after: 5, seconds: 60 },
}

export const webDeclared: Declared = {
  ...nothingDeclared,
  tables: [...nothingDeclared.tables, '1-AuthMech', '13-SoftServ'],
  authentication: [webLogin],
  services: [{ id: 'SoftServ-Web', enabled: true, endpoints: ['tcp/443'], authentication: ['AuthMech-Web'] }],
}

/** Everything that speaks for the device. */
export const goodLogin: readonly Observation[] = [
  ...scanned({ 'tcp/443': 'https' }),
  access('tcp/443'),
  tries('tcp/443'),
  series('tcp/443', [...refused(5), ...shut(3, { retryAfterSeconds: 60 })], { account: 'real' }),
  samples('AuthMech-Web'),
]

export const givenOf = (observations: readonly Observation[], declared: Partial<Declared> = {}): Given => ({
  declared: { ...webDeclared, ...declared },
  observations,
  policy: benchPolicy,
})

/** The observations with one kind left out, or put in place of what there was. */
export const instead = (
  kind: Observation['seen']['kind'],
  ...other: readonly Observation[]
): readonly Observation[] => [...goodLogin.filter((o) => o.seen.kind !== kind), ...other]

/** What was said under a unit: 'tcp/443 fail default-accepted'. */
export const saidOf = (
  check: { judge(given: Given): readonly { unit: string; about: string; verdict: string; reason: { code: string } }[] },
  unit: string,
  given: Given,
): readonly string[] =>
  check
    .judge(given)
    .filter((v) => v.unit === unit)
    .map((v) => `${v.about} ${v.verdict} ${v.reason.code}`)
