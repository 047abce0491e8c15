import { parentPort, workerData } from 'node:worker_threads'
import type { Fault } from '../../core/kernel/fault.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { CheckInput } from '../../core/procurement/check.ts'
import type { JobAnswer, JobWish } from '../../core/procurement/check-job.ts'
import {
  checkStream,
  openLines,
  type RowStream,
  toAttention,
  toCsv,
  toJson,
} from '../../core/procurement/check-stream.ts'
import type { Line } from '../../core/procurement/line.ts'
import { chooseColumns, nameOf } from '../../core/procurement/lists/columns.ts'
import type { ListFault } from '../../core/procurement/lists/faults.ts'
import { fields, fieldText } from '../../core/procurement/lists/fields.ts'
import { isZip } from '../../core/procurement/lists/file-kind.ts'
import { jobLimits } from '../../core/procurement/lists/limits.ts'
import type { ListRow } from '../../core/procurement/lists/list-row.ts'
import { tellNotice } from '../../core/procurement/lists/notices.ts'
import { knownTo } from '../../core/procurement/lists/read-list.ts'
import { openTextList } from '../../core/procurement/lists/text-list.ts'
import { readWorkbook } from '../../core/procurement/lists/workbook.ts'
import type { PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { isProfile } from '../../core/procurement/profile.ts'
import { openRecordRows, recordBasis, recordCounts, recordSystems } from '../../core/procurement/record/record-json.ts'
import { openIndex } from '../../core/procurement/register-index.ts'
import { checkSystems, type SystemAnswer } from '../../core/procurement/system.ts'

/** What a list is judged by, in a thread of its own. */
export interface JudgeTask extends Omit<CheckInput, 'lines' | 'register'> {
  readonly packed: PackedRegister
  readonly wish: JobWish
}

/** What the thread asks for and says; each waits for an answer, so that nothing piles up on either side. */
export type JudgeSaid =
  | { readonly kind: 'more' } // answered by the next bytes of the list; undefined at its end
  | { readonly kind: 'slice'; readonly csv: Uint8Array; readonly json: Uint8Array; readonly rows: number } // answered by anything
  | { readonly kind: 'total'; readonly rows: number }
  | { readonly kind: 'answer'; readonly answer: JobAnswer }
  | { readonly kind: 'refused'; readonly fault: Fault }

const port = parentPort!
const { packed, wish, ...asked } = workerData as JudgeTask

/** Says something and waits for what is answered. */
const say = (said: JudgeSaid): Promise<Uint8Array | undefined> =>
  new Promise((done) => {
    port.once('message', done)
    port.postMessage(said)
  })

const sliceSize = 1_000_000 // characters of either form
const shownEach = 20
const utf8 = new TextEncoder()

async function openRows(): Promise<Result<RowStream, ListFault>> {
  const first = (await say({ kind: 'more' })) ?? new Uint8Array()
  if (isZip(first)) {
    const parts = [first]
    for (let piece = await say({ kind: 'more' }); piece; piece = await say({ kind: 'more' })) parts.push(piece)
    const read = readWorkbook(Buffer.concat(parts), jobLimits)
    if (!read.ok) return read
    const { rows, source } = read.value
    await say({ kind: 'total', rows: rows.length })
    let at = 0
    return ok({
      next: async () => {
        const some: readonly ListRow[] = rows.slice(at, at + 2_000)
        at += some.length
        return ok(some.length === 0 ? undefined : some)
      },
      source: () => source,
    })
  }
  const list = openTextList(jobLimits)
  let waiting: Uint8Array | undefined = first
  let ended = false
  return ok({
    async next() {
      if (ended) return ok(undefined)
      // Judged in slices: few rows at a time never leave the young part of memory.
      const whole: Uint8Array | undefined = waiting ?? (await say({ kind: 'more' }))
      if (whole === undefined) {
        ended = true
        return list.end()
      }
      const piece = whole.subarray(0, 65_536)
      waiting = whole.length > 65_536 ? whole.subarray(65_536) : undefined
      return list.push(piece)
    },
    source: () => list.source(),
  })
}

async function judge(): Promise<JudgeSaid> {
  const input: Omit<CheckInput, 'lines'> = { ...asked, register: openIndex(packed) }
  const opened = await openRows()
  if (!opened.ok) return { kind: 'refused', fault: opened.fault }
  const lines = await openLines(opened.value, { known: knownTo(input.register), mostRows: jobLimits.rows })
  if (!lines.ok) return { kind: 'refused', fault: lines.fault }
  const { against } = input
  const kept: Line[] = []
  let systems: readonly SystemAnswer[] | undefined
  const systemsOf = isProfile(against)
    ? () => {
        if (systems === undefined) {
          const report = checkSystems({ ...input, against, lines: kept })
          if (!report.ok) throw new Error(report.fault.code) // the same input was taken a moment ago
          systems = report.value.systems
        }
        return systems
      }
    : undefined

  let [csvText, jsonText] = ['', '']
  let rows = 0
  const flush = async (least: number) => {
    if (csvText.length < least && jsonText.length < least) return
    const [csv, json] = [utf8.encode(csvText), utf8.encode(jsonText)]
    csvText = ''
    jsonText = ''
    await say({ kind: 'slice', csv, json, rows })
  }
  const { language, madeAt } = wish
  const csv = toCsv(
    async (text) => {
      csvText += text
    },
    { language, madeAt },
  )
  const json = toJson(
    async (text) => {
      jsonText += text
    },
    madeAt,
    systemsOf,
  )
  const attention = toAttention(shownEach)
  const stream = {
    ...lines.value,
    async next() {
      const read = await lines.value.next()
      if (systemsOf !== undefined && read.ok && read.value !== undefined) kept.push(...read.value)
      return read
    },
  }
  const done = await checkStream(input, stream, {
    async begin(check) {
      await csv.begin!(check)
      await json.begin!(check)
    },
    async take(some) {
      await csv.take(some)
      await json.take(some)
      await attention.take(some.filter((row) => row.answer !== 'meets'))
      rows += some.length
      await flush(sliceSize)
    },
    end: (check, counts) => json.end!(check, counts),
  })
  if (!done.ok) return { kind: 'refused', fault: done.fault }
  await flush(1)
  const { check, counts } = done.value
  const { guess } = lines.value
  const columns = chooseColumns(guess)
  const asking = attention.asking.toSorted((a, b) => Number(b.code === 'UNREADABLE') - Number(a.code === 'UNREADABLE'))
  return {
    kind: 'answer',
    answer: {
      title: against.title,
      basis: recordBasis(check.basis),
      digest: check.digest,
      counts: recordCounts(counts),
      notAsked: [...check.notAsked],
      ...(systemsOf === undefined ? {} : { systems: recordSystems(systemsOf()) }),
      read: {
        notices: lines.value.source().notices.map(tellNotice),
        columns: columns.ok
          ? fields.flatMap((field) => {
              const index = columns.value[field]
              return index === undefined ? [] : [[fieldText[field], nameOf(guess, index)] as const]
            })
          : [],
      },
      emptyRows: lines.value.emptyRows(),
      first: [...attention.failing, ...asking.slice(0, shownEach)].map(openRecordRows()),
    },
  }
}

port.postMessage(await judge())
