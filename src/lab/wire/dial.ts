import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { caps } from '../caps.ts'
import type { AddressKind } from '../observation.ts'
import type { Target } from '../target.ts'
import { connectedSocket, type Datagrams, datagramsOver, groupSockets } from './datagrams.ts'
import { DialError, type DialTrouble, troubleOf } from './dial-error.ts'
import { socketsAtMost } from './open-files.ts'
import type { Pace } from './pace.ts'
import { type PortAnswer, prober } from './probe.ts'
import type { SweepBounds } from './sweep.ts'
import { type Sweeping, sweepInThread } from './sweeping.ts'

// The only door to the device: instruments open no socket of their own (tests/floors). It holds them to the pinned host, to the
// caps and to the cancel token.

export type { Datagrams } from './datagrams.ts'
export { DialError, type DialTrouble, dialTroubles } from './dial-error.ts'

export interface DialOptions {
  readonly address?: AddressKind // absent: the primary one
  readonly timeoutMs?: number // until connected; 3000
}

/** A group of each family, both of the same protocol. */
export interface MulticastGroup extends Pick<DialOptions, 'address'> {
  readonly ipv4: string // '224.0.0.251'
  readonly ipv6: string // 'ff02::fb'
  readonly port: number
}

export interface Dial {
  /** Connects to a TCP port of the device. The socket is cut off when the run stops or a cap is reached. */
  tcp(port: number, options?: DialOptions): Promise<Socket>
  /** Asks whether a TCP port is open, and says nothing. */
  probe(port: number, options?: DialOptions): Promise<PortAnswer>
  /** Asks a long row of TCP ports, each once; true at the end: the device wavered, and silence may be loss. */
  sweep(
    ports: readonly number[],
    bounds: SweepBounds,
    heard: Sweeping['heard'],
    options?: Pick<DialOptions, 'address'>,
  ): Promise<boolean>
  udp(options?: Pick<DialOptions, 'address'> & { readonly connectedTo?: number }): Promise<Datagrams>
  /** Asks a multicast group on the device's link. Everybody there hears the question; only the device's answers are taken. */
  multicast(group: MulticastGroup): Promise<Datagrams>
  /** How many bytes were received so far, and how many connections were tried. */
  readonly spent: { readonly bytes: number; readonly connections: number }
}

/** Opens the door to one target. */
export function dialTo(target: Target, { signal, pace }: { readonly signal: AbortSignal; readonly pace: Pace }): Dial {
  const spent = { bytes: 0, connections: 0 }
  const open = new Set<Socket>()
  const addressOf = (kind: AddressKind | undefined): string => {
    const address = target.addresses[kind ?? target.primary]
    if (address === undefined) throw new DialError('unreachable')
    return address
  }
  const probes = prober()
  signal.addEventListener('abort', () => {
    for (const socket of open) socket.destroy()
    probes.stop()
  })

  async function probe(port: number, { address, timeoutMs = 3_000 }: DialOptions = {}): Promise<PortAnswer> {
    const host = addressOf(address)
    await pace.turn(signal)
    if (signal.aborted) throw new DialError('stopped')
    spent.connections++
    const answer = await new Promise<PortAnswer>((answered) => probes.ask(host, port, timeoutMs, answered))
    if (signal.aborted) throw new DialError('stopped')
    return answer
  }

  function sweep(...[ports, bounds, heard, { address } = {}]: Parameters<Dial['sweep']>): Promise<boolean> {
    spent.connections += ports.length
    const sockets = socketsAtMost()
    const within: SweepBounds = {
      ...bounds,
      atOnce: Math.min(bounds.atOnce, caps.probesAtOnce, sockets),
      silentAtOnce: Math.min(bounds.silentAtOnce, caps.probesAtOnce, sockets),
      perSecond: Math.min(bounds.perSecond, caps.probesPerSecond),
    }
    const asked = { host: addressOf(address), ports, bounds: within, signal, heard }
    return sweepInThread(asked, () => new DialError('stopped'))
  }

  async function tcp(port: number, { address, timeoutMs = 3_000 }: DialOptions = {}): Promise<Socket> {
    const host = addressOf(address)
    await pace.turn(signal)
    if (signal.aborted) throw new DialError('stopped')
    if (spent.bytes > caps.bytesPerRun) throw new DialError('spent')
    spent.connections++
    return new Promise<Socket>((resolve, reject) => {
      const socket = connect({ host, port, autoSelectFamily: false, noDelay: true })
      open.add(socket)
      let settled = false
      let timer: NodeJS.Timeout | undefined
      const refuse = (trouble: DialTrouble) => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        socket.destroy()
        reject(new DialError(trouble))
      }
      // A loop that is late fires timers before it looks at sockets, and an open port would be taken for a silent one. So the
      // verdict waits until the sockets were looked at twice (lab.md §4.1).
      timer = setTimeout(() => setImmediate(() => setImmediate(() => refuse('no-answer'))), timeoutMs)
      let received = 0
      socket.on('data', (chunk) => {
        received += chunk.length
        spent.bytes += chunk.length
        if (received > caps.bytesPerConnection || spent.bytes > caps.bytesPerRun) socket.destroy(new DialError('spent'))
      })
      socket.pause()
      socket.once('connect', () => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        socket.setTimeout(0)
        resolve(socket)
      })
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (!settled) refuse(signal.aborted ? 'stopped' : troubleOf(error))
      })
      socket.once('close', () => {
        open.delete(socket)
        spent.bytes += Math.max(0, socket.bytesRead - received) // TLS takes its bytes off below the socket
        if (!settled) refuse(signal.aborted ? 'stopped' : 'refused')
      })
    })
  }

  async function udp({ address, connectedTo }: Parameters<Dial['udp']>[0] = {}): Promise<Datagrams> {
    const host = addressOf(address)
    if (signal.aborted) throw new DialError('stopped')
    const socket =
      connectedTo === undefined
        ? createSocket(host.includes(':') ? 'udp6' : 'udp4')
        : await connectedSocket(host, connectedTo)
    return datagramsOver([socket], { hosts: [host], to: host, connectedTo, signal, spent })
  }

  async function multicast({ ipv4, ipv6, port, address }: MulticastGroup): Promise<Datagrams> {
    const host = addressOf(address)
    if (signal.aborted) throw new DialError('stopped')
    const group = host.includes(':') ? ipv6 : ipv4
    if (!/^(224\.0\.0\.|239\.255\.255\.|ff02:)/.test(group)) throw new Error(`${group} is no group of one link`)
    const sockets = await groupSockets(host, group, port)
    return datagramsOver(sockets, { hosts: Object.values(target.addresses), to: group, signal, spent })
  }
  return { tcp, probe, sweep, udp, multicast, spent }
}
