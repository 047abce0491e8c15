import type { Bench } from '../bench.ts'
import { caps } from '../caps.ts'
import type { Ending } from '../evidence/run-record.ts'
import { type Instrument, type Stage, stages } from '../instrument.ts'
import type { Completeness, Observation, ObservationOf } from '../observation.ts'
import { DialError } from '../wire/dial.ts'
import { agreed, type Consent } from './plan.ts'

export interface InstrumentOutcome {
  readonly instrument: string
  readonly stage: Stage
  readonly completeness: Completeness
  readonly trouble?: string // 'not-agreed', 'stopped', 'device-in-distress', 'instrument-failed'
  readonly detail?: string // of a failed instrument: for whoever mends it
  readonly tookMs: number
}

/** What a display is told while a run goes on. */
export type RunEvent =
  | { readonly kind: 'stage'; readonly stage: Stage; readonly instruments: readonly string[] }
  | {
      readonly kind: 'progress'
      readonly instrument: string
      readonly done: number
      readonly total: number
      readonly what?: string
    }
  | { readonly kind: 'observation'; readonly instrument: string; readonly observation: Observation }
  | { readonly kind: 'outcome'; readonly outcome: InstrumentOutcome }
  | { readonly kind: 'waiting'; readonly seconds: number } // for a device that does not answer

export interface RunResult {
  readonly observations: readonly Observation[] // in the order in which they began, then by id
  readonly instruments: readonly InstrumentOutcome[]
  /** How the run came to its end. What was not reached stays untested; what was seen is kept and signed all the same. */
  readonly ended: Ending
  readonly tookMs: number
}

export interface RunOptions {
  readonly instruments: readonly Instrument[]
  readonly consent: Consent
  /** Everything of a bench but what the run itself keeps. */
  readonly bench: Omit<Bench, 'observed' | 'progress' | 'signal' | 'pause' | 'consent'>
  /** Ends when the person stops or the time is up. */
  readonly stop: AbortController
  readonly alive: (bench: Bench, after: string) => Promise<ObservationOf<'liveness'>>
  readonly tell: (event: RunEvent) => void
  readonly patienceSeconds?: number // for a device that stopped answering; 15
}

/** Runs the instruments stage by stage against one device, and looks after each stage whether it still answers. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { instruments, consent, stop, tell } = options
  const { signal } = stop
  const began = options.bench.clock()
  const observed: Observation[] = []
  const outcomes: InstrumentOutcome[] = []
  let ended: Ending = 'finished'
  const end = (how: Ending) => {
    if (ended === 'finished') ended = how
    stop.abort()
  }
  if (signal.aborted) ended = 'stopped'
  signal.addEventListener('abort', () => {
    if (ended === 'finished') ended = 'stopped'
  })
  const clock = setTimeout(() => end('cap'), caps.minutes * 60_000)
  let bytes = 0
  const note = (instrument: string, observation: Observation) => {
    observed.push(observation)
    bytes += Buffer.byteLength(JSON.stringify(observation))
    tell({ kind: 'observation', instrument, observation })
    if (observed.length >= caps.observations || bytes >= caps.observationBytes) end('cap')
  }
  const benchFor = (instrument: string): Bench => ({
    ...options.bench,
    consent,
    signal,
    observed,
    progress: (done, total, what) =>
      tell({ kind: 'progress', instrument, done, total, ...(what === undefined ? {} : { what }) }),
    pause: (ms) => pause(ms, signal),
  })

  for (const stage of stages) {
    const own = instruments.filter((instrument) => instrument.stage === stage)
    const [able, held] = [own.filter((i) => agreed(i, consent)), own.filter((i) => !agreed(i, consent))]
    for (const { id } of held)
      outcomes.push({ instrument: id, stage, completeness: 'none', trouble: 'not-agreed', tookMs: 0 })
    if (able.length === 0) continue
    if (signal.aborted) {
      for (const { id } of able)
        outcomes.push({ instrument: id, stage, completeness: 'none', trouble: ended, tookMs: 0 })
      continue
    }
    tell({ kind: 'stage', stage, instruments: able.map((i) => i.id) })
    const finished = able.map(async (instrument) => {
      const outcome = await use(instrument, benchFor(instrument.id), note, () => ended)
      tell({ kind: 'outcome', outcome }) // at once: the others of the stage may take long
      return outcome
    })
    outcomes.push(...(await Promise.all(finished)))
    if (!signal.aborted && !(await stillThere(stage))) end('device-in-distress')
  }
  clearTimeout(clock)
  const tookMs = Math.round(options.bench.clock() - began)
  const observations = observed.toSorted((a, b) => a.began - b.began || (a.id < b.id ? -1 : 1))
  return { observations, instruments: outcomes, ended, tookMs }

  // A device that restarts is waited for; one that stays away ends the run, and its silence is no verdict about what was not asked.
  async function stillThere(stage: Stage): Promise<boolean> {
    const bench = benchFor('liveness')
    for (const seconds of [1, 2, 4, 8, 16].filter((s) => s <= (options.patienceSeconds ?? 16))) {
      const seen = await options.alive(bench, stage).catch(() => undefined)
      if (signal.aborted) return true
      if (seen !== undefined) note('liveness', seen)
      if (seen?.seen.alive) return true
      tell({ kind: 'waiting', seconds })
      await pause(seconds * 1_000, signal)
    }
    return signal.aborted
  }
}

async function use(
  instrument: Instrument,
  bench: Bench,
  note: (instrument: string, observation: Observation) => void,
  ended: () => Ending,
): Promise<InstrumentOutcome> {
  const began = bench.clock()
  const { id, stage } = instrument
  let completeness: Completeness = 'complete'
  const collecting = (async () => {
    for await (const observation of instrument.run(bench)) {
      if (observation.completeness !== 'complete') completeness = 'partial'
      note(id, observation)
      if (bench.signal.aborted) return
    }
  })()
  const outcome = (how: Omit<InstrumentOutcome, 'instrument' | 'stage' | 'tookMs'>): InstrumentOutcome => ({
    instrument: id,
    stage,
    ...how,
    tookMs: Math.round(bench.clock() - began),
  })
  // Whoever stops is not kept waiting by an instrument that does not notice: its sockets are gone already.
  const over = new AbortController()
  const stopped = new Promise<'stopped'>((done) => {
    if (bench.signal.aborted) done('stopped')
    const soon = () => setTimeout(() => done('stopped'), 300)
    bench.signal.addEventListener('abort', soon, { once: true, signal: over.signal })
  })
  try {
    await Promise.race([collecting, stopped])
    return bench.signal.aborted ? outcome({ completeness: 'partial', trouble: ended() }) : outcome({ completeness })
  } catch (error) {
    if (bench.signal.aborted) return outcome({ completeness: 'partial', trouble: ended() })
    if (error instanceof DialError) return outcome({ completeness: 'partial', trouble: error.trouble })
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return outcome({ completeness: 'partial', trouble: 'instrument-failed', detail: detail.slice(0, 300) })
  } finally {
    over.abort()
    collecting.catch(() => undefined) // it may still end badly after the run was stopped
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done()
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish)
  })
