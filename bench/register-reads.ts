import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../tests/support/app-process.ts'
import { balancedDesk } from '../tests/support/balanced-desk.ts'
import { balancedServers } from '../tests/support/balanced-servers.ts'
import { shareInstallation } from '../tests/support/shared-installation.ts'
import { type Measured, type Measurement, median } from './measured.ts'
import { type Peer, serveByNginx } from './support/nginx.ts'
import { nginxPlaces } from './support/nginx-published.ts'
import { generator, type Traffic, traffic } from './support/traffic.ts'

const labels = 12
const rounds = 3
const seconds = 3
const headers = { 'Accept-Encoding': 'gzip', 'Accept-Language': 'ja' }

/** What others may carry: the published folder by our server and by a plain file server, and label pages through a shared cache. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-reads-'))
  const shared = await shareInstallation(home)
  const servers = await balancedServers(home, shared.environment, 1)
  const [app] = servers.running()
  try {
    const desk = balancedDesk(shared, servers)
    const ids: string[] = []
    for (let n = 0; n < labels; n++) ids.push((await desk.issue()).label!)
    await until('all is published', async () => {
      const { log_size, published_size, oldest_pending_ms } = await app!.health()
      return published_size === log_size && oldest_pending_ms === 0
    })
    const folder = join(home, 'public')
    const files = await serveByNginx(join(home, 'files'), nginxPlaces(folder))
    const cache = await serveByNginx(
      join(home, 'cache'),
      `location / { proxy_pass ${app!.address}; proxy_cache pages; proxy_cache_lock on; proxy_set_header X-Forwarded-For $http_x_forwarded_for; }`,
      `proxy_cache_path ${join(home, 'cache/kept')} keys_zone=pages:1m;`,
    )
    try {
      const differ = files ? await compared(folder, app!, files) : undefined
      const bundles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /^bundle\/\w+\/\d+\.json$/.test(path))
        .map((path) => `/${path}`)
      const own = await hurried(home, [
        ['bundle of a label', app!, files, bundles, 'nginx, the same files'],
        ['status list', app!, files, ['/status/suspension/0'], 'nginx, the same file'],
        ['label page through a cache', cache, app, ids.map((id) => `/l/${id}`), 'asked of the app server'],
      ])
      return {
        name: 'register-reads',
        how:
          `The published folder of ${labels} really issued labels, served by the app server and by nginx (one worker, the same types and life spans from the same table), ` +
          `and label pages through nginx as a cache that keeps them for the half minute they say. ${generator} with 16 connections on the same machine, ${rounds} interleaved rounds of ${seconds} s, medians.` +
          (files ? '' : ' nginx is not installed: nothing stands beside it.'),
        rows: [
          ...(differ === undefined
            ? []
            : [
                {
                  what: 'published files that nginx answers otherwise',
                  value: differ,
                  unit: 'files',
                  goal: { atMost: 0 },
                },
              ]),
          ...own,
        ],
      }
    } finally {
      await files?.stop()
      await cache?.stop()
    }
  } finally {
    await servers.stop()
    await shared.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

type Place = { readonly address: string }

/** How many published files have other bytes, another type or another life span at the plain file server. */
async function compared(folder: string, app: Place, files: Peer): Promise<number> {
  let differ = 0
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const path of paths.filter((one) => statSync(join(folder, one)).isFile())) {
    const told = async ({ address }: Place) => {
      const answer = await fetch(`${address}/${path}`)
      const body = Buffer.from(await answer.arrayBuffer())
      const says = ['cache-control', 'content-type', 'access-control-allow-origin'].map((name) =>
        answer.headers.get(name),
      )
      return JSON.stringify([answer.status, body.equals(readFileSync(join(folder, path))), ...says])
    }
    const [ours, theirs] = [await told(app), await told(files)]
    if (ours === theirs) continue
    console.error(`${path}: ${ours} here, ${theirs} there`)
    differ++
  }
  return differ
}

type Asked = readonly [string, Place | undefined, Place | undefined, readonly string[], string]

async function hurried(folder: string, all: readonly Asked[]): Promise<Measured[]> {
  const rows: Measured[] = []
  for (const [what, place, peer, paths, beside] of all) {
    if (!place) continue
    const [own, other]: [Traffic[], Traffic[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      own.push(await traffic({ address: place.address, paths, headers, seconds, folder }))
      if (peer) other.push(await traffic({ address: peer.address, paths, headers, seconds, folder }))
    }
    for (const [unit, key, name] of [
      ['requests/s', 'perSecond', what],
      ['ms', 'p95Ms', `${what}, p95`],
    ] as const)
      rows.push({
        what: name,
        value: median(own.map((one) => one[key])),
        unit,
        ...(other.length === 0
          ? {}
          : {
              limit: { what: beside, value: median(other.map((one) => one[key])) },
              ratio: median(own.map((one, i) => one[key] / other[i]![key])),
            }),
      })
  }
  return rows
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
