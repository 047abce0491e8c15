import { type Pace, paceOf } from './pace.ts'
import type { PortAnswer, Prober } from './probe.ts'

/** How a row of ports is asked. */
export interface SweepBounds {
  readonly timeoutMs: number
  readonly atOnce: number
  readonly silentAtOnce: number // reached step by step, where most of what is asked stays silent
  readonly perSecond: number
  readonly known: readonly number[] // ports that were open before
}

/** Ports whose services count connections against an attacker are asked last when a known port is needed. */
const touchy = new Set([21, 22, 23, 2222, 2323])
/** Open ports in the order in which they may be asked once more. */
export const gentleFirst = (ports: readonly number[]): readonly number[] =>
  ports.toSorted((a, b) => Number(touchy.has(a)) - Number(touchy.has(b)) || a - b)

/** A known port is not asked more often than this, so that it is not worn out. */
const steadyEveryMs = 1_500
const triesAtMost = 4 // of a port that this machine could not ask, for want of sockets
const doubtsAtMost = 3 // a port that limits connections must not slow down the whole sweep

/**
 * Asks every port once. A device that answers is asked little at a time. Silence costs a device nothing and costs us time, so where
 * most stays silent more is asked at once, as long as the device answers where it did before. True at the end: once or more it did
 * not; then packets are lost, and a silent port may be an open one.
 */
export function sweep(
  ports: ArrayLike<number>,
  { timeoutMs, atOnce, silentAtOnce, perSecond, known }: SweepBounds,
  ask: (port: number, timeoutMs: number, tell: (answer: PortAnswer) => void) => ReturnType<Prober['ask']>,
  heard: (port: number, answer: PortAnswer) => void,
): Promise<boolean> {
  const pace: Pace = paceOf({ perSecond, burst: Math.max(atOnce, perSecond / 50), atMost: perSecond })
  const never = new AbortController().signal // a sweep is cut off as a whole, with the thread it runs in
  const open = [...known]
  const left: number[] = [] // to be asked again
  const tries = new Map<number, number>()
  let [limit, ceiling, active, next] = [atOnce, Math.max(atOnce, silentAtOnce), 0, 0]
  let window = { answered: 0, silent: 0 }
  let [wavered, doubted, doubts, turn, asking, held] = [false, false, 0, 0, false, false]
  let askedSteadyAt = Number.NEGATIVE_INFINITY

  return new Promise((resolve) => {
    const more = () => next < ports.length || left.length > 0
    const startNext = () => start(next < ports.length ? ports[next++]! : left.shift()!)
    const go = () => {
      while (active < limit && more() && !held) {
        if (!pace.take()) {
          held = true
          void pace.turn(never).then(() => {
            held = false
            startNext()
            go()
          })
        } else startNext()
      }
      if (active === 0 && !more() && !asking && !held) resolve(wavered)
    }
    const start = (port: number) => {
      active++
      ask(port, timeoutMs, (answer) => {
        active--
        if (answer === 'failed') {
          ceiling = Math.max(1, Math.min(ceiling, Math.floor(active * 0.8)))
          limit = Math.min(limit, ceiling)
          const tried = (tries.get(port) ?? 0) + 1
          tries.set(port, tried)
          if (tried < triesAtMost) {
            left.push(port)
            return void setTimeout(go, tried * 20) // what failed at once fails again at once
          }
        }
        if (answer === 'open') open.push(port)
        if (answer === 'silent') window.silent++
        else window.answered++
        heard(port, answer)
        if (window.silent + window.answered >= limit) weigh()
        go()
      })
    }
    const weigh = () => {
      const share = window.silent / (window.silent + window.answered)
      window = { answered: 0, silent: 0 }
      if (share < 0.1) limit = Math.min(atOnce, ceiling)
      if (share < 0.5 || asking) return
      const raise = () => {
        limit = Math.max(limit, Math.min(limit * (share > 0.9 ? 4 : 2), ceiling))
      }
      if (open.length === 0 || doubts >= doubtsAtMost) return raise()
      if (performance.now() - askedSteadyAt < steadyEveryMs) {
        if (!doubted) raise()
        return
      }
      askedSteadyAt = performance.now()
      asking = true
      const gentle = gentleFirst(open).slice(0, 4)
      ask(gentle[turn++ % gentle.length]!, timeoutMs, (answer) => {
        asking = false
        doubted = answer === 'silent'
        if (doubted) {
          wavered = true
          doubts++
        } else raise()
        go()
      })
    }
    go()
  })
}
