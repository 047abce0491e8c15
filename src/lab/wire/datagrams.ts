import { createSocket, type Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { DialError, type DialTrouble, troubleOf } from './dial-error.ts'

/** UDP that listens to the device alone. It is not connected: TFTP answers from a new port. */
export interface Datagrams {
  send(port: number, packet: Uint8Array): Promise<void>
  /** The next packet from the device, or undefined after that time. A refusal (ICMP) throws DialError('refused'). */
  next(timeoutMs: number): Promise<{ readonly port: number; readonly packet: Uint8Array } | undefined>
  close(): void
}

export interface DatagramsGiven {
  readonly hosts: readonly string[] // whose packets are taken: the pinned addresses
  readonly to: string // where packets go: one of them, or a group they belong to
  readonly connectedTo?: number
  readonly signal: AbortSignal
  readonly spent: { bytes: number }
}

const packetsKept = 100 // more are dropped: a device that floods gains nothing
const bare = (address: string) => address.replace(/%.*$/, '').replace(/^::ffff:/, '')
const kindOf = (address: string) => (address.includes(':') ? 'udp6' : 'udp4')

/** Makes one UDP conversation out of sockets that are open already. The first one sends. */
export function datagramsOver(
  sockets: readonly [Socket, ...Socket[]],
  { hosts, to, connectedTo, signal, spent }: DatagramsGiven,
): Datagrams {
  const waiting: { port: number; packet: Uint8Array }[] = []
  const device = new Set(hosts.map(bare))
  let trouble: DialTrouble | undefined
  let closed = false
  let wake: (() => void) | undefined
  const close = () => {
    signal.removeEventListener('abort', close)
    wake?.()
    if (closed) return
    closed = true
    for (const socket of sockets) socket.close()
  }
  for (const socket of sockets) {
    socket.on('message', (packet, from) => {
      if (!device.has(bare(from.address)) || waiting.length >= packetsKept) return // nobody else is listened to
      spent.bytes += packet.length
      waiting.push({ port: from.port, packet })
      wake?.()
    })
    socket.on('error', (error) => {
      trouble = troubleOf(error) // 'refused' by ICMP; a host that cannot be reached has refused nothing
      wake?.()
    })
  }
  signal.addEventListener('abort', close)
  return {
    send: (port, packet) =>
      new Promise((done, fail) => {
        if (signal.aborted || closed) return fail(new DialError('stopped'))
        const sent = (error: Error | null) => (error ? fail(new DialError(troubleOf(error))) : done())
        if (connectedTo === undefined) sockets[0].send(packet, port, to, sent)
        else sockets[0].send(packet, sent)
      }),
    next: async (timeoutMs) => {
      if (waiting.length === 0 && trouble === undefined && !signal.aborted && !closed)
        await new Promise<void>((done) => {
          const finish = () => {
            clearTimeout(timer)
            wake = undefined
            done()
          }
          // As in dial.ts: a loop that is late looks at its sockets before it says that nothing came.
          const timer = setTimeout(() => setImmediate(() => setImmediate(finish)), timeoutMs)
          wake = finish
        })
      if (signal.aborted) throw new DialError('stopped')
      const first = waiting.shift()
      if (first === undefined && trouble !== undefined) throw new DialError(trouble)
      return first
    },
    close,
  }
}

/** A socket to one port of a host. Connected, so that the kernel hands over a refusal. */
export async function connectedSocket(host: string, port: number): Promise<Socket> {
  const socket = createSocket(kindOf(host))
  const failed = await new Promise<Error | undefined>((done) => {
    socket.once('error', done)
    socket.connect(port, host, (error?: Error) => done(error))
  })
  if (failed === undefined) {
    socket.removeAllListeners('error')
    return socket
  }
  socket.close()
  throw new DialError('unreachable')
}

/**
 * Sockets for a multicast group on the link through which a host is reached: one to ask from, and one that hears what is answered
 * to the whole group. A question never leaves the link.
 */
export async function groupSockets(host: string, group: string, port: number): Promise<[Socket, ...Socket[]]> {
  const probe = await connectedSocket(host, port)
  const local = probe.address().address
  probe.close()
  const zone = host.split('%')[1] ?? interfaceOf(local)
  const link = kindOf(host) === 'udp4' ? local : `::%${zone}`
  const asking = createSocket(kindOf(host))
  await bound(asking, 0)
  asking.setMulticastTTL(1)
  asking.setMulticastInterface(link)
  const hearing = createSocket({ type: kindOf(host), reuseAddr: true })
  try {
    await bound(hearing, port)
    hearing.addMembership(group, link)
    return [asking, hearing]
  } catch {
    hearing.close() // another program keeps that port: what is answered to us alone still comes
    return [asking]
  }
}

const bound = (socket: Socket, port: number) =>
  new Promise<void>((done, fail) => {
    socket.once('error', fail)
    socket.bind({ port, exclusive: false }, () => {
      socket.removeListener('error', fail)
      done()
    })
  })

const interfaceOf = (local: string): string =>
  Object.entries(networkInterfaces()).find(([, all]) => all?.some(({ address }) => address === bare(local)))?.[0] ?? ''
