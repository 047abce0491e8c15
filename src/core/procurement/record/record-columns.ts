import type { Instant } from '../../kernel/date.ts'
import type { Language, Text } from '../../kernel/text.ts'
import { standingText } from '../../surveillance/standing.ts'
import { answerText } from '../answer.ts'
import { importanceText, methodText } from '../demand.ts'
import type { AskedLine } from '../line.ts'
import { fieldText } from '../lists/fields.ts'
import type { Finding, ReasonText } from '../reason.ts'
import type { Basis, Name, ReportRow } from '../report.ts'
import { matchText, notYetText } from './record-texts.ts'

/** What one line of a record is made of. */
export interface RecordLine {
  readonly number: number // of the row in the buyer's list
  readonly asked: AskedLine
  readonly row: ReportRow
  readonly tell: (finding: Finding) => ReasonText
}

/** A column of a record: its heading, and the cell of a line. Codes and days are the same in every language. */
export interface RecordColumn {
  readonly heading: Text
  readonly cell: (line: RecordLine, language: Language) => string
}

const asked = (field: Exclude<keyof AskedLine, 'row' | 'chosen'>): RecordColumn => ({
  heading: fieldText[field],
  cell: (line) => line.asked[field] ?? '',
})

const label = (
  heading: Text,
  cell: (label: NonNullable<ReportRow['label']>, language: Language) => string | undefined,
): RecordColumn => ({
  heading,
  cell: ({ row }, language) => (row.label === undefined ? '' : (cell(row.label, language) ?? '')),
})

const candidate = (place: number): RecordColumn => ({
  heading: { ja: `候補${place + 1}のラベル番号`, en: `candidate_${place + 1}_label` },
  cell: ({ row }) => row.candidates?.shown[place]?.label ?? '',
})

const named = (name: Name | undefined, language: Language): string | undefined =>
  language === 'en' ? (name?.en ?? name?.ja) : name?.ja

const other = ({ row }: RecordLine): Finding | undefined => row.findings.find(({ code }) => code !== row.code)
const first = ({ row }: RecordLine): Finding => row.findings.find(({ code }) => code === row.code)!

/**
 * What was asked. Of all columns of a record: one datum a cell, no units, no list in a cell: what a row has several of is in
 * the JSON. (総務省「統計表における機械判読可能なデータの表記方法の統一ルール」, December 2020, items 1-2 to 1-9.)
 */
export const askedColumns: readonly RecordColumn[] = [
  { heading: { ja: '行', en: 'row' }, cell: ({ number }) => String(number) },
  asked('label'),
  asked('maker'),
  asked('model'),
  asked('gtin'),
  {
    // As a number, where it was one: 「12台」 has a unit in it.
    heading: fieldText.quantity,
    cell: ({ asked, row }) =>
      row.rows.length === 1 && row.quantity !== undefined ? String(row.quantity) : (asked.quantity ?? ''),
  },
  asked('role'),
  asked('system'),
  {
    heading: fieldText.importance,
    cell: ({ asked, row }, language) =>
      row.importance === undefined ? (asked.importance ?? '') : importanceText[row.importance][language],
  },
  asked('firmware'),
  asked('scheme'),
  asked('level'),
]

/** What was found: the same for every row with these findings. */
export const findingColumns: readonly RecordColumn[] = [
  { heading: { ja: '判定', en: 'answer' }, cell: ({ row }, language) => answerText[row.answer][language] },
  { heading: { ja: '判定コード', en: 'answer_code' }, cell: ({ row }) => row.answer },
  { heading: { ja: '理由コード', en: 'reason_code' }, cell: ({ row }) => row.code },
  { heading: { ja: '理由', en: 'reason' }, cell: (line, language) => line.tell(first(line)).words[language] },
  { heading: { ja: '次にすること', en: 'next_step' }, cell: (line, language) => line.tell(first(line)).next[language] },
  { heading: { ja: '指摘の数', en: 'findings' }, cell: ({ row }) => String(row.findings.length) },
  { heading: { ja: 'ほかの理由コード', en: 'other_reason_code' }, cell: (line) => other(line)?.code ?? '' },
  {
    heading: { ja: 'ほかの理由', en: 'other_reason' },
    cell: (line, language) => {
      const found = other(line)
      return found === undefined ? '' : line.tell(found).words[language]
    },
  },
]

