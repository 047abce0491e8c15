import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { residentMemory } from '../tests/support/app-process.ts'
import { balancedDesk } from '../tests/support/balanced-desk.ts'
import { type BalancedServers, balancedServers } from '../tests/support/balanced-servers.ts'
import { labelPlaces, type Place, places } from '../tests/support/label-places.ts'
import { type KnownLabel, labelTruth } from '../tests/support/label-truth.ts'
import { shareInstallation } from '../tests/support/shared-installation.ts'
import { type Measured, type Measurement, median, percentile } from './measured.ts'
import { type BigRegister, fillRegister } from './support/big-register.ts'

// Two app servers over one PostgreSQL and one published folder, under mixed reads, checks, issuing and suspensions; one of them is
// killed every minute. BENCH_MINUTES shortens it, BENCH_LABELS says how large the register already is.

const minutes = Number(process.env.BENCH_MINUTES ?? 10)
const labels = Number(process.env.BENCH_LABELS ?? 100_000)
const everyMs = 60_000
const visibleWithin = 60 // seconds, p95
const settledMs = 30_000 // after its start a server takes memory it needs anyway
const readers = 6
const watchers = 4

/** Ten minutes of everything at once. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-load-'))
  let register: BigRegister = { labels: [], models: [] }
  const shared = await shareInstallation(home, async (owner) => {
    register = await fillRegister(owner, { labels, modelsEach: 10 })
  })
  const servers = await balancedServers(home, shared.environment)
  try {
    return await load(servers, balancedDesk(shared, servers), register)
  } finally {
    await servers.stop()
    await shared.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function load(
  servers: BalancedServers,
  desk: ReturnType<typeof balancedDesk>,
  register: BigRegister,
): Promise<Measurement> {
  const truth = labelTruth()
  const told = labelPlaces(servers, truth)
  const visible: Record<Place, number[]> = { page: [], api: [], search: [], feed: [], list: [], check: [] }
  const everywhere: number[] = []
  let over = false
  const again = async (work: (n: number) => Promise<unknown>, pauseMs: number): Promise<void> => {
    for (let n = 0; !over; n++) {
      await work(n)
      await sleep(pauseMs)
    }
  }
  const some = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!

  /** Until both servers say so, place by place. */
  async function spread(stopped: KnownLabel): Promise<void> {
    const since = stopped.changes.at(-1)!.told
    const seconds = await Promise.all(
      places.map(async (place) => {
        for (const server of [0, 1])
          while (!over && (await told.read(place, stopped, server)) !== 'suspended') await sleep(250)
        const took = (performance.now() - since) / 1000
        if (!over) visible[place].push(took)
        return took
      }),
    )
    if (!over) everywhere.push(Math.max(...seconds))
  }

  // Each watcher has labels of its own, so that nobody else changes one meanwhile.
  const own: string[][] = Array.from({ length: watchers }, () => [])
  const issue = async (n: number) => {
    const { label } = await truth.learn('valid', () => desk.issue())
    own[n % watchers]!.push(label)
  }
  for (let n = 0; n < watchers; n++) await issue(n)
  const known = (label: string) => truth.labels().find((one) => one.label === label)!
  const memory = watchMemory(servers)
  const work = [
    again(issue, 200),
    ...own.map((labels) =>
      again(async () => {
        const label = some(labels)
        await spread(await truth.learn('suspended', () => desk.suspend(known(label).case), label))
        if (!over) await truth.learn('valid', () => desk.restore(known(label).case), label)
      }, 500),
    ),
    ...Array.from({ length: readers }, () =>
      again(async (n) => {
        const place = places[n % places.length]!
        if (place !== 'check') await told.read(place, some(truth.labels()))
        await servers.ask(`/l/${some(register.labels)}`, { as: 'page' })
        const model = encodeURIComponent(some(register.models))
        await servers.ask(`/api/v1/labels?model=${model}`, { as: 'search' })
      }, 20),
    ),
    again(() => told.checkList(300), 1_000),
  ]
  const ends = performance.now() + minutes * 60_000
  for (let n = 0; performance.now() < ends; n++) {
    await sleep(Math.min(everyMs, Math.max(0, ends - performance.now())))
    if (performance.now() < ends) await servers.killAndStart(n % 2, 1_000)
    console.error(`… ${servers.seen.answers()} answers, ${servers.seen.kills()} kills, ${told.wrong.length} wrong`)
  }
  over = true
  await Promise.all(work)
  for (const line of [...told.wrong, ...servers.seen.broken()].slice(0, 20)) console.error(line)
  return {
    name: 'load',
    how:
      `${minutes} minutes over ${labels.toLocaleString('en')} labels: two app servers on one PostgreSQL and one published folder, behind a balancer that only takes turns; ` +
      `label pages, API, searches, feed, status lists and checks of 300 rows, with labels being issued, suspended and restored through both servers; one server killed (kill -9) every minute and started anew. ` +
      `Every answer about a label that was issued here is held against what was acknowledged. All on this machine, the balancer and the readers in one process.`,
    rows: [
      row('answers', servers.seen.answers(), 'answers'),
      row('labels issued meanwhile', truth.labels().length, 'labels'),
      row('servers killed', servers.seen.kills(), 'kills'),
      row('connections cut by a kill', servers.seen.cut(), 'connections'),
      row('wrong answers', told.wrong.length, 'answers', { atMost: 0 }),
      row('5xx and other faults, killed connections apart', servers.seen.broken().length, 'answers', { atMost: 0 }),
      ...[...servers.seen.times].flatMap(([as, ms]) => [
        row(`${as}, median`, median(ms), 'ms'),
        row(`${as}, p95`, percentile(ms, 0.95), 'ms'),
      ]),
      ...places.map((place) => row(`suspension seen at: ${place}, p95`, percentile(visible[place], 0.95), 's')),
      row(`suspension seen everywhere, p95 of ${everywhere.length}`, percentile(everywhere, 0.95), 's', {
        atMost: visibleWithin,
      }),
      ...memory(),
    ],
  }
}

const row = (what: string, value: number, unit: string, goal?: Measured['goal']): Measured => ({
  what,
  value,
  unit,
  ...(goal ? { goal } : {}),
})

/** Memory of the server processes over the run; whoever has just been started is not counted yet. */
function watchMemory(servers: BalancedServers): () => Measured[] {
  const seen: { readonly at: number; readonly bytes: number }[] = []
  const since = new Map<number, number>()
  const began = performance.now()
  const timer = setInterval(() => {
    for (const one of servers.running()) {
      const bytes = one && residentMemory(one.pid)
      if (!one || !bytes) continue
      const at = performance.now()
      if (!since.has(one.pid)) since.set(one.pid, at)
      if (at - since.get(one.pid)! > settledMs) seen.push({ at: at - began, bytes })
    }
  }, 1_000)
  return () => {
    clearInterval(timer)
    const whole = performance.now() - began
    const third = (n: number) =>
      median(seen.filter(({ at }) => Math.min(2, Math.floor((at / whole) * 3)) === n).map(({ bytes }) => bytes / 1e6))
    const [first, middle, last] = [third(0), third(1), third(2)]
    return [
      row('memory of a server, first third of the run', first, 'MB'),
      row('memory of a server, middle third', middle, 'MB'),
      {
        ...row('memory of a server, last third', last, 'MB', { atMost: 1.2 }),
        limit: { what: 'first third', value: first },
        ratio: last / first,
      },
      row('memory of a server, most', Math.max(...seen.map(({ bytes }) => bytes)) / 1e6, 'MB'),
    ]
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
