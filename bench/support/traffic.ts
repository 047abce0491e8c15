import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { percentile } from '../measured.ts'

// Many requests at once, on the loopback address only, bounded in time: wrk where it is installed, else autocannon.

export interface Traffic {
  readonly perSecond: number
  readonly p95Ms: number
}

export const generator = spawnSync('wrk', ['--version']).error === undefined ? 'wrk' : 'autocannon'
const clients = 16
const visitors = 2_000 // different addresses, or the limit to each address would be measured

/** Asks for the paths in turn, for so many seconds; anything but 200 is an error of the measurement. */
export async function traffic(order: {
  readonly address: string
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
  readonly folder: string
}): Promise<Traffic> {
  if (new URL(order.address).hostname !== '127.0.0.1') throw new Error('only this machine is measured')
  return generator === 'wrk' ? withWrk(order) : withAutocannon(order)
}

type Order = Parameters<typeof traffic>[0]

async function withWrk({ address, paths, headers, seconds, folder }: Order): Promise<Traffic> {
  const script = join(folder, 'traffic.lua')
  writeFileSync(
    script,
    `local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
local n = 0
request = function()
  n = n + 1
  wrk.headers["X-Forwarded-For"] = "10.0." .. n % ${visitors / 250} .. "." .. n % 250
  return wrk.format("GET", paths[n % #paths + 1])
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"us":%d,"p95":%d,"errors":%d}\\n', summary.requests, summary.duration,
    latency:percentile(95), e.connect + e.read + e.write + e.status + e.timeout))
end
`,
  )
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = ['-t', '1', '-c', String(clients), '-d', `${seconds}s`, ...lines, '-s', script, address]
  const { stdout } = await promisify(execFile)('wrk', args, { timeout: (seconds + 20) * 1000 })
  const { requests, us, p95, errors } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number>
  if (errors! > 0 || requests === 0) throw new Error(`${address}${paths[0]}: ${errors} of ${requests} requests failed`)
  return { perSecond: (requests! / us!) * 1e6, p95Ms: p95! / 1000 }
}

async function withAutocannon({ address, paths, headers, seconds }: Order): Promise<Traffic> {
  const times: number[] = []
  const run = autocannon({
    url: address,
    connections: clients,
    duration: seconds,
    headers,
    requests: Array.from({ length: visitors }, (_, i) => ({
      path: paths[i % paths.length],
      headers: { ...headers, 'X-Forwarded-For': `10.0.${i % (visitors / 250)}.${i % 250}` },
    })),
  })
  run.on('response', (_: unknown, _status: number, _bytes: number, ms: number) => times.push(ms))
  const result = (await run) as { errors: number; non2xx: number; duration: number }
  if (result.errors + result.non2xx > 0) throw new Error(`${address}${paths[0]}: requests failed`)
  return { perSecond: times.length / result.duration, p95Ms: percentile(times, 0.95) }
}
