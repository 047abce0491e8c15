import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openListFile } from '../src/adapters/lists/list-file.ts'
import { readPackedRegister } from '../src/adapters/lists/packed-register-file.ts'
import { type CheckInput, check } from '../src/core/procurement/check.ts'
import { checkStream, openLines, toCsv } from '../src/core/procurement/check-stream.ts'
import { choosePolicy } from '../src/core/procurement/choose-policy.ts'
import { jobLimits, pageLimits } from '../src/core/procurement/lists/limits.ts'
import { knownTo, linesOf, readList } from '../src/core/procurement/lists/read-list.ts'
import { recordCsv } from '../src/core/procurement/record/record-csv.ts'
import { openIndex } from '../src/core/procurement/register-index.ts'
import { wholeCatalogue } from '../tests/support/catalogue.ts'
import { program, programCache } from '../tests/support/program.ts'
import { type Measured, type Measurement, median, percentile } from './measured.ts'
import type { Joined } from './peers/join-lists.ts'
import { asOf, modelsEach, takenAt, writeList, writeRegister } from './support/check-files.ts'

const labels = Number(process.env.BENCH_LABELS ?? 100_000)
const longest = Number(process.env.BENCH_ROWS ?? 1_000_000)
const job = Math.min(100_000, longest)
const rounds = 3
const pageRounds = 40

interface Run {
  readonly seconds: number
  readonly peak: number // bytes in memory at most
  readonly out: string
  readonly exit: number
}

/** Runs a program to its end. */
function timed(args: readonly string[]): Promise<Run> {
  const began = performance.now()
  const env = { ...process.env, NODE_COMPILE_CACHE: programCache }
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'], env })
  let out = ''
  let peak = 0
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    out += text
  })
  const look = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : ''
    peak = Math.max(peak, 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
  }, 50)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (exit) => {
      clearInterval(look)
      done({ seconds: (performance.now() - began) / 1000, peak, out, exit: exit ?? -1 })
    })
  })
}

const command = (register: string, list: string, ...more: readonly string[]) =>
  timed([
    ...program,
    'check',
    list,
    '--policy',
    'gov-low',
    '--as-of',
    asOf,
    '--register',
    register,
    '--lang',
    'en',
    ...more,
  ])
const peer = (register: string, list: string, ...more: readonly string[]) =>
  timed([join(import.meta.dirname, 'peers/join-lists.ts'), register, list, ...more])

