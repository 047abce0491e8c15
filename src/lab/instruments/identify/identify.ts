import { type Bench, noted } from '../../bench.ts'
import type { Instrument } from '../../instrument.ts'
import { type AddressKind, addressKinds, type Observation, ofKind, tamed } from '../../observation.ts'
import { asTheyCome } from '../as-they-come.ts'
import { namesVersion, toldByText } from '../discovery/told-text.ts'
import type { Protocol } from '../scan/seen.ts'
import { identifyPort } from './identify-port.ts'

const portsAtOnce = 24

/** Finds out what speaks on each open port: the protocol, whether TLS is around it, and how it introduces itself. */
export const identify: Instrument = {
  id: 'identify',
  stage: 'identify',
  title: { ja: '開いているポートで動くものの特定', en: 'What speaks on the open ports' },
  plan: () => [
    {
      instrument: 'identify',
      what: {
        ja: '開いているポートごとに、最初の応答（バナー）を受け取り、HTTP・TLS・RTSP・MQTT などで短く問い合わせる（ログインはしない）',
        en: 'On each open port: listening to its greeting, and a short word in HTTP, TLS, RTSP, MQTT and others; no login',
      },
      packets: 400,
      tries: 0,
      seconds: 2,
    },
  ],
  run: (bench) =>
    asTheyCome(
      [...Map.groupBy(openPorts(bench), ({ port }) => port).values()].map((ways) => () => lookAll(bench, ways)),
      portsAtOnce,
    ),
}

/** One port under all its addresses, one after the other: behind them may be one service that has room for one visitor. */
async function* lookAll(bench: Bench, ways: readonly OpenPort[]): AsyncGenerator<Observation> {
  let before: Protocol | undefined
  for (const [i, way] of ways.entries())
    for await (const one of look(bench, way, i === 0 ? '' : `/${way.address}`, before)) {
      if (one.seen.kind === 'service') before = one.seen.protocol
      yield one
    }
}

interface OpenPort {
  readonly port: number
  readonly address: AddressKind
}

/** Every port that is open under any address, under each where it is, the primary one first: another program may listen under each. */
export function openPorts({ observed, target }: Pick<Bench, 'observed' | 'target'>): readonly OpenPort[] {
  const found = ofKind(observed, 'port-scan').flatMap(({ address = target.primary, seen }) =>
    seen.open.map((port) => ({ port, address })),
  )
  const rank = ({ address }: OpenPort) => (address === target.primary ? -1 : addressKinds.indexOf(address))
  return found.toSorted((a, b) => a.port - b.port || rank(a) - rank(b))
}

/** Services whose greeting names the program that speaks; web pages are read by an instrument of their own. */
const greets: ReadonlySet<Protocol> = new Set([
  'ssh',
  'ftp',
  'ftps',
  'rtsp',
  'rtsps',
  'telnet',
  'smtp',
  'pop3',
  'imap',
  'adb',
  'unknown',
])

/** Services that take in software, or files that may be it. */
const updateServices: Partial<Record<Protocol, { readonly mechanism: string; readonly certain: boolean }>> = {
  adb: { mechanism: 'adb', certain: true }, // installs programs by design
  ftp: { mechanism: 'ftp', certain: false },
  ftps: { mechanism: 'ftp', certain: false },
}

async function* look(
  bench: Bench,
  { port, address }: OpenPort,
  aside: string,
  before: Protocol | undefined, // what spoke on this port under another address
): AsyncGenerator<Observation> {
  const began = bench.clock()
  const { protocol, tls, banner, trouble } = await identifyPort(bench, port, address, before)
  const at = { address, endpoint: `tcp/${port}` }
  const update = updateServices[protocol]
  const tells: readonly Observation[] = [
    ...told(bench, protocol, banner ?? '').map(({ token, where, said }, n) =>
      noted(bench, began, {
        ...at,
        id: `service/tcp/${port}${aside}/told/${n + 1}`,
        seen: { kind: 'disclosure', token, where, said: tamed(said) },
      }),
    ),
    ...(update === undefined
      ? []
      : [
          noted(bench, began, {
            ...at,
            id: `service/tcp/${port}${aside}/update`,
            seen: { kind: 'update-interface', ...update, where: at.endpoint, said: tamed(banner ?? '') },
          }),
        ]),
  ]
  // What was told first: a service on record has told nothing more, also in a run that was stopped.
  yield* tells
  yield noted(bench, began, {
    ...at,
    id: `service/tcp/${port}${aside}`,
    seen: { kind: 'service', protocol, tls, ...(banner && { banner: tamed(banner) }), told: tells.length },
    ...(trouble && { completeness: 'none', trouble }),
  })
}

function told({ declared }: Bench, protocol: Protocol, banner: string) {
  if (!greets.has(protocol)) return []
  const { model } = declared.information
  const text = protocol === 'rtsp' || protocol === 'rtsps' ? (/server: ?([^;]+)/i.exec(banner)?.[1] ?? '') : banner
  const words = protocol === 'ssh' ? text.replace(/^SSH-[\d.]+-/, '') : text
  const programs = protocol === 'ssh' || protocol === 'rtsp' || protocol === 'rtsps' || namesVersion(words)
  return toldByText(words, 'greeting', { model, software: programs && words !== '' })
}
