import { type Answer, encode, type Question } from 'dns-packet'
import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import type { Datagrams } from '../../wire/dial.ts'
import { dnsAnswer } from '../udp/probes/names.ts'
import type { Told } from '../udp/udp-probe.ts'
import { conversing, type Found, gather, nothingFound } from './gather.ts'
import { toldByField } from './told-text.ts'

const port = 5353
const group = { ipv4: '224.0.0.251', ipv6: 'ff02::fb', port } // RFC 6762, 3
const allServices = '_services._dns-sd._udp.local' // RFC 6763, 9
const typesAtMost = 30
const instancesAtMost = 40
const recordsAtMost = 600

type Record = Answer & { readonly name: string }

/** What a device announces by multicast DNS: asked directly, or through the group. */
export const mdns = (bench: Bench, address: AddressKind, way: 'unicast' | 'multicast'): Promise<Found> =>
  conversing(
    () => (way === 'unicast' ? bench.dial.udp({ address }) : bench.dial.multicast({ ...group, address })),
    (datagrams) => browse(bench, datagrams),
  )

async function browse({ policy, random }: Bench, datagrams: Datagrams): Promise<Found> {
  const records = new Map<string, Record>()
  const ask = (questions: readonly Question[], waitMs: number) =>
    questions.length === 0
      ? Promise.resolve(false)
      : gather(datagrams, {
          port,
          waitMs,
          packet: encode({ type: 'query', id: Buffer.from(random(2)).readUInt16BE(), questions: [...questions] }),
          take(packet) {
            const read = dnsAnswer(packet)
            const said = [...(read?.answers ?? []), ...(read?.additionals ?? [])] as Record[]
            for (const record of said)
              if (records.size < recordsAtMost)
                records.set(JSON.stringify([record.type, record.name, data(record)]), record)
            return said.length > 0
          },
        })
  const of = (type: string) => [...records.values()].filter((record) => record.type === type)
  const texts = (type: string) => of(type).map((record) => String(data(record)))

  if (!(await ask([{ type: 'PTR', name: allServices }], policy.datagrams.waitMs))) return nothingFound
  const types = () =>
    [
      ...new Set(
        of('PTR')
          .filter((r) => r.name === allServices)
          .map((r) => String(data(r))),
      ),
    ].slice(0, typesAtMost)
  const then = policy.datagrams.waitMs / 2 // whoever answered once answers soon
  await ask(
    types().map((name) => ({ type: 'PTR', name })),
    then,
  )
  const instances = [
    ...new Set(
      of('PTR')
        .filter((r) => types().includes(r.name))
        .map((r) => String(data(r))),
    ),
  ]
  const known = new Set(of('TXT').map(({ name }) => name))
  const missing = instances.filter((name) => !known.has(name)).slice(0, instancesAtMost)
  await ask(
    missing.flatMap((name): Question[] => [
      { type: 'SRV', name },
      { type: 'TXT', name },
    ]),
    then,
  )

  const portOf = new Map(of('SRV').map((r) => [r.name, (data(r) as { readonly port?: number } | undefined)?.port]))
  const services = types().flatMap((type) => {
    const own = instances.filter((name) => name.endsWith(type))
    const ports = [...new Set(own.map((name) => portOf.get(name)).filter((p) => p !== undefined))]
    const short = type.replace(/\.local$/, '')
    return ports.length > 0 ? ports.map((p) => ({ type: short, port: p })) : [{ type: short }]
  })
  const hosts = [
    ...of('SRV').map((r) => String((data(r) as { readonly target?: string } | undefined)?.target ?? '')),
    ...[...of('A'), ...of('AAAA')].map(({ name }) => name),
  ]
  const tells: Told[] = [
    { token: 'service-list', where: 'DNS-SD', said: texts('PTR').slice(0, 20).join(' ') },
    ...[...new Set(hosts.filter((name) => name.endsWith('.local')))]
      .slice(0, 4)
      .map((said): Told => ({ token: 'hostname', where: 'SRV', said })),
    ...of('TXT').flatMap((record) => fields(record).flatMap(([key, value]) => toldByField(key, value, `TXT ${key}`))),
    ...of('HINFO').map(
      (record): Told => ({ token: 'operating-system', where: 'HINFO', said: JSON.stringify(data(record)) }),
    ),
  ]
  return { answer: 'answered', services: services.slice(0, 100), tells }
}

const data = (record: Record): unknown => ('data' in record ? record.data : undefined)

/** The fields of a TXT record (RFC 6763, 6.3). */
function fields(record: Record): readonly (readonly [key: string, value: string])[] {
  const strings = [data(record)].flat().slice(0, 60)
  return strings.flatMap((string) => {
    const text = Buffer.isBuffer(string) ? string.toString('utf8') : String(string)
    const at = text.indexOf('=')
    return at > 0 ? [[text.slice(0, Math.min(at, 40)), text.slice(at + 1)] as const] : []
  })
}
