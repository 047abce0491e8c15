import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { startEmbedded } from '../src/adapters/embedded-postgres/start-embedded.ts'
import { connectOwner } from '../src/adapters/store/database.ts'
import { type AppProcess, residentMemory, startApp } from '../tests/support/app-process.ts'
import { install } from '../tests/support/installation.ts'
import { type Measured, type Measurement, median, percentile } from './measured.ts'
import { type BigRegister, fillRegister } from './support/big-register.ts'
import { startNginx } from './support/nginx.ts'
import { generator, type Traffic, traffic } from './support/traffic.ts'

const labels = Number(process.env.BENCH_LABELS ?? 100_000)
const modelsEach = 10
const rounds = 3
const seconds = 4
const budget = { html: 14 * 1024, css: 15 * 1024 }
const idleLimit = 250e6
const p95Ms = 50 // of a search or a page, for one visitor
const asked = { 'Accept-Encoding': 'gzip', 'Accept-Language': 'ja' }

interface Answer {
  readonly status: number
  readonly type: string
  readonly bytes: Buffer // as sent
  readonly text: string
}

/** One request, its body as it went over the line. */
const ask = (app: AppProcess, path: string, headers: Record<string, string> = asked): Promise<Answer> =>
  new Promise((done, fail) => {
    const asking = request(app.address + path, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const bytes = Buffer.concat(parts)
        const way = answer.headers['content-encoding']
        const body = way === 'gzip' ? gunzipSync(bytes) : way === 'br' ? brotliDecompressSync(bytes) : bytes
        const type = answer.headers['content-type'] ?? ''
        done({ status: answer.statusCode ?? 0, type, bytes, text: body.toString('utf8') })
      })
    })
    asking.once('error', fail)
    asking.end()
  })

/** The house with a large register: label page and search beside nginx serving the same bytes, bytes of pages, memory. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-pages-'))
  await install(home)
  const settings = ['fsync=off', 'max_wal_size=8GB', 'shared_buffers=256MB'] // while it is filled; it then starts anew
  const filling = await startEmbedded({ folder: join(home, 'database'), settings })
  let register: BigRegister
  try {
    const owner = await connectOwner(filling.ownerConfig)
    const began = performance.now()
    register = await fillRegister(owner, { labels, modelsEach })
    console.error(`… ${labels} labels written in ${Math.round((performance.now() - began) / 1000)} s`)
    await owner.end()
  } finally {
    await filling.stop()
  }
  const app = await startApp(home)
  try {
    await sleep(4_000)
    const idle = residentMemory(app.pid)
    const bytes = await weigh(app, register)
    const speed = await hurry(app, register, home)
    const latency = await visit(app, register)
    return {
      name: 'pages',
      how:
        `The real server over ${labels.toLocaleString('en')} labels with ${(labels * modelsEach).toLocaleString('en')} models, one process, embedded PostgreSQL, ` +
        `asked by ${generator} with 16 connections on the same machine; ${rounds} interleaved rounds of ${seconds} s, medians. ` +
        (speed.peer
          ? 'The peer is nginx with one worker, serving the gzipped bytes of a label page as a file. Memory is that of the server process, without the database.'
          : 'nginx is not installed: no peer. Memory is that of the server process, without the database.'),
      rows: [...speed.rows, ...latency, ...bytes, ...memory({ idle, ...speed })],
    }
  } finally {
    await app.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function hurry(app: AppProcess, register: BigRegister, folder: string) {
  const page = await ask(app, `/l/${register.labels[0]}`)
  if (page.status !== 200) throw new Error(`the label page answered ${page.status}`)
  const nginx = await startNginx(join(folder, 'nginx'), page.bytes, page.type)
  const pages: Traffic[] = []
  const searches: Traffic[] = []
  const files: Traffic[] = []
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMemory(app.pid) ?? 0)
  }, 100)
  try {
    const one = { headers: asked, seconds, folder }
    const search = register.models.map((model) => `/api/v1/labels?model=${encodeURIComponent(model)}`)
    const label = register.labels.map((id) => `/l/${id}`)
    await traffic({ ...one, address: app.address, paths: label, seconds: 2 }) // warm
    for (let round = 0; round < rounds; round++) {
      pages.push(await traffic({ ...one, address: app.address, paths: label }))
      if (nginx) files.push(await traffic({ ...one, address: nginx.address, paths: label }))
      searches.push(await traffic({ ...one, address: app.address, paths: search }))
    }
  } finally {
    clearInterval(watch)
    await nginx?.stop()
  }
  const middle = (all: readonly Traffic[], key: keyof Traffic) => median(all.map((t) => t[key]))
  const beside = (
    key: keyof Traffic,
    own: readonly Traffic[],
    what = 'nginx, same bytes',
  ): Pick<Measured, 'limit' | 'ratio'> =>
    files.length === 0
      ? {}
      : {
          limit: { what, value: middle(files, key) },
          ratio: median(own.map((t, i) => t[key] / files[i]![key])),
        }
  const rows: Measured[] = [
    { what: 'label page', value: middle(pages, 'perSecond'), unit: 'requests/s', ...beside('perSecond', pages) },
    { what: 'label page, p95', value: middle(pages, 'p95Ms'), unit: 'ms', ...beside('p95Ms', pages) },
    {
      what: 'model search (API)',
      value: middle(searches, 'perSecond'),
      unit: 'requests/s',
      ...beside('perSecond', searches, 'nginx, a file'),
    },
    {
      what: 'model search (API), p95',
      value: middle(searches, 'p95Ms'),
      unit: 'ms',
      ...beside('p95Ms', searches, 'nginx, a file'),
    },
  ]
  await sleep(5_000)
  return { rows, peer: nginx !== undefined, peak, after: residentMemory(app.pid) }
}

/** One visitor, one request after the other; not more searches than a visitor may ask for. */
async function visit(app: AppProcess, register: BigRegister): Promise<Measured[]> {
  const models = register.models.slice(0, 40).map((model) => encodeURIComponent(model))
  const visits: readonly (readonly [string, readonly string[]])[] = [
    ['search page', models.map((model) => `/ja/register?q=${model}`)],
    ['the same search by the API', models.map((model) => `/api/v1/labels?q=${model}`)],
    ['home page', models.map(() => '/ja/')],
  ]
  const rows: Measured[] = []
  for (const [what, paths] of visits) {
    const times: number[] = []
    for (const path of paths) {
      const from = performance.now()
      const { status } = await ask(app, path)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      times.push(performance.now() - from)
    }
    rows.push(
      { what: `${what}, one visitor, median`, value: median(times), unit: 'ms' },
      { what: `${what}, one visitor, p95`, value: percentile(times, 0.95), unit: 'ms', goal: { atMost: p95Ms } },
    )
  }
  return rows
}

