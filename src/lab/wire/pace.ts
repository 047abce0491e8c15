import { caps } from '../caps.ts'

/** How fast a device is spoken to: `turn` waits until the next connection may be opened. */
export interface Pace {
  turn(signal: AbortSignal): Promise<void>
}

/** A token bucket: at most `perSecond` connections a second on average, and `burst` at once. */
export function paceOf({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }): Pace {
  const rate = Math.min(perSecond, caps.connectionsPerSecond)
  let tokens = burst
  let last = performance.now()
  return {
    async turn(signal) {
      for (;;) {
        const now = performance.now()
        tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate)
        last = now
        if (tokens >= 1 || signal.aborted) {
          tokens -= 1
          return
        }
        await new Promise((done) => setTimeout(done, Math.max(1, ((1 - tokens) / rate) * 1000)))
      }
    },
  }
}
