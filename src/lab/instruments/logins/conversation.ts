import type { Socket } from 'node:net'
import { caps } from '../../caps.ts'
import { DialError } from '../../wire/dial.ts'
import { secured } from '../../wire/secured.ts'
import { type Door, type LoginWay, portOf } from './login.ts'

/** Opens the connection of a login, with TLS where its endpoint has it. */
export async function connectTo(door: Door, way: Pick<LoginWay, 'endpoint' | 'address' | 'tls'>): Promise<Socket> {
  const socket = await door.dial.tcp(portOf(way.endpoint), { ...(way.address && { address: way.address }) })
  if (!way.tls) return socket
  const over = await secured(socket)
  if (over.ok) return over.value
  throw new DialError(over.fault.code === 'tls-no-answer' ? 'no-answer' : 'refused')
}

/** Why listening ended. `quiet`: something was said, and then nothing for a while. */
export type Heard = 'enough' | 'quiet' | 'closed' | 'full' | 'time'

/** A talk by turns over an open socket: telnet, FTP, RTSP. What was heard is kept until it is taken. */
export interface Conversation {
  say(text: string | Uint8Array): void
  /** Listens until there is enough. `quietMs` ends it when that long nothing came after something had; it may depend on what came. */
  hear(
    enough: (text: string) => boolean,
    within: { readonly timeoutMs: number; readonly quietMs?: (text: string) => number },
  ): Promise<{ readonly text: string; readonly ended: Heard; readonly at: number }>
  readonly closed: boolean
  close(): void
}

/** How bytes become text, and what has to be answered at once (telnet's options). */
export type Ear = (chunk: Buffer) => { readonly text: string; readonly reply?: Uint8Array }
const plainEar: Ear = (chunk) => ({ text: chunk.toString('latin1') })

const mostHeard = 65_536 // characters kept of one turn; a flood is as good as none

export function conversationOver(socket: Socket, ear: Ear = plainEar): Conversation {
  let heard = ''
  let total = 0
  let closed = socket.destroyed
  let last = performance.now()
  let listener: (() => void) | undefined
  socket.on('data', (chunk: Buffer) => {
    const { text, reply } = ear(chunk)
    total += chunk.length
    if (reply && !socket.destroyed) socket.write(reply)
    if (text !== '') last = performance.now()
    heard = (heard + text).slice(0, mostHeard)
    if (total > caps.bytesPerConnection) socket.destroy()
    listener?.()
  })
  socket.on('error', () => {})
  socket.once('close', () => {
    closed = true
    listener?.()
  })
  socket.resume()
  return {
    say: (text) => {
      if (!socket.destroyed) socket.write(typeof text === 'string' ? Buffer.from(text, 'utf8') : text)
    },
    hear: (enough, { timeoutMs, quietMs }) =>
      new Promise((resolve) => {
        const until = performance.now() + timeoutMs
        let timer: NodeJS.Timeout | undefined
        const finish = (ended: Heard) => {
          clearTimeout(timer)
          listener = undefined
          const text = heard
          heard = ''
          resolve({ text, ended, at: last })
        }
        const look = () => {
          clearTimeout(timer)
          const now = performance.now()
          if (enough(heard)) return finish('enough')
          if (closed) return finish('closed')
          if (heard.length >= mostHeard) return finish('full')
          if (now >= until) return finish('time')
          const hush = quietMs !== undefined && heard.trim() !== '' ? last + quietMs(heard) : Number.POSITIVE_INFINITY
          if (now >= hush) return finish('quiet')
          // Sockets are looked at before a silence is believed (lab.md §4.1).
          timer = setTimeout(
            () => setImmediate(() => setImmediate(() => listener?.())),
            Math.min(until, hush) - now + 1,
          )
        }
        listener = look
        look()
      }),
    get closed() {
      return closed
    },
    close: () => socket.destroy(),
  }
}
