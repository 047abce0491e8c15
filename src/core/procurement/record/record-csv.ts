import type { Instant } from '../../kernel/date.ts'
import type { Language } from '../../kernel/text.ts'
import type { AskedLine, Line } from '../line.ts'
import type { Finding, ReasonText } from '../reason.ts'
import type { Basis, Report, ReportRow } from '../report.ts'
import { byteOrderMark, csvCell, csvLine, lineEnd } from './csv-line.ts'
import {
  askedColumns,
  basisColumns,
  candidateColumns,
  findingColumns,
  labelColumns,
  matchColumns,
  type RecordColumn,
  type RecordLine,
  rowColumns,
} from './record-columns.ts'
import { openTelling } from './told-finding.ts'

/** How a record is written. */
export interface RecordCsvOptions {
  readonly language: Language
  readonly madeAt: Instant
  readonly mark?: boolean // the byte order mark by which spreadsheets know UTF-8; absent: it is written
}

/** Writes a record line by line: the same columns for every list, so that records can be put one below the other. */
export interface RecordCsv {
  readonly head: string
  line(row: ReportRow, number: number, asked: AskedLine): string
}

/** Opens a record of a check as CSV: one row of headings, UTF-8 with its mark, CRLF, ISO days, nothing a spreadsheet executes. */
export function openRecordCsv(
  { basis, digest }: Pick<Report, 'digest'> & { readonly basis: Basis },
  { language, madeAt, mark = true }: RecordCsvOptions,
): RecordCsv {
  const same = csvLine(basisColumns.map(({ cell }) => cell(basis, { digest, at: madeAt }, language)))
  const headings = [...rowColumns, ...basisColumns].map(({ heading }) => heading[language])
  const tell: (finding: Finding) => ReasonText = openTelling()
  const cells = (columns: readonly RecordColumn[], said: RecordLine): string => {
    let text = ''
    for (const { cell } of columns) text += `${csvCell(cell(said, language))},`
    return text
  }
  // Long lists name one label, and one thing found about it, many times over: these cells are written once.
  const ofFindings = new WeakMap<readonly Finding[], string>()
  const findingCells = (said: RecordLine): string => {
    const { findings, label } = said.row
    if (label === undefined) return cells(findingColumns, said)
    let text = ofFindings.get(findings)
    if (text === undefined) {
      text = cells(findingColumns, said)
      ofFindings.set(findings, text)
    }
    return text
  }
  const ofLabel = new Map<string, string>()
  const labelCells = (said: RecordLine): string => {
    const { label } = said.row
    const key = label === undefined ? '' : `${label.scheme} ${label.number}`
    let text = ofLabel.get(key)
    if (text === undefined) {
      text = cells(labelColumns, said)
      if (ofLabel.size < mostKept) ofLabel.set(key, text)
    }
    return text
  }
  const noCandidates = `${csvLine(['0', '', '', ''])},`
  return {
    head: `${mark ? byteOrderMark : ''}${csvLine(headings)}${lineEnd}`,
    line(row, number, asked) {
      const said: RecordLine = { number, asked, row, tell }
      const candidates = row.candidates === undefined ? noCandidates : cells(candidateColumns, said)
      const found = findingCells(said) + cells(matchColumns, said) + labelCells(said)
      return `${cells(askedColumns, said)}${found}${candidates}${same}${lineEnd}`
    },
  }
}

const mostKept = 2_000 // labels; a list of more names most of them once, and would only hold on to memory

/** A whole record as CSV, one line for every row of the buyer's list, in its order; merged rows stand apart again. */
export function recordCsv(report: Report, lines: readonly Line[], options: RecordCsvOptions): string {
  const csv = openRecordCsv(report, options)
  const answers = new Map(report.rows.flatMap((row) => row.rows.map((number) => [number, row] as const)))
  const each = lines.map(({ row: number, asked, quantity }) => {
    const answer = answers.get(number)!
    // What was added up for the view is told apart here.
    const { quantity: _, ...own } = answer
    return csv.line({ ...own, rows: [number], ...(quantity === undefined ? {} : { quantity }) }, number, asked)
  })
  return csv.head + each.join('')
}
