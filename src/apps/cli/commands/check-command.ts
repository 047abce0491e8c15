import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { CheckInput, OpenCheck } from '../../../core/procurement/check.ts'
import {
  type Answers,
  checkStream,
  type LineStream,
  openLines,
  toAttention,
  toCsv,
  toJson,
} from '../../../core/procurement/check-stream.ts'
import { indexForeign } from '../../../core/procurement/foreign-list.ts'
import type { Line } from '../../../core/procurement/line.ts'
import { chooseColumns } from '../../../core/procurement/lists/columns.ts'
import { commandLimits, jobLimits } from '../../../core/procurement/lists/limits.ts'
import { knownTo } from '../../../core/procurement/lists/read-list.ts'
import { isProfile } from '../../../core/procurement/profile.ts'
import { BrokenEntry, openIndex } from '../../../core/procurement/register-index.ts'
import type { Counts } from '../../../core/procurement/report.ts'
import { checkSystems, type SystemAnswer } from '../../../core/procurement/system.ts'
import {
  type CheckThreads,
  checkPlainList,
  openForeignLists,
  openList,
  openLongPlainList,
  openOutput,
  openPolicy,
  openRegister,
  openRules,
  type PieceForm,
  type PlainListFile,
  threadsFor,
} from '../../compose-check.ts'
import { type Command, type Exit, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { type CheckAsked, readCheckAsked } from './check-asked.ts'
import { checkHelp } from './check-help.ts'
import { basisLines, listLines, moreText, printRow, printSummary, printSystems } from './check-text.ts'

const shownMost = 100

/** `check`: may these be bought? 0 all of them meet the policy, 1 some do not or need checking, 2 unusable input. */
export const checkCommand: Command = {
  name: 'check',
  usage:
    'check LIST --policy P | --profile P [--as-of DATE] [--delivery DATE] [--contract-end DATE] [--importance I] [--register FILE [--trust FILE]] [--foreign FILE] [--columns LIST] [--sheet NAME] [--json | --csv | --pdf FILE [--note TEXT]] [--out FILE] [--language L] [--all]',
  summary: {
    ja: '製品の一覧を方針と照らし、適・不適・要確認を、理由と次にすることとともに示します。一覧はどこにも送りません。',
    en: 'Holds a list of products against a policy: which meet it, which do not, which need checking, why, and what to do next. The list is sent nowhere.',
  },
  options: checkHelp,
  examples: [
    'check list.xlsx --policy gov-low --register register.jsonl.zst --trust root.json',
    'check list.csv --policy gov-mid-high --as-of 2026-11-01 --csv --out result.csv',
    'check home.csv --profile smart-home --columns model=型番,role=役割',
  ],
  async run(args, terminal) {
    const asked = readCheckAsked(args, terminal)
    if (!asked.ok) return printFault(terminal, asked.fault)
    const done = await run(asked.value, terminal).catch(damaged)
    if (done.ok) return done.value
    if (asked.value.form === 'json') terminal.err(JSON.stringify({ fault: done.fault }))
    return printFault(terminal, done.fault)
  },
}

/** A line of the register that looked like an entry, and was found damaged when a row asked for it. */
function damaged(error: unknown): Result<never, Fault> {
  if (error instanceof BrokenEntry) return refuse({ code: 'register-line-broken', line: error.line } as Fault)
  throw error
}

async function run(asked: CheckAsked, terminal: Terminal): Promise<Result<Exit, Fault>> {
  const threads = await threadsFor(asked.file, asked.register.file)
  try {
    return await runWith(threads, asked, terminal)
  } finally {
    threads?.end()
  }
}

async function runWith(
  threads: CheckThreads | undefined,
  asked: CheckAsked,
  terminal: Terminal,
): Promise<Result<Exit, Fault>> {
  // A long list is looked through while the register is read.
  const plainly = asked.foreign.length === 0 && threads ? openLongPlainList(asked.file) : undefined
  plainly?.catch(() => undefined) // told when it is asked for
  const input = await openInput(asked, threads)
  if (!input.ok) return input
  const profile = isProfile(input.value.against) ? input.value.against : undefined
  const limits = profile === undefined ? commandLimits : { ...commandLimits, rows: jobLimits.rows }
  const list = await openList(asked.file, limits, asked.sheet)
  if (!list.ok) return list
  try {
    const known = knownTo(input.value.register)
    const opened = await openLines(list.value, { choice: asked.choice, known, mostRows: limits.rows })
    if (!opened.ok) return opened
    if (profile === undefined) {
      const plain = await plainly
      const judge = plain && threads ? inThreads(plain, { asked, stream: opened.value, threads }) : inOrder
      return await answer(input.value, opened.value, asked, terminal, judge)
    }
    // Whether a system is whole shows at its last row, so here all of them are kept.
    const lines: Line[] = []
    const kept = keeping(opened.value, lines)
    const systems = () => {
      const report = checkSystems({ ...input.value, against: profile, lines })
      if (!report.ok) throw new Error(report.fault.code) // the same input was taken a moment ago
      return report.value.systems
    }
    return await answer(input.value, kept, asked, terminal, inOrder, systems)
  } finally {
    await list.value.close()
  }
}

async function openInput(
  { against, wantsProfile, importance, days, register, foreign, now }: CheckAsked,
  threads: CheckThreads | undefined,
) {
  const home = homeFolder()
  const catalogue = await openRules(home, days.asOf)
  if (!catalogue.ok) return catalogue
  const chosen = await openPolicy(catalogue.value, against, days.asOf)
  if (!chosen.ok) return chosen
  if (isProfile(chosen.value.against) !== wantsProfile && wantsProfile)
    return refuse({ code: 'option-wrong', reason: `--profile ${against}` } as Fault)
  const lists = await openForeignLists(foreign)
  if (!lists.ok) return lists
  const snapshot = await openRegister(register, { home, now, threads })
  if (!snapshot.ok) return snapshot
  const { schemes, recognition, facts } = catalogue.value
  const input: Omit<CheckInput, 'lines'> = {
    ...days,
    against: chosen.value.against,
    importance: importance ?? chosen.value.importance,
    register: openIndex(snapshot.value),
    schemes,
    recognition,
    vocabulary: facts,
    foreign: indexForeign(lists.value),
  }
  return ok(input)
}

const keeping = (stream: LineStream, lines: Line[]): LineStream => ({
  ...stream,
  async next() {
    const read = await stream.next()
    if (read.ok && read.value !== undefined) lines.push(...read.value)
    return read
  },
})

/** How the rows of a list are judged: what takes the answers, and in which form they are wanted. */
type Judge = (
  input: Omit<CheckInput, 'lines'>,
  lines: LineStream,
  answers: Answers,
  wanted: {
    readonly form: PieceForm
    readonly write: (text: string | Uint8Array) => Promise<void>
    readonly taken?: (rows: number) => void
  },
) => Promise<Result<{ readonly check: OpenCheck; readonly counts: Counts; readonly empty: number }, Fault>>

/** From the first row to the last. */
const inOrder: Judge = async (input, lines, answers, { taken }) => {
  const told: Answers = {
    ...answers,
    async take(rows) {
      await answers.take(rows)
      taken?.(rows.length)
    },
  }
  const done = await checkStream(input, lines, told)
  return done.ok ? ok({ ...done.value, empty: lines.emptyRows() }) : done
}

/** In pieces, on all processors. */
const inThreads =
  (
    file: PlainListFile,
    { asked, stream, threads }: { asked: CheckAsked; stream: LineStream; threads: CheckThreads },
  ): Judge =>
  async (input, _, answers, { form, write, taken }) => {
    const { guess, source } = stream
    const columns = chooseColumns(guess, asked.choice?.columns)
    if (!columns.ok) return columns
    const list = {
      file,
      delimiter: source().delimiter ?? 'none',
      columns: columns.value,
      headingRow: guess.headingRow ?? 0,
      limits: commandLimits,
      form,
    }
    return checkPlainList(input, list, { answers, write, ...(taken ? { taken } : {}) }, threads)
  }

async function answer(
  input: Omit<CheckInput, 'lines'>,
  lines: LineStream,
  asked: CheckAsked,
  terminal: Terminal,
  judge: Judge,
  systems?: () => readonly SystemAnswer[],
): Promise<Result<Exit, Fault>> {
  if (asked.form !== 'text') return record(input, lines, asked, terminal, judge, systems)
  if (asked.pdf !== undefined) {
    // Drawing pages takes a library that nobody else waits for.
    const { writeRecordSheet } = await import('./check-sheet.ts')
    const written = await writeRecordSheet(input, lines, asked)
    if (!written.ok) return written
    printSummary(written.value, terminal)
    return ok(exitOf(written.value.counts, written.value.systems))
  }
  const most = asked.all ? Number.POSITIVE_INFINITY : shownMost
  const attention = toAttention(most)
  const form: PieceForm = { kind: 'attention', most }
  const done = await judge(input, lines, attention, { form, write: async () => undefined })
  if (!done.ok) return done
  const { check, counts, empty } = done.value
  const { language } = asked
  const said: Terminal = { ...terminal, language }
  const told = { source: lines.source(), guess: lines.guess, emptyRows: empty }
  for (const line of [...basisLines(check, input.against, language), ...listLines(told, language), '']) said.out(line)
  printSummary({ counts, seen: attention.seen }, said)
  // What cannot be read at all stands before what a person has to choose.
  const asking = attention.asking
    .toSorted((a, b) => Number(b.code === 'UNREADABLE') - Number(a.code === 'UNREADABLE'))
    .slice(0, most)
  for (const [rows, all] of [
    [attention.failing, counts.answers['does-not-meet']],
    [asking, counts.answers['needs-checking']],
  ] as const) {
    if (rows.length > 0) said.out('')
    for (const row of rows) printRow(row, said)
    if (all > rows.length) said.out(moreText(all - rows.length, language))
  }
  const found = systems?.()
  if (found !== undefined) {
    said.out('')
    printSystems(found, said)
  }
  return ok(exitOf(counts, found))
}

/** All rows to a file or another program; what the list was read as goes where it does not disturb. */
async function record(
  input: Omit<CheckInput, 'lines'>,
  lines: LineStream,
  { form, out, language, now }: CheckAsked,
  terminal: Terminal,
  judge: Judge,
  systems: (() => readonly SystemAnswer[]) | undefined,
): Promise<Result<Exit, Fault>> {
  const output = await openOutput(out)
  if (!output.ok) return output
  let found: readonly SystemAnswer[] | undefined
  const once = systems === undefined ? undefined : () => (found ??= systems())
  const { write } = output.value
  const answers: Answers = form === 'csv' ? toCsv(write, { language, madeAt: now }) : toJson(write, now, once)
  let total = 0
  const wanted: PieceForm = form === 'csv' ? { kind: 'csv', language, madeAt: now } : { kind: 'json', madeAt: now }
  const taken = (rows: number) => {
    total += rows
    terminal.live?.([total.toLocaleString('en')])
  }
  const done = await judge(input, lines, answers, { form: wanted, write, taken })
  terminal.live?.([])
  if (!done.ok) {
    await output.value.discard()
    return done
  }
  const kept = await output.value.keep()
  if (!kept.ok) return kept
  const told = { source: lines.source(), guess: lines.guess, emptyRows: done.value.empty }
  for (const line of listLines(told, terminal.language)) terminal.err(line)
  return ok(exitOf(done.value.counts, once?.()))
}

const exitOf = (
  { lines, answers }: { readonly lines: number; readonly answers: Readonly<Record<string, number>> },
  systems: readonly SystemAnswer[] | undefined,
): Exit => (answers.meets === lines && (systems?.every((one) => one.answer === 'meets') ?? true) ? 0 : 1)
