import { fill, type Text } from '../../kernel/text.ts'
import { type Field, fields, fieldText } from './fields.ts'
import type { Encoding, ListNotice, ListNoticeCode } from './list-row.ts'

/** An encoding in words; the same in every language. */
export const encodingText: Record<Encoding, Text> = {
  'utf-8': { ja: 'UTF-8', en: 'UTF-8' },
  'utf-16le': { ja: 'UTF-16', en: 'UTF-16' },
  'utf-16be': { ja: 'UTF-16', en: 'UTF-16' },
  shift_jis: { ja: 'Shift_JIS', en: 'Shift_JIS' },
  'euc-jp': { ja: 'EUC-JP', en: 'EUC-JP' },
  mixed: { ja: 'UTF-8とShift_JISの混在', en: 'UTF-8 and Shift_JIS mixed' },
}

const texts: Record<ListNoticeCode, Text> = {
  'list-mixed-encodings': {
    ja: '文字コードが混ざっています。{count}行をShift_JIS、残りをUTF-8として読みました（{places}行目）。',
    en: 'The encodings are mixed. Lines read as Shift_JIS, the others as UTF-8: {count} (line {places}).',
  },
  'list-characters-broken': {
    ja: '読めない文字のある行が{count}行あります（{places}行目）。文字コードを確かめてください。',
    en: 'Lines with characters that cannot be read: {count} (line {places}). Check the encoding.',
  },
  'list-quotes-odd': {
    ja: '引用符（"）の使い方がおかしい行が{count}行あります（{places}行目）。読んだ内容を確かめてください。',
    en: 'Rows in which quotation marks (") stand oddly: {count} (row {places}). Check what was read.',
  },
  'list-dates-for-text': {
    ja: '日付のセルが{count}個あります（{places}行目）。「3-1」のような型番が、表計算ソフトで日付に変わったのかもしれません。',
    en: 'Cells that hold dates: {count} (row {places}). A model such as 3-1 may have been turned into one by the spreadsheet program.',
  },
  'list-cells-merged': {
    ja: '行をまたいで結合されたセルが{count}か所あります。結合の2行目からは、空のセルとして読みました。',
    en: 'Places where cells are merged over rows: {count}. Below their first row they were read as empty.',
  },
  'list-sheets-unread': {
    ja: '読んだのは1つのシートだけです。読まなかったシート：{places}',
    en: 'One sheet was read. Not read: {places}.',
  },
  'list-rows-above-headings': {
    ja: '見出しより上の{count}行は、読みませんでした。',
    en: 'Rows above the headings, which were not read: {count}.',
  },
  'list-headings-rival': {
    ja: '「{field}」の見出しの列が複数あります（{places}列目）。どの列か選んでください。',
    en: 'Several columns have the heading {field} (column {places}). Choose one.',
  },
}

const most = 10

/** What a notice says. */
export function tellNotice(notice: ListNotice): Text {
  const places =
    'lines' in notice ? notice.lines : 'rows' in notice ? notice.rows : 'columns' in notice ? notice.columns : []
  const sheets = 'sheets' in notice ? notice.sheets : []
  const count = 'count' in notice ? notice.count : 0
  const shown = (between: string) =>
    [...places, ...sheets].join(between) + (places.length === most && count > most ? `${between}…` : '')
  const field = 'field' in notice && isField(notice.field) ? fieldText[notice.field] : { ja: '', en: '' }
  const text = texts[notice.code]
  return {
    ja: fill(text, { count, places: shown('、'), field: field.ja }).ja,
    en: fill(text, { count, places: shown(', '), field: field.en }).en,
  }
}

const isField = (name: string): name is Field => fields.some((field) => field === name)
