import type { Instant } from '../kernel/date.ts'
import type { Fault } from '../kernel/fault.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Language } from '../kernel/text.ts'
import { type CheckInput, type OpenCheck, openCheck, openCounts } from './check.ts'
import type { Line } from './line.ts'
import { type ColumnChoice, chooseColumns } from './lists/columns.ts'
import type { ListFault } from './lists/faults.ts'
import { type ColumnGuess, guessColumns, guessedFrom, type Known } from './lists/guess-columns.ts'
import type { ListRow, ListSource } from './lists/list-row.ts'
import { belowHeadings, openLine, withGuess } from './lists/read-list.ts'
import { openRecordCsv } from './record/record-csv.ts'
import { recordFormat } from './record/record-format.ts'
import { openRecordRows, recordBasis, recordCounts, recordSystems } from './record/record-json.ts'
import type { Counts, ReportRow } from './report.ts'
import type { SystemAnswer } from './system.ts'

/** A list whose rows come piece by piece. */
export interface RowStream {
  next(): Promise<Result<readonly ListRow[] | undefined, ListFault>>
  source(): ListSource
}

/** The list with its columns understood: rows as they are asked about. */
export interface LineStream {
  readonly guess: ColumnGuess
  next(): Promise<Result<readonly Line[] | undefined, ListFault>>
  source(): ListSource
  emptyRows(): number
}

/** Looks at the first rows, says which column is what, and gives all of them as lines. */
export async function openLines(
  list: RowStream,
  { choice, known, mostRows }: { choice?: ColumnChoice | undefined; known: Known; mostRows: number },
): Promise<Result<LineStream, ListFault>> {
  const first: ListRow[] = []
  let over = false
  while (first.length < guessedFrom + 10 && !over) {
    const read = await list.next()
    if (!read.ok) return read
    if (read.value === undefined) over = true
    else first.push(...read.value)
  }
  const guess = guessColumns(first, known, choice?.headings)
  const columns = chooseColumns(guess, choice?.columns)
  if (!columns.ok) return first.length === 0 ? refuse({ code: 'list-nothing-there' }) : columns
  const lineOf = openLine(columns.value)
  let waiting: readonly ListRow[] | undefined = belowHeadings(first, guess)
  let rows = 0
  let empty = 0
  const give = (some: readonly ListRow[]): Result<readonly Line[], ListFault> => {
    rows += some.length
    if (rows > mostRows) return refuse({ code: 'list-too-many-rows', limit: mostRows })
    const lines = some.flatMap(lineOf)
    empty += some.length - lines.length
    return ok(lines)
  }
  return ok({
    guess,
    async next() {
      if (waiting !== undefined) {
        const some = waiting
        waiting = undefined
        return give(some)
      }
      if (over) return ok(undefined)
      const read = await list.next()
      if (!read.ok) return read
      if (read.value === undefined) {
        over = true
        return ok(undefined)
      }
      return give(read.value)
    },
    source: () => withGuess(list.source(), guess),
    emptyRows: () => empty,
  })
}

/** What every answered row is handed to, in the order of the list; rows are not kept. */
export interface Answers {
  /** Whether a row with that answer is wanted at all; the others are only counted. Absent: every row is. */
  wants?(judged: Pick<ReportRow, 'answer' | 'code'>): boolean
  /** So many rows got that answer, wanted or not. */
  count?(judged: Pick<ReportRow, 'answer' | 'code'>, rows: number): void
  begin?(check: OpenCheck): Promise<void>
  take(rows: readonly ReportRow[]): Promise<void>
  end?(check: OpenCheck, counts: Counts): Promise<void>
}

/** Answers some lines: all of them are counted, and those that are wanted handed on. */
export async function answerLines(
  check: OpenCheck,
  lines: readonly Line[],
  answers: Answers,
  counts: Pick<ReturnType<typeof openCounts>, 'add'>,
): Promise<void> {
  let rows: ReportRow[] = []
  for (const line of lines) {
    if (rows.length === rowsAtOnce) {
      await answers.take(rows)
      rows = []
    }
    const judged = answers.wants === undefined ? undefined : check.judge(line)
    if (judged === undefined || answers.wants!(judged)) rows.push(check.answer({ ...line, rows: [line.row] }))
    const counted = judged ?? rows.at(-1)!
    answers.count?.(counted, 1)
    counts.add(counted, 1)
  }
  if (rows.length > 0) await answers.take(rows)
}

