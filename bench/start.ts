import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout, freePort, until } from '../tests/support/app-process.ts'
import { type Measurement, median } from './measured.ts'

const starts = 5
const goalSeconds = 3

/** `npm start` as a person types it, until the first page is there; then Ctrl-C. In seconds. */
async function startOnce(home: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...process.env, HOSHIRUSHI_HOME: home, PORT: String(port), NODE_COMPILE_CACHE: '' },
    stdio: 'ignore',
    detached: true, // npm, its shell and the server are one group, as at a terminal
  })
  let ended = false
  const end = new Promise<void>((done) =>
    child.once('exit', () => {
      ended = true
      done()
    }),
  )
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, name)
    } catch {
      // the group is gone
    }
  }
  const last = () => signal('SIGKILL')
  process.once('exit', last)
  try {
    await until('the first page', async () => {
      if (ended) throw new Error('npm start ended before the first page')
      const answer = await fetch(`http://127.0.0.1:${port}/ja/`).catch(() => undefined)
      return answer?.status === 200 && (await answer.text()).includes('</html>')
    })
    return (performance.now() - began) / 1000
  } finally {
    signal('SIGINT')
    await Promise.race([end, new Promise((late) => setTimeout(late, 15_000).unref())])
    await until('the database has stopped', () => !existsSync(join(home, 'database/data/postmaster.pid')), 15_000)
    process.off('exit', last)
  }
}

/** The same without anything to start: what npm and three empty programs cost here, which is what `npm start` runs through. */
function bare(): number {
  const began = performance.now()
  spawnSync('npm', ['--version'], { stdio: 'ignore' })
  for (let i = 0; i < 3; i++) spawnSync(process.execPath, ['-e', '0'])
  return (performance.now() - began) / 1000
}

/** From the command to the first page. */
export async function run(): Promise<Measurement> {
  if (!existsSync(join(checkout, 'node_modules/.hoshirushi-lock')) || !existsSync(join(checkout, 'dist/.stamp')))
    throw new Error('not set up: run this by `npm run bench start`, so that installing is not measured')
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-start-'))
  try {
    const first = await startOnce(home)
    const later: number[] = []
    const empty: number[] = []
    for (let i = 0; i < starts; i++) {
      empty.push(bare())
      later.push(await startOnce(home))
    }
    const limit = { what: 'npm and three empty programs', value: median(empty) }
    return {
      name: 'start',
      how: `\`npm start\` until the first page came, libraries installed and sources compiled; the later starts are the median of ${starts}, each beside the bare cost of npm and the three programs it runs through.`,
      rows: [
        { what: 'first start, with a new database', value: first, unit: 's', limit },
        { what: 'later start', value: median(later), unit: 's', limit, goal: { atMost: goalSeconds } },
      ],
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
