import { type Datagrams, DialError } from '../../wire/dial.ts'
import type { Told } from '../udp/udp-probe.ts'

/** What one way of finding a device brought to light. */
export interface Found {
  readonly answer: 'answered' | 'refused' | 'nothing'
  readonly services: readonly { readonly type: string; readonly port?: number }[]
  readonly tells: readonly Told[]
  readonly updates?: readonly { readonly mechanism: string; readonly certain: boolean; readonly said: string }[]
  readonly trouble?: string
}

export const nothingFound: Found = { answer: 'nothing', services: [], tells: [] }

/** After an answer more may follow; this long, in ms. */
const moreWithinMs = 150

export interface Gathering {
  readonly port: number
  readonly packet: Uint8Array
  readonly waitMs: number
  /** Takes a packet; false where it is no answer to this question. */
  readonly take: (packet: Buffer) => boolean
}

/** Asks, and asks once more after half of the time; then takes what comes until no more comes. True: there was an answer. */
export async function gather(datagrams: Datagrams, { port, packet, waitMs, take }: Gathering): Promise<boolean> {
  for (let half = 0; half < 2; half++) {
    await datagrams.send(port, packet)
    let answered = false
    let until = performance.now() + waitMs / 2
    const last = performance.now() + waitMs
    for (let left = waitMs / 2; left > 0; left = Math.min(until, last) - performance.now()) {
      const next = await datagrams.next(left)
      if (next === undefined) break
      if (!take(Buffer.from(next.packet))) continue
      answered = true
      until = performance.now() + moreWithinMs
    }
    if (answered) return true
  }
  return false
}

/** Opens a conversation, has it, and closes it. A refusal and a place that cannot be reached are answers, not errors. */
export async function conversing(
  open: () => Promise<Datagrams>,
  have: (datagrams: Datagrams) => Promise<Found>,
): Promise<Found> {
  let datagrams: Datagrams | undefined
  try {
    datagrams = await open()
    return await have(datagrams)
  } catch (error) {
    if (!(error instanceof DialError) || error.trouble === 'stopped') throw error
    return error.trouble === 'refused'
      ? { ...nothingFound, answer: 'refused' }
      : { ...nothingFound, trouble: error.trouble }
  } finally {
    datagrams?.close()
  }
}