/** How the label was found. */
export const matchColumns: readonly RecordColumn[] = [
  {
    heading: { ja: '照合の方法', en: 'matched_by' },
    cell: ({ row }, language) => (row.match === undefined ? '' : matchText[row.match][language]),
  },
  label({ ja: '登録上の型番', en: 'matched_model' }, ({ model }) => model),
]

/** The label that a row was judged by: the same for every row with this label. */
export const labelColumns: readonly RecordColumn[] = [
  label({ ja: '照合したラベル番号', en: 'matched_label' }, ({ number }) => number),
  label({ ja: '照合したラベルの制度', en: 'matched_scheme' }, ({ scheme }) => scheme),
  label({ ja: '照合したラベルのレベル', en: 'matched_level' }, ({ level }) => level),
  label({ ja: '照合したラベルのレベル名', en: 'matched_level_name' }, ({ levelName }, language) => levelName[language]),
  label({ ja: '評価の方法', en: 'matched_method' }, ({ assessor }, language) =>
    assessor === undefined ? undefined : methodText[assessor][language],
  ),
  label({ ja: '登録上のメーカー', en: 'matched_maker' }, ({ maker }, language) => named(maker, language)),
  label({ ja: '登録上の製品名', en: 'matched_product' }, ({ product }, language) => named(product, language)),
  label({ ja: 'ラベルの状態', en: 'label_standing' }, ({ standing }, language) =>
    standing === undefined ? notYetText[language] : standingText[standing][language],
  ),
  label({ ja: 'ラベルの状態コード', en: 'label_standing_code' }, ({ standing }) => standing ?? 'not-yet-valid'),
  label({ ja: '有効期間の初日', en: 'valid_from' }, ({ firstDay }) => firstDay),
  label({ ja: '有効期間の末日', en: 'valid_until' }, ({ lastDay }) => lastDay),
  label({ ja: 'セキュリティ更新の提供期限', en: 'support_until' }, ({ supportUntil }) => supportUntil ?? undefined),
  label({ ja: '見本', en: 'sample' }, ({ sample }) => String(sample)),
  label({ ja: 'ほかの登録簿のラベル', en: 'issued_elsewhere' }, ({ elsewhere }) => String(elsewhere)),
]

/** Whom else a row may mean. */
export const candidateColumns: readonly RecordColumn[] = [
  { heading: { ja: '候補の数', en: 'candidates' }, cell: ({ row }) => String(row.candidates?.total ?? 0) },
  ...[0, 1, 2].map(candidate),
]

/** The columns of a record on rows, in their order. */
export const rowColumns: readonly RecordColumn[] = [
  ...askedColumns,
  ...findingColumns,
  ...matchColumns,
  ...labelColumns,
  ...candidateColumns,
]

/** What is the same in every line: by what rules, by which register, for which days. */
export interface BasisColumn {
  readonly heading: Text
  readonly cell: (basis: Basis, made: { readonly digest: string; readonly at: Instant }, language: Language) => string
}

export const basisColumns: readonly BasisColumn[] = [
  { heading: { ja: '方針', en: 'policy' }, cell: ({ against }) => against.id },
  { heading: { ja: '方針の版', en: 'policy_version' }, cell: ({ against }) => against.version },
  { heading: { ja: '方針のダイジェスト', en: 'policy_digest' }, cell: ({ against }) => against.digest },
  {
    heading: { ja: '指定した重要度', en: 'usual_importance' },
    cell: ({ importance }, _, language) => (importance === undefined ? '' : importanceText[importance][language]),
  },
  { heading: { ja: '登録簿のダイジェスト', en: 'register_digest' }, cell: ({ register }) => register.digest },
  { heading: { ja: '登録簿の日時', en: 'register_taken_at' }, cell: ({ register }) => register.takenAt },
  { heading: { ja: '判定日', en: 'as_of' }, cell: ({ asOf }) => asOf },
  { heading: { ja: '納入予定日', en: 'delivery' }, cell: ({ delivery }) => delivery ?? '' },
  { heading: { ja: '契約終了日', en: 'contract_end' }, cell: ({ contractEnd }) => contractEnd ?? '' },
  { heading: { ja: '根拠のダイジェスト', en: 'basis_digest' }, cell: (_, { digest }) => digest },
  { heading: { ja: '確認した日時', en: 'checked_at' }, cell: (_, { at }) => at },
]
