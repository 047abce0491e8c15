import { caps } from '../caps.ts'

/** How fast a device is spoken to: `turn` waits until the next connection may be opened. */
export interface Pace {
  /** Takes a turn if there is one right now. */
  take(): boolean
  turn(signal: AbortSignal): Promise<void>
}

/** A token bucket: at most `perSecond` connections a second on average, and `burst` at once. */
export function paceOf({
  perSecond,
  burst,
  atMost = caps.connectionsPerSecond,
}: {
  readonly perSecond: number
  readonly burst: number
  readonly atMost?: number
}): Pace {
  const rate = Math.min(perSecond, atMost)
  let tokens = burst
  let last = performance.now()
  const take = () => {
    const now = performance.now()
    tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate)
    last = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
  return {
    take,
    async turn(signal) {
      for (;;) {
        if (take() || signal.aborted) return
        await new Promise((done) => setTimeout(done, Math.max(1, ((1 - tokens) / rate) * 1000)))
      }
    },
  }
}
