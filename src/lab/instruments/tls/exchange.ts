import type { Dial, DialTrouble } from '../../wire/dial.ts'
import { DialError } from '../../wire/dial.ts'
import { readSome } from '../../wire/read.ts'
import { alertName, type Flight, flightBounds, readFlight, type ServerHello } from './flight.ts'

/** What one connection gave. `silent`: nothing that answers the question, and that may have any reason. */
export type Answer =
  | { readonly kind: 'chosen'; readonly hello: ServerHello; readonly flight: Flight }
  | { readonly kind: 'refused'; readonly alert: string }
  | { readonly kind: 'silent'; readonly how: Silence }

/** Why a connection gave no answer. */
export const silences = ['closed', 'timed-out', 'not-tls', 'malformed', 'oversized', 'device-alert'] as const
export type Silence = (typeof silences)[number] | DialTrouble

/** How far a flight is read. */
export type Wanted = 'hello' | 'chain' | 'keyMessage'

/** Sends one message and reads what comes, until it is what was wanted or cannot become it. */
export async function exchange(
  dial: Dial,
  signal: AbortSignal,
  {
    port,
    message,
    wanted,
    timeoutMs,
  }: Readonly<{ port: number; message: Uint8Array; wanted: Wanted; timeoutMs: number }>,
): Promise<Answer> {
  const read = await sendAndRead(dial, signal, {
    port,
    message,
    timeoutMs,
    until: (b) => enough(readFlight(b), wanted),
  })
  if (typeof read === 'string') return { kind: 'silent', how: read }
  const flight = readFlight(read.bytes)
  if (flight.wrong && !flight.hello) return { kind: 'silent', how: flight.wrong }
  if (flight.hello) return { kind: 'chosen', hello: flight.hello, flight }
  if (flight.alert) return answerOf(flight.alert.description)
  return {
    kind: 'silent',
    how: { closed: 'closed', time: 'timed-out', full: 'oversized', enough: 'malformed' }[read.ended] as Silence,
  }
}

const enough = (flight: Flight, wanted: Wanted): boolean => flight.done || flight[wanted] !== undefined

// A server that is out of memory or shutting down says so by an alert, too; that is no answer to what was asked.
const answerOf = (description: number): Answer =>
  description === 80 || description === 90
    ? { kind: 'silent', how: 'device-alert' }
    : { kind: 'refused', alert: alertName(description) }

/** One connection: a message out, bounded bytes in. Answers with the trouble where none came about. */
export async function sendAndRead(
  dial: Dial,
  signal: AbortSignal,
  {
    port,
    message,
    timeoutMs,
    until,
  }: Readonly<{ port: number; message: Uint8Array; timeoutMs: number; until: (sofar: Buffer) => boolean }>,
): Promise<Awaited<ReturnType<typeof readSome>> | DialTrouble> {
  try {
    const socket = await dial.tcp(port)
    try {
      socket.write(message)
      const read = await readSome(socket, { atMost: flightBounds.bytes, timeoutMs, until })
      if (signal.aborted) throw new DialError('stopped')
      return read
    } finally {
      socket.destroy()
    }
  } catch (error) {
    if (error instanceof DialError && error.trouble !== 'stopped' && error.trouble !== 'spent') return error.trouble
    throw error
  }
}
