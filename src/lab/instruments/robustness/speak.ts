import type { Socket } from 'node:net'
import type { Bench } from '../../bench.ts'
import { DialError } from '../../wire/dial.ts'
import { readSome } from '../../wire/read.ts'
import { secured } from '../../wire/secured.ts'
import { familyOf } from './messages.ts'
import type { StressedService } from './services.ts'
import { templates } from './templates.ts'

/** How a service answers a proper question. `mute`: it takes the connection and says nothing. */
export type State = 'answers' | 'mute' | 'silent' | 'refused'

/** Protocols whose server speaks first: to connect is the question. */
const speaksFirst = new Set(['ssh', 'ftp', 'telnet'])
/** Whether a visitor is greeted: to be sent a message is then to have been seen alive, and spends one visit instead of two. */
export const greets = ({ protocol, transport }: StressedService): boolean =>
  transport === 'tcp' && speaksFirst.has(familyOf(protocol))

const greetedWithin = 2_000 // ms

/** Asks a service something proper, as any client would, and waits for its first byte. */
export async function ask(bench: Bench, service: StressedService, timeoutMs = greetedWithin): Promise<State> {
  const { proper } = templates[familyOf(service.protocol)]!
  if (service.transport === 'udp') {
    const each = timeoutMs / 2
    let answered = await datagram(bench, service, bytesOf(proper), each)
    if (answered === 'nothing') answered = await datagram(bench, service, bytesOf(proper), each) // a datagram may get lost
    return answered === 'nothing' ? 'silent' : answered
  }
  const socket = await open(bench, service)
  if (typeof socket === 'string') return socket
  try {
    if (!greets(service)) socket.write(framed(service, bytesOf(proper)))
    return await firstByte(socket, timeoutMs)
  } finally {
    socket.destroy()
  }
}

const firstByte = async (socket: Socket, timeoutMs: number): Promise<State> => {
  const { bytes } = await readSome(socket, { until: (b) => b.length > 0, atMost: 4_096, timeoutMs })
  return bytes.length > 0 ? 'answers' : 'mute'
}

/**
 * Sends one message and ends there; what the service says to it is its own affair. Tells only where it could not be sent; `greeted`:
 * only to a service that greets first.
 */
export async function send(
  bench: Bench,
  service: StressedService,
  message: Uint8Array,
  greeted: boolean,
): Promise<State> {
  if (service.transport === 'udp') {
    const answered = await datagram(bench, service, message, 10)
    return answered === 'refused' ? 'refused' : 'answers'
  }
  const socket = await open(bench, service)
  if (typeof socket === 'string') return socket
  try {
    if (greeted) {
      const state = await firstByte(socket, greetedWithin)
      if (state !== 'answers') return state
    }
    socket.end(framed(service, message)) // its end is told as well: a service that waits for more need not wait long
    await readSome(socket, { until: () => false, atMost: 65_536, timeoutMs: 250 })
    return 'answers'
  } finally {
    socket.destroy()
  }
}

async function open(
  bench: Bench,
  { port, tls, address }: StressedService,
): Promise<Socket | Exclude<State, 'answers'>> {
  const socket = await bench.dial.tcp(port, { ...(address && { address }) }).catch((error: unknown) => {
    if (!(error instanceof DialError) || error.trouble === 'stopped' || error.trouble === 'spent') throw error
    return error.trouble === 'refused' ? ('refused' as const) : ('silent' as const)
  })
  if (typeof socket === 'string') return socket
  socket.on('error', () => {})
  if (!tls) return socket
  const over = await secured(socket, { timeoutMs: 4_000 })
  if (bench.signal.aborted) throw new DialError('stopped')
  return over.ok ? over.value.on('error', () => {}) : 'mute'
}

async function datagram(
  bench: Bench,
  { port, protocol, address }: StressedService,
  packet: Uint8Array,
  timeoutMs: number,
) {
  const answersHere = protocol !== 'tftp' // it answers from another port (RFC 1350, 4)
  const socket = await bench.dial.udp({ ...(answersHere && { connectedTo: port }), ...(address && { address }) })
  try {
    await socket.send(port, packet)
    return (await socket.next(timeoutMs)) === undefined ? ('nothing' as const) : ('answers' as const)
  } catch (error) {
    if (error instanceof DialError && error.trouble === 'refused') return 'refused' as const
    if (error instanceof DialError && error.trouble === 'unreachable') return 'nothing' as const
    throw error
  } finally {
    socket.close()
  }
}

/** Over TCP a message of DNS is preceded by its length (RFC 1035, 4.2.2). */
const framed = ({ protocol }: StressedService, message: Uint8Array): Uint8Array =>
  protocol === 'dns' ? Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]) : message

const bytesOf = (from: string | Uint8Array): Uint8Array =>
  typeof from === 'string' ? Buffer.from(from, 'latin1') : from
