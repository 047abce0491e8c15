import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../tests/support/app-process.ts'
import { install } from '../tests/support/installation.ts'
import { besiege, mostConnections } from '../tests/support/slow-clients.ts'
import { type Measurement, median, percentile } from './measured.ts'

const wanted = 10_000
const seconds = 30

/** A visitor reads on while ten thousand clients hold connections without getting on; beside it, the same visitor alone. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-slow-'))
  await install(home)
  const app = await startApp(home)
  const clients = mostConnections(wanted)
  try {
    const alone = await besiege(app, 0, 10)
    const siege = await besiege(app, clients, seconds)
    const row = (what: string, of: (times: readonly number[]) => number) => ({
      what,
      value: of(siege.times),
      unit: 'ms',
      limit: { what: 'the same visitor alone', value: of(alone.times) },
      ratio: of(siege.times) / of(alone.times),
    })
    const megabytes = (what: string, value: number, atMost?: number) => ({
      what,
      value: value / 1e6,
      unit: 'MB',
      ...(atMost === undefined ? {} : { goal: { atMost } }),
    })
    return {
      name: 'slow-clients',
      how:
        `${clients.toLocaleString('en')} clients at once for ${seconds} s, on this machine: a third never finish the head of a request, a third never its body, a third never read the answer; who is cut off comes back after five seconds. The server keeps at most 2,000 of them. ` +
        `Meanwhile one visitor reads a page, on a new connection each time.` +
        (clients < wanted ? ` FEWER THAN ${wanted}: a process may not have more files open here.` : ''),
      rows: [
        { what: 'connections tried', value: siege.opened, unit: 'connections' },
        { what: 'pages that the visitor did not get', value: siege.failed.length, unit: 'pages', goal: { atMost: 0 } },
        row('a page, median', median),
        row('a page, p95', (times) => percentile(times, 0.95)),
        megabytes('the server grew by at most', siege.memoryMost - siege.memoryBefore, 250),
        megabytes('the server, afterwards', siege.memoryAfter),
      ],
    }
  } finally {
    await app.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
