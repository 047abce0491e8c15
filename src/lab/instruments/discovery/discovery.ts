import { type Bench, noted } from '../../bench.ts'
import type { Instrument } from '../../instrument.ts'
import { type AddressKind, type Observation, tamed } from '../../observation.ts'
import { asTheyCome } from '../as-they-come.ts'
import { addressesOf, awake } from '../awake.ts'
import type { Told } from '../udp/udp-probe.ts'
import { coap } from './coap-core.ts'
import type { Found } from './gather.ts'
import { mdns } from './mdns.ts'
import type { DiscoveryProtocol } from './seen.ts'
import { snmp } from './snmp-system.ts'
import { descriptions, ssdp } from './ssdp.ts'
import { wsDiscovery } from './ws-discovery.ts'

/** The ways of each protocol: directly, or through the group that everybody hears. */
type Ways = Partial<Record<'unicast' | 'multicast', (bench: Bench, address: AddressKind) => Promise<Found>>>
const both = (ask: (bench: Bench, address: AddressKind, way: 'unicast' | 'multicast') => Promise<Found>): Ways => ({
  unicast: (bench, address) => ask(bench, address, 'unicast'),
  multicast: (bench, address) => ask(bench, address, 'multicast'),
})
const protocols: Readonly<Record<DiscoveryProtocol, { readonly port: number; readonly ways: Ways }>> = {
  mdns: { port: 5353, ways: both(mdns) },
  ssdp: { port: 1900, ways: both(ssdp) },
  'ws-discovery': { port: 3702, ways: both(wsDiscovery) },
  snmp: { port: 161, ways: { unicast: snmp } },
  coap: { port: 5683, ways: { unicast: coap } },
}
const names = Object.keys(protocols) as readonly DiscoveryProtocol[]

/** Asks a device in the ways by which devices are found, and notes what it tells to anybody. */
export const discovery: Instrument = {
  id: 'discovery',
  stage: 'scan', // as gentle as a scan, and while its answers are waited for the ports can be asked
  title: { ja: '機器を見つける仕組みへの問い合わせ', en: 'Questions by which devices are found' },
  plan: ({ target, policy }) => [
    {
      instrument: 'discovery',
      what: {
        ja: 'mDNS、SSDP、WS-Discovery、SNMP、CoAP での問い合わせ（同じネットワーク全体に届くものを含むが、この機器の答えだけを聞く）',
        en: 'Questions in mDNS, SSDP, WS-Discovery, SNMP and CoAP; some reach the whole link, only this device is listened to',
      },
      packets: 60 * Object.keys(target.addresses).length,
      tries: 0,
      seconds: (2 * policy.datagrams.waitMs) / 1_000,
    },
  ],
  async *run(bench) {
    await awake(bench)
    const asked = addressesOf(bench).flatMap((address) => names.map((by) => () => lookFor(bench, by, address)))
    yield* asTheyCome(asked, 50)
  },
}

async function* lookFor(bench: Bench, by: DiscoveryProtocol, address: AddressKind): AsyncGenerator<Observation> {
  const began = bench.clock()
  const { port, ways } = protocols[by]
  const endpoint = `udp/${port}`
  const found = await Promise.all(
    (['unicast', 'multicast'] as const).flatMap((way) => {
      const ask = ways[way]
      return ask === undefined ? [] : [ask(bench, address).then((found) => ({ way, found }))]
    }),
  )
  const all = found.map((one) => one.found)
  const described = by === 'ssdp' ? await descriptions(bench, address, all) : []
  const tells: readonly Observation[] = [
    ...distinct(all.flatMap(({ tells }) => tells)).map((told) =>
      disclosed(bench, began, { by, address, endpoint }, told),
    ),
    ...all
      .flatMap(({ updates = [] }) => updates)
      .map(({ mechanism, certain, said }) =>
        noted(bench, began, {
          id: `update-interface/${by}/${address}/${mechanism}`,
          address,
          endpoint,
          seen: { kind: 'update-interface', mechanism, certain, where: endpoint, said: tamed(said) },
        }),
      ),
    ...described.flatMap(({ port, tells }) =>
      distinct(tells).map((told) => disclosed(bench, began, { by, address, endpoint: `tcp/${port}` }, told)),
    ),
  ]
  // What was told first: a question on record was told nothing more, also in a run that was stopped.
  yield* tells
  for (const [n, { way, found: one }] of found.entries())
    yield noted(bench, began, {
      id: `discovery/${by}/${way}/${address}`,
      address,
      endpoint,
      seen: {
        kind: 'discovery',
        by,
        way,
        answer: one.answer,
        services: one.services.map(({ type, port }) => ({ type: tamed(type), ...(port !== undefined && { port }) })),
        told: n === 0 ? new Set(tells.map(({ id }) => id)).size : 0,
      },
      ...(one.trouble && { completeness: 'none', trouble: one.trouble }),
    })
}

function disclosed(
  bench: Bench,
  began: number,
  { by, address, endpoint }: { readonly by: string; readonly address: AddressKind; readonly endpoint: string },
  { token, where, said }: Told,
): Observation {
  const place = where.replace(/[^\w./-]+/g, '-').slice(0, 60)
  return noted(bench, began, {
    id: `disclosure/${by}/${address}/${endpoint.split('/')[1]}/${token}/${place}`.slice(0, 120),
    address,
    endpoint,
    seen: { kind: 'disclosure', token, where: tamed(where, 120), said: tamed(said) },
  })
}

/** One of each token and field, in an order that does not depend on which answer came first. */
function distinct(tells: readonly Told[]): readonly Told[] {
  const sorted = tells.toSorted((a, b) =>
    `${a.token} ${a.where} ${a.said}` < `${b.token} ${b.where} ${b.said}` ? -1 : 1,
  )
  return [
    ...new Map(
      sorted.map((told) => [`${told.token} ${told.where.replace(/[^\w./-]+/g, '-').slice(0, 60)}`, told]),
    ).values(),
  ].slice(0, 60)
}
