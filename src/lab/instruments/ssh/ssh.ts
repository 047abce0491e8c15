import { type Bench, noted } from '../../bench.ts'
import type { Declared } from '../../declared/declared.ts'
import type { Instrument } from '../../instrument.ts'
import { type AddressKind, type Observation, ofKind, tamed } from '../../observation.ts'
import { addressesToLookAt, aside, through } from '../../wire/through.ts'
import { keyFamily, readHostKey } from './host-key.ts'
import { type KexInit, versionsOf } from './kexinit.ts'
import type { SshOffer } from './seen.ts'
import { type Visit, visit } from './visit.ts'

// What a server does that has had enough of somebody.
const shut: readonly (string | undefined)[] = ['closed', 'timed-out', 'refused', 'no-answer']

// Few connections with time between them: servers count who comes and does not log in, and shut them out for a while.
const bounds = { keys: 6, pauseMs: 250, waits: [2_000, 5_000] } as const

/** Sees what an SSH endpoint offers and its host keys. How one logs in is for the instruments that log in. */
export const sshOf = (patience: { readonly timeoutMs?: number } = {}): Instrument => ({
  id: 'ssh',
  stage: 'passive',
  title: { ja: 'SSHの暗号方式とホスト鍵を調べる', en: 'SSH algorithms and host keys' },
  plan: ({ declared }) => [
    ...declaredSsh(declared).map((endpoint) => ({ ...step, endpoint })),
    {
      ...step,
      what: { ja: '申告にないSSHの通信口の鍵交換の前半', en: 'First half of a key exchange with undeclared SSH ports' },
    },
  ],
  async *run(bench) {
    const endpoints = sshEndpoints(bench)
    for (const [i, endpoint] of endpoints.entries()) {
      bench.progress(i, endpoints.length, endpoint)
      const addresses = addressesToLookAt(bench.observed, endpoint, bench.target.primary)
      for (const address of addresses)
        yield* look(bench, { endpoint, address, aside: aside(addresses, address) }, patience.timeoutMs)
    }
    bench.progress(endpoints.length, endpoints.length)
  },
})
/** As it is used at the bench. */
export const ssh = sshOf()

const step = {
  instrument: 'ssh',
  what: { ja: 'SSHの鍵交換の前半（ログインはしない）', en: 'First half of an SSH key exchange, without logging in' },
  packets: bounds.keys + bounds.waits.length,
  tries: 0,
  seconds: 3,
}

const declaredSsh = (declared: Declared): readonly string[] => [
  ...new Set(
    [
      ...declared.communication.filter(({ protocols }) => protocols.some((name) => /^ssh/i.test(name))),
      ...declared.interfaces.filter(({ protocol, enabled }) => enabled && protocol === 'ssh'),
    ].flatMap(({ endpoints }) => endpoints.filter((endpoint) => endpoint.startsWith('tcp/'))),
  ),
]

/** Ports that speak SSH or should. */
export const sshEndpoints = ({ declared, observed }: Pick<Bench, 'declared' | 'observed'>): readonly string[] => {
  const seen = ofKind(observed, 'service').filter(({ seen }) => seen.protocol === 'ssh')
  const all = new Set([...seen.flatMap(({ endpoint }) => endpoint ?? []), ...declaredSsh(declared)])
  return [...all].toSorted((a, b) => portOf(a) - portOf(b))
}
const portOf = (endpoint: string) => Number(endpoint.slice(4))

type At = { readonly endpoint: string; readonly address: AddressKind; readonly aside: string }

async function* look(whole: Bench, at: At, timeoutMs?: number): AsyncIterable<Observation> {
  const { endpoint, address } = at
  const port = portOf(endpoint)
  const bench = { ...whole, dial: through(whole.dial, address) }
  const about = { endpoint, address }
  let connections = 0
  // A door that is only declared may be no door; one that was open before is waited for.
  const known = ofKind(bench.observed, 'service').some((o) => o.endpoint === endpoint)
  const waits: number[] = known ? [...bounds.waits] : []
  /** One connection; where the door is shut it is tried again after a while. */
  const knock = async (choose: (lists: KexInit) => string | undefined): Promise<Visit> => {
    for (;;) {
      if (connections > 0) await bench.pause(bounds.pauseMs)
      connections++
      const got = await visit(bench, port, choose, timeoutMs)
      if (got.banner !== undefined && connections === 1 && !known) waits.push(...bounds.waits)
      const wait = shut.includes(got.trouble) ? waits.shift() : undefined
      if (wait === undefined) return got
      await bench.pause(wait)
    }
  }

  const began = bench.clock()
  const first = await knock(({ hostKeys }) => families(hostKeys)[0])
  const kinds = families(first.lists?.hostKeys ?? []).slice(0, bounds.keys)
  for (const [i, kind] of kinds.entries()) {
    const began = bench.clock()
    const got =
      i === 0 ? first : await knock(({ hostKeys }) => families(hostKeys).find((k) => keyFamily(k) === keyFamily(kind)))
    const key = got.hostKey && readHostKey(got.hostKey)
    yield noted(bench, began, {
      id: `ssh-host-key/${endpoint}/${keyFamily(kind)}`.slice(0, 100) + at.aside,
      ...about,
      seen: { kind: 'ssh-host-key', ...(key ?? { type: keyFamily(kind) }) },
      ...(key ? {} : { completeness: 'none', trouble: got.trouble ?? 'malformed' }),
    })
  }
  const lists = first.lists
  yield noted(bench, began, {
    id: `ssh/${endpoint}${at.aside}`,
    ...about,
    seen: { ...offerOf(first), connections },
    // Whoever speaks something else was seen to the end.
    ...(lists || first.trouble === 'not-ssh'
      ? {}
      : { completeness: first.banner ? 'partial' : 'none', trouble: first.trouble ?? 'no-answer' }),
  })
}

/** One name for every kind of key, the server's favourite; certificates hold a key that it has besides. */
const families = (hostKeys: readonly string[]): readonly string[] =>
  [
    ...new Map(
      hostKeys
        .filter((name) => !/-cert-v0\d@/.test(name))
        .toReversed()
        .map((name) => [keyFamily(name), name]),
    ).values(),
  ].toReversed()

const offerOf = ({ banner, lists }: Visit): Omit<SshOffer, 'connections'> => ({
  kind: 'ssh-offer',
  ...(banner === undefined ? {} : { banner: tamed(banner, 255) }),
  versions: banner === undefined ? [] : versionsOf(banner),
  keyExchange: [...(lists?.keyExchange ?? [])],
  hostKeys: [...(lists?.hostKeys ?? [])],
  encryption: union(lists?.encryption),
  integrity: union(lists?.integrity),
  compression: union(lists?.compression),
})

const union = (both: readonly (readonly string[])[] | undefined): string[] =>
  [...new Set((both ?? []).flat())].slice(0, 120)
