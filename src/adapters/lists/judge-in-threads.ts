import type { Fault } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type CheckInput, type OpenCheck, openCheck, openCounts } from '../../core/procurement/check.ts'
import type { Answers, Attention, HeldRows } from '../../core/procurement/check-stream.ts'
import type { Columns } from '../../core/procurement/lists/columns.ts'
import type { ListLimits } from '../../core/procurement/lists/limits.ts'
import type { Delimiter } from '../../core/procurement/lists/list-row.ts'
import type { ReasonCode } from '../../core/procurement/reason.ts'
import { BrokenEntry } from '../../core/procurement/register-index.ts'
import type { Counts } from '../../core/procurement/report.ts'
import type { CheckThreads } from './check-threads.ts'
import type { JudgedPiece, PieceForm, PieceTask } from './judge-pieces.ts'
import { type PlainListFile, plainPieces } from './plain-list.ts'

/** A plain list whose columns are understood, and how its answers are wanted. */
export interface PlainList {
  readonly file: PlainListFile
  readonly delimiter: Delimiter
  readonly columns: Columns
  readonly headingRow: number // 0: there is none
  readonly limits: ListLimits
  readonly form: PieceForm
}

/** What takes the answers: text as it is written, or what needs a person. */
export interface PieceAnswers {
  readonly answers: Answers
  readonly write: (text: Uint8Array) => Promise<void>
  readonly taken?: (rows: number) => void
}

/**
 * Checks a plain list on all processors: the same answers, in the same order and bytes, as from its beginning to its end. Lists of
 * labels issued elsewhere are not among what threads share.
 */
export async function checkInThreads(
  input: Omit<CheckInput, 'lines' | 'foreign'>,
  { file, ...list }: PlainList,
  { answers, write, taken }: PieceAnswers,
  threads: CheckThreads,
): Promise<Result<{ readonly check: OpenCheck; readonly counts: Counts; readonly empty: number }, Fault>> {
  const { register, foreign: _, ...asked } = input as Omit<CheckInput, 'lines'>
  const opened = openCheck({ ...asked, register })
  if (!opened.ok) return opened
  const total = openTotal()
  await answers.begin?.(opened.value)
  let rows = 0
  let empty = 0
  let first = true
  setImmediate(() => opened.value.digest) // while the threads begin
  const held = () => heldBy(answers)
  for await (const piece of judgeInThreads(file, { ...asked, ...list, packed: register.packed }, { threads, held })) {
    if (piece.broken !== undefined) throw new BrokenEntry(piece.broken)
    if (piece.fault !== undefined) return refuse(piece.fault)
    rows += piece.rows
    empty += piece.empty
    if (rows > list.limits.rows) return refuse<Fault>({ code: 'list-too-many-rows', limit: list.limits.rows } as Fault)
    if (piece.text.length > 0) {
      if (list.form.kind === 'json' && !first) await write(comma)
      first = false
      await write(piece.text)
    }
    if (piece.attention !== undefined) await (answers as Attention).add(piece.attention)
    total.add(piece.counts)
    taken?.(piece.counts.lines)
  }
  const counts = total.counts()
  if (counts.lines === 0) return refuse({ code: 'list-nothing-there' } as Fault)
  await answers.end?.(opened.value, counts)
  return ok({ check: opened.value, counts, empty })
}

const comma = new TextEncoder().encode(',')

/** What is held of the pieces that are done; those under way may bring more than is wanted. */
const heldBy = (answers: Answers): HeldRows => {
  const { failing = [], asking = [] } = answers as Partial<Attention>
  return { failing: failing.length, asking: asking.length }
}

/** Adds counts up; what came first stays first. */
function openTotal() {
  const empty = openCounts().counts()
  const answers = { ...empty.answers }
  const codes: Partial<Record<ReasonCode, number>> = {}
  let [lines, rows] = [0, 0]
  return {
    add(more: Counts) {
      lines += more.lines
      rows += more.rows
      for (const answer of Object.keys(answers) as (keyof typeof answers)[]) answers[answer] += more.answers[answer]
      for (const [code, count] of Object.entries(more.codes) as [ReasonCode, number][])
        codes[code] = (codes[code] ?? 0) + count
    },
    counts: (): Counts => ({ lines, rows, unreadable: codes.UNREADABLE ?? 0, answers, codes }),
  }
}

/**
 * Reads and judges the pieces of a plain list on all processors at once, and gives what came of them in the order of the list. Few
 * pieces are under way at a time, so memory does not grow with the list.
 */
async function* judgeInThreads(
  file: PlainListFile,
  task: PieceTask,
  { threads, held }: { readonly threads: CheckThreads; readonly held: () => HeldRows },
): AsyncGenerator<JudgedPiece> {
  for (let n = 0; n < threads.count; n++) threads.ask(n, { kind: 'open', task }).catch(() => undefined) // told by the first piece
  const pieces = plainPieces(file)
  const waiting: Promise<JudgedPiece>[] = []
  let next = 0
  let over = false
  const fill = async () => {
    while (!over && waiting.length < 2 * threads.count) {
      const { value, done } = await pieces.next()
      if (done) over = true
      else {
        const judged = threads.ask(next++ % threads.count, { kind: 'judge', piece: value, held: held() }, [
          value.bytes.buffer as ArrayBuffer,
        ])
        judged.catch(() => undefined) // told when it is its turn
        waiting.push(judged)
      }
    }
  }
  try {
    await fill()
    while (waiting.length > 0) {
      yield await waiting.shift()!
      await fill()
    }
  } finally {
    await pieces.return(undefined)
  }
}
