import type { Bench } from '../../bench.ts'
import { DialError, type DialTrouble } from '../../wire/dial.ts'
import { readSome } from '../../wire/read.ts'
import { type KexInit, kexInitPayload, packetOf, readBanner, readKexInit, readPacket, sshBounds } from './kexinit.ts'
import { answerTo, keyInAnswer, type Opening, openingFor } from './key-exchange.ts'

/** Why a connection did not give all that was asked. */
export type VisitTrouble =
  | DialTrouble
  | 'closed'
  | 'timed-out'
  | 'not-ssh'
  | 'malformed'
  | 'oversized'
  | 'version-1-only'
  | 'no-common-exchange'

/** What one connection gave. */
export interface Visit {
  readonly banner?: string
  readonly lists?: KexInit
  readonly hostKeyName?: string // that was asked for
  readonly hostKey?: Uint8Array
  readonly trouble?: VisitTrouble
}

const ours = 'SSH-2.0-Hoshirushi\r\n'

/**
 * One connection: reads what a server announces, and the host key of the kind that `choose` picks from that. A server counts whoever
 * leaves without logging in (OpenSSH from 9.8: PerSourcePenalties), so the announcement and the first key come out of one.
 */
export async function visit(
  bench: Pick<Bench, 'dial' | 'signal' | 'random'>,
  port: number,
  choose: (lists: KexInit) => string | undefined,
  timeoutMs = 10_000,
): Promise<Visit> {
  let seen: Visit = {}
  try {
    const socket = await bench.dial.tcp(port)
    const until = performance.now() + timeoutMs
    let buffered: Uint8Array = Buffer.alloc(0)
    /** Reads on until `parse` has what it wants. */
    const next = async <T>(parse: (bytes: Uint8Array) => T | 'more'): Promise<T> => {
      for (;;) {
        const parsed = parse(buffered)
        if (parsed !== 'more') return parsed as T
        const room = sshBounds.greeting + sshBounds.packet - buffered.length
        if (room <= 0) throw new Trouble('oversized')
        const { bytes, ended } = await readSome(socket, {
          atMost: room,
          timeoutMs: Math.max(1, until - performance.now()),
          until: (more) => parse(Buffer.concat([buffered, more])) !== 'more',
        })
        if (bench.signal.aborted) throw new DialError('stopped')
        buffered = Buffer.concat([buffered, bytes])
        if (ended === 'enough' || (bytes.length > 0 && parse(buffered) !== 'more')) continue
        if (ended !== 'full') throw new Trouble(ended === 'time' ? 'timed-out' : 'closed')
      }
    }
    const nextPayload = async (): Promise<Uint8Array> => {
      for (let i = 0; i < 50; i++) {
        const packet = await next(readPacket)
        if (packet === 'malformed') throw new Trouble('malformed')
        buffered = packet.rest
        const type = packet.payload[0]
        if (type === 1) throw new Trouble('closed') // DISCONNECT
        if (type !== 2 && type !== 3 && type !== 4) return packet.payload // IGNORE, UNIMPLEMENTED, DEBUG
      }
      throw new Trouble('malformed')
    }
    try {
      socket.write(ours)
      const greeting = await next(readBanner)
      if (greeting === 'not-ssh') throw new Trouble('not-ssh')
      seen = { banner: greeting.banner }
      buffered = greeting.rest
      if (/^SSH-1\.(?!99)/.test(greeting.banner)) throw new Trouble('version-1-only')
      const lists = readKexInit(await nextPayload())
      if (lists === undefined) throw new Trouble('malformed')
      seen = { ...seen, lists }
      const hostKeyName = choose(lists)
      const opening = openingFor(lists, bench.random)
      if (hostKeyName === undefined) return seen
      seen = { ...seen, hostKeyName }
      if (opening === undefined) throw new Trouble('no-common-exchange')
      const send = (payload: Uint8Array) => socket.write(packetOf(payload))
      send(kexInitPayload(answerTo(lists, opening.method, hostKeyName), bench.random(16)))
      const hostKey = keyInAnswer(await halfExchange(opening, send, nextPayload))
      if (hostKey === undefined) throw new Trouble('malformed')
      return { ...seen, hostKey }
    } finally {
      socket.destroy()
    }
  } catch (error) {
    if (error instanceof Trouble) return { ...seen, trouble: error.trouble }
    if (error instanceof DialError && error.trouble !== 'stopped' && error.trouble !== 'spent')
      return { ...seen, trouble: error.trouble }
    throw error
  }
}

async function halfExchange(
  opening: Opening,
  send: (payload: Uint8Array) => void,
  nextPayload: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  send(opening.first)
  for (let i = 0; i < 5; i++) {
    const payload = await nextPayload()
    if (payload[0] === opening.keyIn) return payload
    if (payload[0] === 31 && opening.second) send(opening.second)
  }
  throw new Trouble('malformed')
}

class Trouble extends Error {
  override readonly name = 'Trouble'
  readonly trouble: VisitTrouble
  constructor(trouble: VisitTrouble) {
    super(trouble)
    this.trouble = trouble
  }
}