/** Lists of every size against a large register: the page, the job and the command, beside a database joining the same files. */
export async function run(): Promise<Measurement> {
  if (!existsSync(program[2]!)) throw new Error('not compiled: run this by `npm run bench check-bench`')
  const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-check-bench-'))
  try {
    const register = writeRegister(folder, labels)
    const rows = [...(await pages(folder, register)), ...(await programs(folder, register))]
    return {
      name: 'check',
      how: `${labels} labels with ${labels * modelsEach} models; lists of which one row in twenty is written otherwise and one in twenty not registered. Page and job run in one process with the register read; the command is the whole program, files to answer, in the median of ${rounds} rounds, each beside ${peerName} joining the same two files on two threads: with the matching included, that is, looking also for what is written slightly differently, and as a plain join, which is the floor – it says what is found, and neither why, nor what is similar, nor what to do. The goal is for the same work (decision 0025).`,
      rows,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let peerName = 'a database'

async function openInput(register: string): Promise<Omit<CheckInput, 'lines'>> {
  const packed = await readPackedRegister(register)
  assert.ok(packed.ok)
  const index = openIndex(packed.value)
  const chosen = choosePolicy(wholeCatalogue, 'gov-low', asOf)
  assert.ok(chosen.ok)
  const { schemes, recognition, facts: vocabulary } = wholeCatalogue
  return { ...chosen.value, register: index, schemes, recognition, vocabulary, asOf }
}

async function pages(folder: string, register: string): Promise<readonly Measured[]> {
  const input = await openInput(register)
  const known = knownTo(input.register)
  /** From the bytes that were sent to the record that is sent back. */
  const page = (bytes: Uint8Array): number => {
    const began = performance.now()
    const list = readList(bytes, { limits: pageLimits, known })
    assert.ok(list.ok)
    const asked = linesOf(list.value)
    assert.ok(asked.ok)
    const report = check({ ...input, lines: asked.value.lines })
    assert.ok(report.ok)
    recordCsv(report.value, asked.value.lines, { language: 'ja', madeAt: takenAt })
    return (performance.now() - began) / 1000
  }
  const measured: Measured[] = []
  for (const [size, goal] of [
    [300, 0.5],
    [1_000, 1],
  ] as const) {
    const times = Array.from({ length: pageRounds }, (_, i) =>
      page(readFileSync(writeList(folder, size, labels, i + 1))),
    )
    measured.push({
      what: `${size} rows on the page, p95`,
      value: percentile(times, 0.95),
      unit: 's',
      goal: { atMost: goal },
    })
  }
  const file = writeList(folder, job, labels)
  const began = performance.now()
  const list = await openListFile(file, jobLimits)
  assert.ok(list.ok)
  const lines = await openLines(list.value, { known, mostRows: jobLimits.rows })
  assert.ok(lines.ok)
  const done = await checkStream(
    input,
    lines.value,
    toCsv(async () => {}, { language: 'ja', madeAt: takenAt }),
  )
  assert.ok(done.ok && done.value.counts.lines === job)
  await list.value.close()
  const seconds = (performance.now() - began) / 1000
  const { seconds: beside, out } = await peer(register, file, '--similar', join(folder, 'job.csv'))
  peerName = (JSON.parse(out) as Joined).by
  measured.push({
    what: `${job} rows as a job, to CSV (51 columns; the other, which reads the register as well: 13)`,
    value: seconds,
    unit: 's',
    limit: { what: peerName, value: beside },
    ratio: seconds / beside,
    goal: { atMost: 1.5 },
  })
  return measured
}

async function programs(folder: string, register: string): Promise<readonly Measured[]> {
  const list = writeList(folder, longest, labels)
  const short = writeList(folder, Math.floor(longest / 10), labels)
  const out = join(folder, 'out.csv')
  const small = await command(register, short)
  const pairs: { ours: Run; theirs: Run; similar: Run; csv: Run; theirCsv: Run }[] = []
  for (let i = 0; i < rounds; i++) {
    const ours = await command(register, list)
    const theirs = await peer(register, list)
    const similar = await peer(register, list, '--similar')
    const csv = await command(register, list, '--csv', '--out', out)
    const theirCsv = await peer(register, list, out)
    for (const { exit } of [ours, csv]) assert.equal(exit, 1)
    const joined = JSON.parse(theirs.out) as Joined
    peerName = joined.by
    same(ours.out, joined)
    same(ours.out, JSON.parse(similar.out) as Joined)
    pairs.push({ ours, theirs, similar, csv, theirCsv })
  }
  const of = (pick: (pair: (typeof pairs)[number]) => number) => median(pairs.map(pick))
  const row = (
    what: string,
    ours: 'ours' | 'csv',
    theirs: 'theirs' | 'similar' | 'theirCsv',
    goal?: Measured['goal'],
  ): Measured => ({
    what,
    value: of((pair) => pair[ours].seconds),
    unit: 's',
    limit: { what: peerName, value: of((pair) => pair[theirs].seconds) },
    ratio: of((pair) => pair[ours].seconds / pair[theirs].seconds),
    ...(goal ? { goal } : {}),
  })
  return [
    row(`${longest} rows by the command, to a summary, beside a join with the matching included`, 'ours', 'similar', {
      atMost: 1.5,
    }),
    row(`${longest} rows by the command, to a summary, beside a plain join`, 'ours', 'theirs'),
    row(`${longest} rows by the command, to CSV (51 columns; the other: 11)`, 'csv', 'theirCsv'),
    {
      what: `memory for ${longest} rows`,
      value: of(({ ours }) => ours.peak / 1e6),
      unit: 'MB',
      limit: { what: `${Math.floor(longest / 10)} rows`, value: small.peak / 1e6 },
      ratio: of(({ ours }) => ours.peak / small.peak),
      goal: { atMost: 1.25 },
    },
  ]
}

/** Both found the same rows; ours knows more kinds of them. */
function same(text: string, { codes }: Joined): void {
  const count = (code: string) => Number(new RegExp(`^ +${code} +(\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  for (const code of ['OK', 'SUSPENDED', 'REVOKED', 'EXPIRED'])
    assert.equal(count(code), codes[code] ?? 0, `${code}: ${text.slice(0, 1000)}`)
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
