import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { document, documentFile } from './capacity/document.ts'
import { inputsFile } from './capacity/inputs.ts'
import { measureLog } from './capacity/measure-log.ts'
import { measureRegister } from './capacity/measure-register.ts'
import { measureServer } from './capacity/measure-server.ts'
import { assumed, type Measured, type Plan, plan } from './capacity/model.ts'
import type { Measurement } from './measured.ts'

// Measures what the capacity plan rests on, computes it, and writes docs/capacity.md anew: model and document never part.

/** Measures, computes and writes the plan. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-capacity-'))
  try {
    const measured: Measured = {
      ...(await measureLog(join(home, 'log'))),
      ...(await measureRegister(join(home, 'register'), (shared, register) => measureServer(shared, register))),
    }
    const on = { day: new Date().toISOString().slice(0, 10), cores: cpus().length, node: process.version }
    writeFileSync(inputsFile, `${JSON.stringify({ on, measured }, null, 2)}\n`)
    writeFileSync(documentFile, document({ on, measured }, assumed))
    return { name: 'capacity', how, rows: rows(measured, plan(measured, assumed)) }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const how =
  'What docs/capacity.md is computed from, and the narrowest points of the plan for 10 million labels and a thousand million scans a day. ' +
  'Processor times are of the processes themselves (app server and PostgreSQL), so what asks on the same machine does not count.'

const row = (what: string, value: number, unit: string) => ({ what, value, unit })

const rows = (m: Measured, p: Plan): Measurement['rows'] => [
  row('label page, processor time of app server and database', m.pageCpuMs, 'ms'),
  row('GET /api/v1/labels/{id}, the same', m.readCpuMs, 'ms'),
  row('model search, the same', m.searchCpuMs, 'ms'),
  row('published file from the app server, the same', m.fileCpuMs, 'ms'),
  row('check of 300 rows, the same', m.checkCpuMs, 'ms'),
  row('database, a label with its models and indexes', m.databaseBytesPerLabel, 'bytes'),
  row('acts that issue a label, one connection', m.commitsPerSecond, 'labels/s'),
  {
    ...row('sequencing under the one lock', m.sequencedPerSecond, 'leaves/s'),
    limit: { what: 'acts, one connection', value: m.commitsPerSecond },
    ratio: m.sequencedPerSecond / m.commitsPerSecond,
    goal: { atLeast: 3 },
  },
  {
    ...row('publishing, every file synced', m.publishedPerSecond, 'labels/s'),
    limit: { what: 'needed at the peak', value: p.log.writesPeak },
    ratio: m.publishedPerSecond / p.log.writesPeak,
    goal: { atLeast: 3 },
  },
  row('one status list, one in a hundred suspended', m.listBytes, 'bytes'),
  row('register held for checks, a label', m.indexBytesPerLabel, 'bytes'),
  row('register read for checks', m.indexReadPerSecond, 'labels/s'),
  row('app servers at 10 million labels, behind a CDN', p.origin.appMachines, 'machines'),
  row('the same without a CDN', p.origin.machinesWithoutCdn, 'machines'),
]

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
