import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import { answers, answerText, systemAnswerText } from '../../../core/procurement/answer.ts'
import type { OpenCheck } from '../../../core/procurement/check.ts'
import { importanceText } from '../../../core/procurement/demand.ts'
import { nameOf } from '../../../core/procurement/lists/columns.ts'
import { fieldText } from '../../../core/procurement/lists/fields.ts'
import type { ColumnGuess } from '../../../core/procurement/lists/guess-columns.ts'
import type { Delimiter, ListSource } from '../../../core/procurement/lists/list-row.ts'
import { encodingText, tellNotice } from '../../../core/procurement/lists/notices.ts'
import { type PinnedPolicy, versionKey } from '../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../core/procurement/profile.ts'
import { tell } from '../../../core/procurement/reason.ts'
import type { Counts, ReportRow } from '../../../core/procurement/report.ts'
import type { SystemAnswer } from '../../../core/procurement/system.ts'
import type { Terminal, Tone } from '../command.ts'
import { columnsOf, flushRight, padded, wrapped } from '../text-layout.ts'

const words = {
  policy: { ja: '方針', en: 'Policy' },
  days: { ja: '判定日', en: 'As of' },
  delivery: { ja: '納入予定日', en: 'delivery' },
  contractEnd: { ja: '契約終了日', en: 'end of contract' },
  importance: { ja: '重要度', en: 'importance' },
  register: { ja: '登録簿', en: 'Register' },
  list: { ja: '一覧', en: 'List' },
  columns: { ja: '列', en: 'Columns' },
  sheet: { ja: 'シート「{sheet}」', en: 'sheet {sheet}' },
  unsure: { ja: '（たしかではありません）', en: ' (not sure)' },
  byContent: { ja: '（中身から）', en: ' (by its contents)' },
  empty: { ja: '{count}行は空なので、数えていません。', en: 'Empty rows, which are not counted: {count}.' },
  answer: { ja: '判定', en: 'Answer' },
  code: { ja: '理由', en: 'Reason' },
  rows: { ja: '行', en: 'Rows' },
  total: { ja: '計', en: 'Total' },
  row: { ja: '{row}行目', en: 'Row {row}' },
  next: { ja: '次に：', en: 'Next: ' },
  also: { ja: 'ほかに：', en: 'Also: ' },
  candidate: { ja: '候補：', en: 'Candidate: ' },
  sample: { ja: '見本', en: 'sample' },
  more: {
    ja: 'ほか{count}行。すべての行は --csv か --json で書き出せます。',
    en: 'More rows: {count}. All of them are written with --csv or --json.',
  },
  missing: { ja: '機器がありません', en: 'no device' },
  noName: { ja: '全体', en: 'The whole' },
  'contract-end': {
    ja: '--contract-end を指定すると、更新の提供が契約終了日まで続くかも確かめます。',
    en: 'With --contract-end it is also checked that updates outlast the contract.',
  },
  'not-asked-delivery': {
    ja: '--delivery を指定すると、期限の条件を納入予定日から数えます。',
    en: 'With --delivery periods are counted from the day of delivery.',
  },
} as const satisfies Record<string, Text>

const delimiterText: Record<Delimiter, string> = { '\t': 'TSV', ',': 'CSV', ';': 'CSV (;)', none: 'TXT' }

/** What the list was read as: for whoever brought it, to see and put right. */
export function listLines(
  { source, guess, emptyRows }: { source: ListSource; guess: ColumnGuess; emptyRows: number },
  language: Language,
): readonly string[] {
  const { format, encoding, delimiter, sheet, notices } = source
  const how =
    format === 'xlsx'
      ? ['XLSX', fill(words.sheet, { sheet: sheet ?? '' })[language]]
      : [delimiterText[delimiter ?? 'none'], encodingText[encoding ?? 'utf-8'][language]]
  const used = guess.columns.flatMap(({ field, index, by, sure }) => {
    if (field === undefined) return []
    const doubt = sure === 'unsure' ? words.unsure : by === 'content' ? words.byContent : undefined
    return [`${fieldText[field][language]} = ${nameOf(guess, index)}${doubt?.[language] ?? ''}`]
  })
  return [
    `${words.list[language]}: ${how.join(', ')}`,
    `${words.columns[language]}: ${used.join(language === 'ja' ? '、' : ', ')}`,
    ...notices.map((notice) => `! ${tellNotice(notice)[language]}`),
    ...(emptyRows === 0 ? [] : [`! ${fill(words.empty, { count: emptyRows })[language]}`]),
  ]
}

