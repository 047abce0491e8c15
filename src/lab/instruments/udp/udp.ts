import { type Bench, noted } from '../../bench.ts'
import { portOf } from '../../declared/endpoints.ts'
import type { Instrument } from '../../instrument.ts'
import { type AddressKind, type Observation, tamed } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { asTheyCome } from '../as-they-come.ts'
import { addressesOf, awake } from '../awake.ts'
import { udpProbes } from './probes.ts'
import type { Recognised, UdpProbe } from './udp-probe.ts'

/** One question to one port of one address. */
interface Asking {
  readonly probe: UdpProbe
  readonly port: number
  readonly address: AddressKind
}

/** Asks the usual ports of protocols over UDP, and the declared ones. What keeps silent may be open all the same. */
export const udp: Instrument = {
  id: 'udp',
  stage: 'scan',
  title: { ja: 'UDPのプロトコルごとの問い合わせ', en: 'Questions in UDP protocols' },
  plan: (given) => {
    const asked = askingsOf(given)
    return [
      {
        instrument: 'udp',
        what: {
          ja: `${new Set(asked.map(({ probe }) => probe.id)).size}種類のプロトコルでの、状態を変えない問い合わせ`,
          en: `Questions that change nothing, in ${new Set(asked.map(({ probe }) => probe.id)).size} protocols`,
        },
        packets: 2 * asked.length,
        tries: 0,
        seconds: given.policy.datagrams.waitMs / 1_000,
      },
    ]
  },
  async *run(bench) {
    await awake(bench)
    const asked = askingsOf(bench).map((asking) => () => ask(bench, asking))
    yield* asTheyCome(asked, 200)
  },
}

/** The usual ports, and every declared one; a declared port of no known protocol is asked in those that servers mostly speak. */
function askingsOf({ target, declared }: Pick<Bench, 'target' | 'declared'>): readonly Asking[] {
  const elsewhere = declared.interfaces.flatMap(({ endpoints, protocol }) =>
    endpoints.flatMap((endpoint) => {
      const port = portOf('udp', endpoint)
      if (port === undefined || udpProbes.some((probe) => probe.port === port)) return []
      const own = udpProbes.filter((probe) => probe.protocol === protocol || probe.id === protocol)
      const tried =
        own.length > 0 ? own : udpProbes.filter(({ id }) => ['coap', 'dns', 'snmp-v2c', 'dtls'].includes(id))
      return tried.map((probe) => ({ probe, port }))
    }),
  )
  const asked = [...udpProbes.map((probe) => ({ probe, port: probe.port })), ...elsewhere]
  const once = [...new Map(asked.map((one) => [`${one.probe.id}/${one.port}`, one])).values()]
  return addressesOf({ target }).flatMap((address) => once.map((one) => ({ ...one, address })))
}

async function* ask(bench: Bench, { probe, port, address }: Asking): AsyncGenerator<Observation> {
  const began = bench.clock()
  const endpoint = `udp/${port}`
  const id = `udp-probe/${address}/${probe.id}/${port}`
  const { answer, recognised, trouble, packet } = await exchange(bench, { probe, port, address })
  const said = recognised?.said ?? (packet && `${packet.length} bytes: ${packet.subarray(0, 32).toString('hex')}`)
  const tells: readonly Observation[] = [
    ...(recognised?.tells ?? []).slice(0, 20).map(({ token, where, said }, i) =>
      noted(bench, began, {
        id: `disclosure/${id}/${i + 1}`,
        address,
        endpoint,
        seen: { kind: 'disclosure', token, where: tamed(where, 120), said: tamed(said) },
      }),
    ),
    ...(recognised?.updates === undefined
      ? []
      : [
          noted(bench, began, {
            id: `update-interface/${id}`,
            address,
            endpoint,
            seen: { kind: 'update-interface', ...recognised.updates, where: endpoint, said: tamed(said ?? '') },
          }),
        ]),
  ]
  // What was told first: a question on record was told nothing more, also in a run that was stopped.
  yield* tells
  yield noted(bench, began, {
    id,
    address,
    endpoint,
    seen: {
      kind: 'udp-probe',
      probe: probe.id,
      protocol: packet && !recognised ? 'unknown' : probe.protocol,
      port,
      answer,
      ...(said !== undefined && { said: tamed(said) }),
      told: tells.length,
    },
    ...(trouble && { completeness: 'none', trouble }),
  })
}

interface Exchange {
  readonly answer: 'answered' | 'refused' | 'nothing'
  readonly packet?: Buffer
  readonly recognised?: Recognised
  readonly trouble?: string
}

/** Asks, and asks once more after half of the time. A packet of another protocol is an answer too: something listens. */
async function exchange(bench: Bench, { probe, port, address }: Asking): Promise<Exchange> {
  const { waitMs } = bench.policy.datagrams
  const question = probe.packet(bench.random)
  // TFTP answers from a port of its own, so its socket is not connected, and never hears of a refusal.
  const connectedTo = probe.id === 'tftp' ? undefined : port
  let heard: Buffer | undefined
  try {
    const datagrams = await bench.dial.udp({ address, ...(connectedTo && { connectedTo }) })
    try {
      for (const half of [1, 2]) {
        await datagrams.send(port, question)
        const until = performance.now() + waitMs / 2
        for (let left = waitMs / 2; left > 0; left = until - performance.now()) {
          const next = await datagrams.next(left)
          if (next === undefined) break
          const packet = Buffer.from(next.packet)
          const recognised = probe.recognise(packet, question)
          if (recognised) return { answer: 'answered', packet, recognised }
          heard ??= packet
        }
        if (heard && half === 1) return { answer: 'answered', packet: heard }
      }
    } finally {
      datagrams.close()
    }
  } catch (error) {
    if (!(error instanceof DialError) || error.trouble === 'stopped') throw error
    if (heard) return { answer: 'answered', packet: heard }
    return error.trouble === 'refused' ? { answer: 'refused' } : { answer: 'nothing', trouble: error.trouble }
  }
  return heard ? { answer: 'answered', packet: heard } : { answer: 'nothing' }
}