async function weigh(app: AppProcess, register: BigRegister): Promise<Measured[]> {
  const label = register.labels[0]
  const pages: readonly (readonly [string, string])[] = [
    ['home', '/ja/'],
    ['register', '/ja/register'],
    ['search result', `/ja/register?q=${encodeURIComponent(register.models[0]!.slice(0, 3))}`],
    ['label', `/l/${label}`],
    ['history', `/l/${label}/history`],
    ['schemes', '/ja/schemes'],
  ]
  const rows: Measured[] = []
  let scripts = 0
  let sheet = ''
  for (const [name, path] of pages) {
    const { status, bytes, text } = await ask(app, path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    scripts += text.match(/<script\b/g)?.length ?? 0
    sheet = /<link[^>]+href="([^"]+\.css)"/.exec(text)?.[1] ?? sheet
    rows.push({
      what: `${name} page, HTML gzipped`,
      value: bytes.length,
      unit: 'bytes',
      limit: { what: 'budget', value: budget.html },
      ratio: bytes.length / budget.html,
      goal: { atMost: 1 },
    })
  }
  const css = await ask(app, sheet, { 'Accept-Encoding': 'br' })
  if (css.status !== 200) throw new Error('the style sheet is not there')
  const share = css.bytes.length / budget.css
  const limit = { what: 'budget', value: budget.css }
  rows.push(
    { what: 'style sheet, Brotli', value: css.bytes.length, unit: 'bytes', limit, ratio: share, goal: { atMost: 1 } },
    { what: 'scripts on these pages', value: scripts, unit: 'scripts', goal: { atMost: 0 } },
  )
  return rows
}

function memory(seen: {
  readonly idle: number | undefined
  readonly peak: number
  readonly after: number | undefined
}): Measured[] {
  const megabytes = (what: string, value: number | undefined, limit?: number): Measured[] =>
    value === undefined
      ? []
      : [{ what, value: value / 1e6, unit: 'MB', ...(limit ? { goal: { atMost: limit / 1e6 } } : {}) }]
  return [
    ...megabytes('memory of the server, idle after its start', seen.idle, idleLimit),
    ...megabytes('memory of the server, most under load', seen.peak || undefined),
    ...megabytes('memory of the server, idle after the load', seen.after, idleLimit),
  ]
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