/** By what, and for which days. */
export function basisLines(
  { basis, notAsked }: Pick<OpenCheck, 'basis' | 'notAsked'>,
  against: PinnedPolicy | PinnedProfile,
  language: Language,
): readonly string[] {
  const { asOf, delivery, contractEnd, importance, register } = basis
  const days = [
    `${words.days[language]}: ${asOf}`,
    ...(delivery === undefined ? [] : [`${words.delivery[language]} ${delivery}`]),
    ...(contractEnd === undefined ? [] : [`${words.contractEnd[language]} ${contractEnd}`]),
    ...(importance === undefined ? [] : [`${words.importance[language]} ${importanceText[importance][language]}`]),
  ]
  return [
    `${words.policy[language]}: ${against.title[language]} [${versionKey(against)}]`,
    ...(against.caution === undefined ? [] : [`! ${against.caution[language]}`]),
    days.join(language === 'ja' ? '、' : ', '),
    `${words.register[language]}: ${register.takenAt} [${register.digest}]`,
    ...notAsked.map((day) => `! ${words[day === 'delivery' ? 'not-asked-delivery' : day][language]}`),
  ]
}

const toneOf = { meets: 'ok', 'does-not-meet': 'stop', 'needs-checking': 'wait' } as const satisfies Record<
  string,
  Tone
>
const markOf = { meets: '●', 'does-not-meet': '×', 'needs-checking': '◆' } as const

/** The summary: answers with their reasons, and how many rows have them. */
export function printSummary({ counts, seen }: { counts: Counts; seen: SeenCodes }, terminal: Terminal): void {
  const { language } = terminal
  const rows = answers.flatMap((answer) => [
    { answer, code: '', count: counts.answers[answer] },
    ...[...seen].flatMap(([key, count]) => {
      const [of, code] = key.split(' ')
      return of === answer ? [{ answer, code: code!, count }] : []
    }),
  ])
  const name = (row: (typeof rows)[number]) =>
    row.code === '' ? `${markOf[row.answer]} ${answerText[row.answer][language]}` : `    ${row.code}`
  const head = words.answer[language]
  const widest = Math.max(columnsOf(head), ...rows.map((row) => columnsOf(name(row))))
  const line = (left: string, right: string) => `${padded(left, widest)}  ${flushRight(right, 9)}`
  terminal.out(line(head, words.rows[language]), 'strong')
  for (const row of rows)
    terminal.out(line(name(row), String(row.count)), row.code === '' && row.count > 0 ? toneOf[row.answer] : undefined)
  terminal.out(line(words.total[language], String(counts.lines)), 'strong')
}

/** How many rows have which answer for which reason, as `answer code`. */
export type SeenCodes = ReadonlyMap<string, number>

/** One row that a person has to look at: what it asks about, why it is not simply met, and what to do next. */
export function printRow(row: ReportRow, terminal: Terminal): void {
  const { language, columns } = terminal
  const { asked, answer, code, findings, label, candidates } = row
  const first = findings.find((finding) => finding.code === code)!
  const what = [asked.model, asked.label, asked.maker, asked.role].filter((cell) => cell !== undefined).join(' / ')
  const sample = label?.sample === true ? ` [${words.sample[language]}]` : ''
  const { words: said, next } = tell(first)
  terminal.out(
    `${markOf[answer]} ${fill(words.row, { row: row.row })[language]}  ${answerText[answer][language]}  ${what}${sample}`,
    toneOf[answer],
  )
  const lines = [
    ...wrapped('    ', `${said[language]} [${code}]`, columns),
    ...wrapped('    ', `${words.next[language]}${next[language]}`, columns),
    ...findings
      .filter((finding) => finding !== first)
      .flatMap((finding) =>
        wrapped('    ', `${words.also[language]}${tell(finding).words[language]} [${finding.code}]`, columns),
      ),
    ...(candidates?.shown ?? []).slice(0, 5).flatMap((one) => {
      const maker = language === 'en' ? (one.maker.en ?? one.maker.ja) : one.maker.ja
      const told = `${one.label}  ${one.model}  ${maker}  ${one.levelName[language]}`
      return wrapped('    ', `${words.candidate[language]}${told}`, columns)
    }),
  ]
  for (const line of lines) terminal.out(line)
}

export const moreText = (count: number, language: Language): string => fill(words.more, { count })[language]

/** What the rows come to for each system. */
export function printSystems(systems: readonly SystemAnswer[], terminal: Terminal): void {
  const { language } = terminal
  for (const { name, answer, roles } of systems) {
    terminal.out(
      `${markOf[answer]} ${name ?? words.noName[language]}: ${systemAnswerText[answer][language]}`,
      toneOf[answer],
    )
    for (const role of roles) {
      const rows = role.missing ? words.missing[language] : `${words.rows[language]} ${role.rows.join(', ')}`
      terminal.out(
        `    ${markOf[role.answer]} ${role.name[language]} (${role.needed[language]}): ${answerText[role.answer][language]}, ${rows}`,
      )
    }
  }
}
