import { parentPort, workerData } from 'node:worker_threads'
import type { Instant } from '../../core/kernel/date.ts'
import type { Language } from '../../core/kernel/text.ts'
import { type CheckInput, openCheck, openCounts } from '../../core/procurement/check.ts'
import {
  type Answers,
  type Attention,
  type AttentionPart,
  toAttention,
  toCsv,
  toJson,
} from '../../core/procurement/check-stream.ts'
import { openCells } from '../../core/procurement/lists/cells.ts'
import type { Columns } from '../../core/procurement/lists/columns.ts'
import type { ListFault } from '../../core/procurement/lists/faults.ts'
import type { ListLimits } from '../../core/procurement/lists/limits.ts'
import type { Delimiter } from '../../core/procurement/lists/list-row.ts'
import { openLine } from '../../core/procurement/lists/read-list.ts'
import type { PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { BrokenEntry, openIndex } from '../../core/procurement/register-index.ts'
import type { Counts, ReportRow } from '../../core/procurement/report.ts'
import type { PlainPiece } from './plain-list.ts'

/** What pieces of a list are read and judged by. */
export interface PieceTask extends Omit<CheckInput, 'lines' | 'register'> {
  readonly packed: PackedRegister
  readonly delimiter: Delimiter
  readonly columns: Columns
  readonly headingRow: number
  readonly limits: ListLimits
  readonly form: PieceForm
}

/** As what the answers are wanted. */
export type PieceForm =
  | { readonly kind: 'attention'; readonly most: number }
  | { readonly kind: 'csv'; readonly language: Language; readonly madeAt: Instant }
  | { readonly kind: 'json'; readonly madeAt: Instant }

/** What came of one piece. */
export interface JudgedPiece {
  readonly rows: number // below the headings, with something in them
  readonly empty: number // of these, that say nothing in any of the columns
  readonly counts: Counts
  readonly text: Uint8Array // of the form
  readonly attention?: AttentionPart
  readonly fault?: ListFault
  readonly broken?: number // line of the register that is no entry
}

const { packed, delimiter, columns, headingRow, limits, form, ...asked } = workerData as PieceTask
const opened = openCheck({ ...asked, register: openIndex(packed) })
if (!opened.ok) throw new Error(opened.fault.code) // taken by whoever started this thread
const check = opened.value
const lineOf = openLine(columns)
// The mark at the beginning of a file is no part of its first cell; anywhere else it is.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const utf8 = new TextEncoder()

function formAnswers(write: (text: string) => Promise<void>): Answers {
  if (form.kind === 'csv') return toCsv(write, form)
  return form.kind === 'json' ? toJson(write, form.madeAt) : toAttention(form.most)
}

async function judge({ bytes, rowsBefore }: PlainPiece): Promise<JudgedPiece> {
  let text = ''
  const write = async (some: string) => {
    text += some
  }
  const answers = formAnswers(write)
  await answers.begin?.(check)
  text = '' // the head is written once, by whoever puts the pieces together
  const counts = openCounts()
  const cells = openCells(delimiter, limits, rowsBefore)
  let rows = 0
  let empty = 0
  let fault: ListFault | undefined
  const decoded = decoder.decode(bytes)
  const content = rowsBefore === 0 && decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  const take = async (read: ReturnType<typeof cells.push>) => {
    if (!read.ok) {
      fault = read.fault
      return
    }
    const below = read.value.filter(({ row }) => row > headingRow)
    rows += below.length
    const judgedRows: ReportRow[] = []
    for (const row of below) {
      const line = lineOf(row)
      if ('length' in line) {
        empty++
        continue
      }
      const judged = answers.wants === undefined ? undefined : check.judge(line)
      if (judged === undefined || answers.wants!(judged)) judgedRows.push(check.answer({ ...line, rows: [line.row] }))
      counts.add(judged ?? judgedRows.at(-1)!, 1)
    }
    if (judgedRows.length > 0) await answers.take(judgedRows)
  }
  // Few rows at a time never leave the young part of memory.
  for (let at = 0; at < content.length && fault === undefined; ) {
    const cut = content.indexOf('\n', at + 32_768)
    const to = cut === -1 ? content.length : cut + 1
    await take(cells.push(content.slice(at, to)))
    at = to
  }
  if (fault === undefined) await take(cells.end())
  return {
    rows,
    empty,
    counts: counts.counts(),
    text: utf8.encode(text),
    ...('seen' in answers ? { attention: partOf(answers as Attention) } : {}),
    ...(fault === undefined ? {} : { fault }),
  }
}

const partOf = ({ failing, asking, seen }: Attention): AttentionPart => ({ failing, asking, seen })

parentPort!.on('message', (piece: PlainPiece) => {
  judge(piece).then(
    (judged) => parentPort!.postMessage(judged, [judged.text.buffer as ArrayBuffer]),
    (error: unknown) => {
      if (!(error instanceof BrokenEntry)) throw error
      const nothing = openCounts().counts()
      parentPort!.postMessage({
        rows: 0,
        empty: 0,
        counts: nothing,
        text: new Uint8Array(),
        broken: error.line,
      } satisfies JudgedPiece)
    },
  )
})
