import { generate, type IConnackPacket, type ISubackPacket, type Packet, parser } from 'mqtt-packet'
import { readSome } from '../../wire/read.ts'
import { connectTo } from './conversation.ts'
import { type Attempt, type Door, guarded, type Login, type LoginWay, nonsense, type Tried, tryMs } from './login.ts'

/** What a broker said to a CONNECT, and to a subscription where one was asked for. */
export interface MqttAnswer {
  readonly code: number | 'none' // return code of 3.1.1, reason code of 5
  readonly version: 4 | 5
  readonly subscribed?: boolean
  readonly ms: number
}

type At = Pick<LoginWay, 'endpoint' | 'address' | 'tls'>

/** One CONNECT, clean and short. `subscribeTo` asks for messages as well; nothing is ever published. */
export async function mqttConnect(
  door: Door,
  way: At,
  { attempt, version, subscribeTo }: { attempt?: Attempt; version: 4 | 5; subscribeTo?: string },
): Promise<MqttAnswer> {
  const socket = await connectTo(door, way)
  socket.on('error', () => {})
  try {
    socket.write(
      generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: version,
        clean: true,
        clientId: `hoshirushi-${nonsense(door, 8)}`,
        keepalive: 30,
        ...(attempt && { username: attempt.user, password: Buffer.from(attempt.password, 'utf8') }),
      }),
    )
    const began = performance.now()
    const ack = await packetOf(socket, 'connack', version, tryMs)
    const ms = Math.round(performance.now() - began)
    const code = ack === undefined ? 'none' : codeOf(ack as IConnackPacket, version)
    if (code !== 0 || subscribeTo === undefined) return { code, version, ms }
    const subscription = { topic: subscribeTo, qos: 0 as const }
    socket.write(
      generate({ cmd: 'subscribe', messageId: 1, subscriptions: [subscription] } as Packet, {
        protocolVersion: version,
      }),
    )
    const granted = (await packetOf(socket, 'suback', version, 3_000)) as ISubackPacket | undefined
    const [first] = (granted?.granted ?? []) as readonly (number | { qos: number })[]
    const qos = typeof first === 'object' ? first.qos : first
    return { code, version, ms, subscribed: qos !== undefined && qos < 0x80 }
  } finally {
    socket.destroy()
  }
}

const codeOf = (ack: IConnackPacket, version: 4 | 5): number =>
  (version === 5 ? (ack.reasonCode ?? ack.returnCode) : (ack.returnCode ?? ack.reasonCode)) ?? 255

async function packetOf(
  socket: Parameters<typeof readSome>[0],
  cmd: string,
  version: 4 | 5,
  timeoutMs: number,
): Promise<Packet | undefined> {
  let found: Packet | undefined
  let fed = 0
  let broken = false
  const reader = parser({ protocolVersion: version })
  reader.on('packet', (packet: Packet) => {
    if (packet.cmd === cmd) found ??= packet
  })
  reader.on('error', () => {
    broken = true
  })
  await readSome(socket, {
    atMost: 65_536,
    timeoutMs,
    until: (sofar) => {
      try {
        if (!broken) reader.parse(sofar.subarray(fed))
      } catch {
        broken = true
      }
      fed = sofar.length
      return broken || found !== undefined
    },
  })
  return found
}

/** The version a broker speaks: 3.1.1 if it answers that, as most devices do; else 5. */
export async function mqttVersion(
  door: Door,
  way: At,
): Promise<{ readonly version: 4 | 5; readonly first: MqttAnswer }> {
  const old = await mqttConnect(door, way, { version: 4 })
  if (old.code !== 1 && old.code !== 'none') return { version: 4, first: old }
  const first = await mqttConnect(door, way, { version: 5 })
  return first.code === 'none' || first.code === 1 || first.code === 0x84
    ? { version: 4, first: old }
    : { version: 5, first }
}

/** MQTT by user name and password (3.1.1: 3.1.3.4; 5: 3.1.3.5). */
export function mqttLogin(door: Door, way: LoginWay): Login {
  let version: 4 | 5 | undefined
  return {
    try: (attempt) =>
      guarded(door, async () => {
        version ??= (await mqttVersion(door, way)).version
        return judged(await mqttConnect(door, way, { attempt, version }))
      }),
    close: () => {},
  }
}

/** What a CONNACK means for a try. */
export function judged({ code, version, ms }: MqttAnswer): Tried {
  if (code === 'none') return { answer: 'unclear', ms, status: 'no-connack' }
  const status = `connack ${code}`
  if (code === 0) return { answer: 'accepted', ms, status }
  if (version === 4)
    return { answer: code === 4 || code === 5 ? 'rejected' : code === 3 ? 'throttled' : 'unclear', ms, status }
  if (code === 0x86 || code === 0x87) return { answer: 'rejected', ms, status }
  if (code === 0x8a) return { answer: 'locked', ms, status } // banned
  return { answer: [0x88, 0x89, 0x97, 0x9f].includes(code) ? 'throttled' : 'unclear', ms, status } // unavailable, busy, quota, rate
}
