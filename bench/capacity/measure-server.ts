import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { type AppProcess, startApp } from '../../tests/support/app-process.ts'
import type { SharedInstallation } from '../../tests/support/shared-installation.ts'
import type { BigRegister } from '../support/big-register.ts'
import type { Measured } from './model.ts'

const requests = 1_000
const atOnce = 8
const tickMs = 10 // of /proc/…/stat, on every Linux that Node runs on

type Found = Pick<
  Measured,
  'pageCpuMs' | 'pageDatabaseShare' | 'pageBytes' | 'readCpuMs' | 'searchCpuMs' | 'fileCpuMs' | 'checkCpuMs'
>

/** What the real server and its database work for one answer. */
export async function measureServer(shared: SharedInstallation, register: BigRegister): Promise<Found> {
  const app = await startApp(shared.home, shared.environment)
  try {
    const postmaster = Number(
      readFileSync(join(shared.home, 'database/data/postmaster.pid'), 'utf8').split('\n')[0]!.trim(),
    )
    const cost = (ask: (n: number) => Promise<void>, count = requests) => costOf(app, postmaster, ask, count)
    const get = (paths: readonly string[]) => async (n: number) => {
      const answer = await app.get(paths[n % paths.length]!, visitor(n))
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${paths[n % paths.length]} answered ${answer.status}`)
    }
    const rows = Array.from({ length: 300 }, (_, n) => ({ model: register.models[n % register.models.length] }))
    const check = async (n: number) => {
      const answer = await fetch(`${app.address}/api/v1/checks`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...visitor(n) },
        body: JSON.stringify({ policy: 'gov-low', rows }),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`a check answered ${answer.status}`)
    }
    await check(0) // reads the register
    const page = await cost(get(register.labels.map((label) => `/l/${label}`)))
    const read = await cost(get(register.labels.map((label) => `/api/v1/labels/${label}`)))
    const search = await cost(get(register.models.map((m) => `/api/v1/labels?model=${encodeURIComponent(m)}`)))
    const file = await cost(get(['/trust/root.json']))
    const checked = await cost(check, 60)
    return {
      pageCpuMs: page.app + page.database,
      pageDatabaseShare: page.database / (page.app + page.database),
      pageBytes: await bytesOf(app, `/l/${register.labels[0]}`),
      readCpuMs: read.app + read.database,
      searchCpuMs: search.app + search.database,
      fileCpuMs: file.app + file.database,
      checkCpuMs: checked.app + checked.database,
    }
  } finally {
    await app.stop()
  }
}

const visitor = (n: number) => ({
  'X-Forwarded-For': `10.1.${Math.floor(n / 250) % 250}.${n % 250}`,
  'Accept-Language': 'ja',
  'Accept-Encoding': 'gzip',
})

async function costOf(app: AppProcess, postmaster: number, ask: (n: number) => Promise<void>, count: number) {
  for (let n = 0; n < count / 5; n++) await ask(n) // warm
  const before = [cpuMs(app.pid), databaseMs(postmaster)] as const
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await ask(next++)
    }),
  )
  return {
    app: (cpuMs(app.pid) - before[0]) / count,
    database: (databaseMs(postmaster) - before[1]) / count,
  }
}

/** The numbers of a process from its state on: parent, and processor time in ticks. */
function stat(pid: number | string): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
const ticks = (fields: readonly string[]): number => Number(fields[11]) + Number(fields[12])
const cpuMs = (pid: number): number => ticks(stat(pid)) * tickMs

/** Of the postmaster and all its children, those that have ended included. */
function databaseMs(postmaster: number): number {
  let sum = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const fields = stat(pid)
      if (Number(pid) === postmaster) sum += ticks(fields) + Number(fields[13]) + Number(fields[14])
      else if (Number(fields[1]) === postmaster) sum += ticks(fields)
    } catch {
      // ended meanwhile
    }
  return sum * tickMs
}

/** The page as it goes over the line. */
function bytesOf(app: AppProcess, path: string): Promise<number> {
  return new Promise((done, fail) => {
    request(app.address + path, { headers: visitor(0) }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
      })
      answer.on('end', () => done(bytes))
    })
      .once('error', fail)
      .end()
  })
}
