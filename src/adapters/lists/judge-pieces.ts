import type { Instant } from '../../core/kernel/date.ts'
import type { Language } from '../../core/kernel/text.ts'
import { type CheckInput, openCheck, openCounts } from '../../core/procurement/check.ts'
import {
  type Answers,
  type Attention,
  type AttentionPart,
  answerLines,
  type HeldRows,
  toAttention,
  toCsv,
  toJson,
} from '../../core/procurement/check-stream.ts'
import type { Judgement } from '../../core/procurement/judge.ts'
import { openCells } from '../../core/procurement/lists/cells.ts'
import type { Columns } from '../../core/procurement/lists/columns.ts'
import type { ListFault } from '../../core/procurement/lists/faults.ts'
import type { ListLimits } from '../../core/procurement/lists/limits.ts'
import type { Delimiter, ListRow } from '../../core/procurement/lists/list-row.ts'
import { openLine } from '../../core/procurement/lists/read-list.ts'
import type { PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { notThere, openPlainRows, readSlowly } from '../../core/procurement/plain-rows.ts'
import { openPlainTally } from '../../core/procurement/plain-tally.ts'
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

const utf8 = new TextEncoder()
// The mark at the beginning of a file is no part of its first cell; anywhere else it is.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const mark = [0xef, 0xbb, 0xbf]

/** Opens the judging of pieces of a list: each gives the same answers as the same rows within the whole list. */
export function openPieces(task: PieceTask): (piece: PlainPiece, held: HeldRows) => Promise<JudgedPiece> {
  const { packed, delimiter, columns, headingRow, limits, form, ...asked } = task
  const register = openIndex(packed)
  const opened = openCheck({ ...asked, register })
  if (!opened.ok) throw new Error(opened.fault.code)
  const check = opened.value
  const lineOf = openLine(columns)
  const plain = check.plain && openPlainRows({ register, columns, delimiter, answers: check.plain, lineOf })
  const tally = plain && openPlainTally(plain)

  function formAnswers(write: (text: string) => Promise<void>, held: HeldRows): Answers {
    if (form.kind === 'csv') return toCsv(write, form)
    return form.kind === 'json' ? toJson(write, form.madeAt) : toAttention(form.most, held)
  }

  async function judge({ bytes, rowsBefore }: PlainPiece, held: HeldRows): Promise<JudgedPiece> {
    let text = ''
    const answers = formAnswers(async (some) => {
      text += some
    }, held)
    await answers.begin?.(check)
    text = '' // the head is written once, by whoever puts the pieces together
    const counts = openCounts()
    let rows = 0
    let empty = 0
    const count = (judged: Pick<ReportRow, 'answer' | 'code'>, of: number) => {
      answers.count?.(judged, of)
      counts.add(judged, of, of)
    }
    const take = async (read: readonly ListRow[]): Promise<void> => {
      const below = read.filter(({ row }) => row > headingRow)
      rows += below.length
      const lines = below.flatMap(lineOf)
      empty += below.length - lines.length
      await answerLines(check, lines, answers, counts)
    }

    /** From the first row to the last. */
    const inOrder = async (from: number): Promise<ListFault | undefined> => {
      const cells = openCells(delimiter, limits, rowsBefore)
      const content = decoder.decode(bytes.subarray(from))
      // Few rows at a time never leave the young part of memory.
      for (let at = 0; at < content.length; ) {
        const cut = content.indexOf('\n', at + 32_768)
        const to = cut === -1 ? content.length : cut + 1
        const read = cells.push(content.slice(at, to))
        if (!read.ok) return read.fault
        await take(read.value)
        at = to
      }
      const read = cells.end()
      if (!read.ok) return read.fault
      await take(read.value)
      return undefined
    }

    /** Plain rows by their bytes; the others, and those that are to be shown, as they are read otherwise. */
    const byBytes = async (begin: number): Promise<ListFault | undefined> => {
      const { learnt, none } = check.plain!
      const found = new Map<number, Judgement>()
      tally!.begin(bytes, begin, Math.max(0, headingRow - rowsBefore))
      while (tally!.next()) {
        const place = tally!.place()
        if (place !== readSlowly) {
          let judgement = found.get(place)
          if (judgement === undefined) {
            judgement = place === notThere ? none : learnt(place).judgement
            found.set(place, judgement)
            count(judgement, 0) // what came first stays first
          }
          if (!answers.wants!(judgement)) {
            tally!.count(place)
            continue
          }
        }
        const cells = openCells(delimiter, limits, rowsBefore + tally!.before())
        for (const read of [cells.push(decoder.decode(bytes.subarray(tally!.from(), tally!.to()))), cells.end()]) {
          if (!read.ok) return read.fault
          await take(read.value)
        }
      }
      for (const [place, of] of tally!.times()) {
        rows += of
        count(found.get(place)!, of)
      }
      return undefined
    }

    const begin = rowsBefore === 0 && mark.every((byte, i) => bytes[i] === byte) ? mark.length : 0
    const fault = await (tally !== undefined && answers.wants !== undefined ? byBytes : inOrder)(begin)
    return {
      rows,
      empty,
      counts: counts.counts(),
      text: utf8.encode(text),
      ...('seen' in answers ? { attention: partOf(answers as Attention) } : {}),
      ...(fault === undefined ? {} : { fault }),
    }
  }

  return (piece, held) =>
    judge(piece, held).catch((error: unknown): JudgedPiece => {
      if (!(error instanceof BrokenEntry)) throw error
      const counts = openCounts().counts()
      return { rows: 0, empty: 0, counts, text: new Uint8Array(), broken: error.line }
    })
}

const partOf = ({ failing, asking, seen }: Attention): AttentionPart => ({ failing, asking, seen })
