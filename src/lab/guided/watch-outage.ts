import type { Watched } from './record.ts'

// Watches one port of a device through an outage. It asks seldom and one port alone: polling every 250 ms used up a device's rate
// limit after a cut, and a recovery that was there looked failed (lab.md 4.4).

/** What one question to the port came to. `refused`: the device is up, the service is not. */
export type PollAnswer = 'answered' | 'refused' | 'silent'

export interface WatchHands {
  readonly endpoint: string
  poll(): Promise<PollAnswer>
  clock(): number // ms, never going back
  pause(ms: number): Promise<void>
  readonly signal: AbortSignal
}

export interface WatchTimes {
  readonly everySeconds: number // 1 at least
  readonly steadySeconds: number
  readonly patienceSeconds: number // after it was given back
  readonly mostSeconds: number // for all of it
}

/** How far the watching is; the display shows it. */
export type WatchPhase = 'before' | 'waiting-for-cut' | 'away' | 'waiting-for-return' | 'steady' | 'over'

export interface WatchPeople {
  /** Settled when the person says that it was cut, and that it was given back. */
  readonly cut: Promise<void>
  readonly restored: Promise<void>
  say(phase: WatchPhase, seconds: number): void
}

/** Watches until the device was away, is back and stays, or patience is over. */
export async function watchOutage(
  what: 'network' | 'power',
  hands: WatchHands,
  times: WatchTimes,
  people: WatchPeople,
): Promise<Watched> {
  const every = Math.max(1, times.everySeconds) * 1000
  let cut = false
  let restoredAt: number | undefined
  people.cut.then(() => (cut = true)).catch(() => {})
  people.restored.then(() => (restoredAt = hands.clock())).catch(() => {})
  const began = hands.clock()
  const answeredBefore = (await hands.poll()) === 'answered'
  let wentDown = false
  let missed = 0
  let backAt: number | undefined
  let steadySince: number | undefined
  let drops = 0
  people.say('waiting-for-cut', 0)
  while (!hands.signal.aborted && hands.clock() - began < times.mostSeconds * 1000) {
    const asked = hands.clock()
    const up = (await hands.poll()) === 'answered'
    missed = up ? 0 : missed + 1
    if (cut && missed >= 2) wentDown = true // one answer may be lost without anything being cut
    if (restoredAt === undefined || restoredAt > asked)
      people.say(up ? 'waiting-for-cut' : 'away', (asked - began) / 1000)
    else if (up) {
      backAt ??= hands.clock()
      steadySince ??= asked
      people.say('steady', (hands.clock() - steadySince) / 1000)
      if (hands.clock() - steadySince >= times.steadySeconds * 1000) break
    } else {
      if (steadySince !== undefined) drops++
      steadySince = undefined
      people.say('waiting-for-return', (asked - restoredAt) / 1000)
      if (backAt === undefined && asked - restoredAt > times.patienceSeconds * 1000) break
      if (drops > 20) break
    }
    await hands.pause(Math.max(0, every - (hands.clock() - asked)))
  }
  people.say('over', (hands.clock() - began) / 1000)
  const seconds = (ms: number) => Math.round(ms / 100) / 10
  const end = hands.clock()
  return {
    kind: 'watch',
    what,
    endpoint: hands.endpoint,
    everySeconds: every / 1000,
    answeredBefore,
    wentDown,
    ...(backAt !== undefined &&
      restoredAt !== undefined && { backAfterSeconds: seconds(Math.max(0, backAt - restoredAt)) }),
    watchedSeconds: seconds(restoredAt === undefined ? 0 : end - restoredAt),
    steadySeconds: seconds(steadySince === undefined || restoredAt === undefined ? 0 : end - steadySince),
    drops,
  }
}