// Few, so that nearly every row is gone before memory is looked through for what is left.
const rowsAtOnce = 32

/** Checks a list of any length in the same memory: each row is answered by itself and handed on. */
export async function checkStream(
  input: Omit<CheckInput, 'lines'>,
  lines: LineStream,
  answers: Answers,
): Promise<Result<{ readonly check: OpenCheck; readonly counts: Counts }, Fault>> {
  const opened = openCheck(input)
  if (!opened.ok) return opened
  const check = opened.value
  const counts = openCounts()
  await answers.begin?.(check)
  for (;;) {
    const read = await lines.next()
    if (!read.ok) return read
    if (read.value === undefined) break
    await answerLines(check, read.value, answers, counts)
  }
  const counted = counts.counts()
  if (counted.lines === 0) return refuse({ code: 'list-nothing-there' } as Fault)
  await answers.end?.(check, counted)
  return ok({ check, counts: counted })
}

/** Writes text; waits where the reader is slower. */
export type Write = (text: string) => Promise<void>

/** Answers as CSV. */
export function toCsv(write: Write, options: { readonly language: Language; readonly madeAt: Instant }): Answers {
  let csv: ReturnType<typeof openRecordCsv> | undefined
  return {
    async begin(check) {
      csv = openRecordCsv(check, options)
      await write(csv.head)
    },
    async take(rows) {
      let text = ''
      for (const row of rows) text += csv!.line(row, row.row, row.asked)
      await write(text)
    },
  }
}

/** Answers as JSON: one document, one row a line; with what they come to for systems, where a profile asks. */
export function toJson(write: Write, madeAt: Instant, systems?: () => readonly SystemAnswer[]): Answers {
  const rowOf = openRecordRows()
  let first = true
  return {
    async begin({ basis, digest }) {
      const head = { format: recordFormat, made_at: madeAt, basis: recordBasis(basis), digest }
      await write(`${JSON.stringify(head).slice(0, -1)},"rows":[`)
    },
    async take(rows) {
      let text = ''
      for (const row of rows) {
        text += `${first ? '\n' : ',\n'}${JSON.stringify(rowOf(row))}`
        first = false
      }
      await write(text)
    },
    end({ notAsked }, counts) {
      const tail = {
        counts: recordCounts(counts),
        not_asked: notAsked,
        ...(systems === undefined ? {} : { systems: recordSystems(systems()) }),
      }
      return write(`\n],${JSON.stringify(tail).slice(1)}\n`)
    },
  }
}

/** Rows that a person has to look at. */
export interface Attention extends Answers {
  readonly failing: ReportRow[]
  readonly asking: ReportRow[]
  readonly seen: ReadonlyMap<string, number> // rows for `answer code`
  /** Adds what was kept of the part of the list that follows. */
  add(part: AttentionPart): Promise<void>
}

/** What was kept of a part of a list. */
export interface AttentionPart {
  readonly failing: readonly ReportRow[]
  readonly asking: readonly ReportRow[]
  readonly seen: ReadonlyMap<string, number>
}

/** How many rows are held already, of a list that is taken piece by piece. */
export interface HeldRows {
  readonly failing: number
  readonly asking: number
}
const noRows: HeldRows = { failing: 0, asking: 0 }

/** Keeps the rows that a person has to look at, up to so many of each kind; of the others it counts the reasons. */
export function toAttention(most: number, before: HeldRows = noRows): Attention {
  const failing: ReportRow[] = []
  const asking: ReportRow[] = []
  const seen = new Map<string, number>()
  const take = async (rows: readonly ReportRow[]): Promise<void> => {
    for (const row of rows)
      if (row.answer === 'does-not-meet') {
        if (before.failing + failing.length < most) failing.push(row)
      } else if (before.asking + asking.length < (row.code === 'UNREADABLE' ? 2 * most : most)) asking.push(row)
  }
  return {
    failing,
    asking,
    seen,
    count({ answer, code }, rows) {
      const key = `${answer} ${code}`
      seen.set(key, (seen.get(key) ?? 0) + rows)
    },
    wants({ answer, code }) {
      if (answer === 'meets') return false
      // What cannot be read is kept however many others there are before it.
      if (answer === 'does-not-meet') return before.failing + failing.length < most
      return code === 'UNREADABLE' || before.asking + asking.length < most
    },
    take,
    async add(part) {
      for (const [key, count] of part.seen) seen.set(key, (seen.get(key) ?? 0) + count)
      await take(part.failing)
      await take(part.asking)
    },
  }
}
