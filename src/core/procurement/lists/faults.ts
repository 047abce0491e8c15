import type { FaultTexts } from '../../kernel/fault.ts'

/** Why a list cannot be read at all. */
export type ListFault =
  | { readonly code: 'list-nothing-there' }
  | { readonly code: 'list-too-large'; readonly limit: number; readonly found: number }
  | { readonly code: 'list-too-many-rows'; readonly limit: number }
  | { readonly code: 'list-too-many-columns'; readonly row: number; readonly limit: number }
  | { readonly code: 'list-cell-too-long'; readonly row: number; readonly limit: number }
  | { readonly code: 'list-quote-open'; readonly row: number; readonly limit: number }
  | { readonly code: 'list-not-text'; readonly kind: string }
  | { readonly code: 'list-markup' }
  | { readonly code: 'list-old-excel' }
  | { readonly code: 'list-not-a-workbook' }
  | { readonly code: 'list-workbook-broken'; readonly part: string }
  | { readonly code: 'list-workbook-bomb'; readonly part: string; readonly limit: number }
  | { readonly code: 'list-sheet-unknown'; readonly asked: string; readonly known: string }
  | { readonly code: 'list-column-unknown'; readonly asked: string; readonly known: string }
  | { readonly code: 'list-column-twice'; readonly asked: string }
  | { readonly code: 'list-columns-unclear'; readonly field: string; readonly columns: readonly string[] }
  | { readonly code: 'list-no-model-column' }

const saveAsCsv = {
  ja: '表計算ソフトで開き、「CSV UTF-8」か「Excelブック（.xlsx）」で保存し直してください。',
  en: 'Open it in a spreadsheet program and save it as “CSV UTF-8” or as an Excel workbook (.xlsx).',
}
const elsewhere = {
  ja: '一覧を分けるか、手元のコマンド（hoshirushi check、100万行まで）で確かめてください。',
  en: 'Split it, or check it on your own machine with the command (hoshirushi check, up to 1,000,000 rows).',
}
const split = { ja: '一覧を分けてください。', en: 'Split the list.' }

export const listFaultTexts: FaultTexts<ListFault> = {
  'list-nothing-there': {
    what: { ja: '一覧に行がありません。', en: 'The list has no rows.' },
    why: { ja: '空のファイルか、見出しだけのファイルです。', en: 'It is empty, or has headings and nothing else.' },
    next: { ja: '型番かラベル番号のある行を入れてください。', en: 'Enter rows with models or label numbers.' },
  },
  'list-too-large': {
    what: { ja: '一覧が大きすぎます（{found}バイト）。', en: 'The list is too large ({found} bytes).' },
    why: { ja: 'ここで読めるのは{limit}バイトまでです。', en: 'What is read here has at most {limit} bytes.' },
    next: elsewhere,
  },
  'list-too-many-rows': {
    what: { ja: '一覧の行が{limit}行を超えています。', en: 'The list has more than {limit} rows.' },
    why: { ja: 'ここで確かめられるのは{limit}行までです。', en: 'At most {limit} rows are checked here.' },
    next: elsewhere,
  },
  'list-too-many-columns': {
    what: { ja: '{row}行目の列が{limit}列を超えています。', en: 'Row {row} has more than {limit} columns.' },
    why: {
      ja: '区切りの文字が違うか、行の終わりが抜けているようです。',
      en: 'The cells may be separated otherwise, or line ends may be missing.',
    },
    next: saveAsCsv,
  },
  'list-cell-too-long': {
    what: { ja: '{row}行目に、長すぎるセルがあります。', en: 'Row {row} has a cell that is too long.' },
    why: {
      ja: '1つのセルは{limit}文字までです。それより長いセルは、表計算ソフトでも扱えません。',
      en: 'A cell has at most {limit} characters; spreadsheets cannot hold more, either.',
    },
    next: {
      ja: '行の終わりが抜けていないか、別の種類のファイルでないか、確かめてください。',
      en: 'See whether line ends are missing, or whether it is a file of another kind.',
    },
  },
  'list-quote-open': {
    what: {
      ja: '{row}行目の引用符（"）が、{limit}文字のうちに閉じていません。',
      en: 'A quotation mark (") in row {row} is not closed within {limit} characters.',
    },
    why: {
      ja: '引用符の後ろがすべて1つのセルになり、残りの行が読めません。',
      en: 'Everything behind it would be one cell, and the rows in it would be lost.',
    },
    next: {
      ja: 'その行の引用符を直すか、表計算ソフトで保存し直してください。',
      en: 'Correct it in that row, or save the list again from a spreadsheet program.',
    },
  },
  'list-not-text': {
    what: { ja: 'このファイルは、一覧として読めません（{kind}）。', en: 'This file is no list ({kind}).' },
    why: {
      ja: '読めるのは、CSV、TSV、テキスト、Excelブック（.xlsx）です。',
      en: 'What can be read is CSV, TSV, plain text and Excel workbooks (.xlsx).',
    },
    next: saveAsCsv,
  },
  'list-markup': {
    what: { ja: 'このファイルは、HTMLかXMLです。', en: 'This file is HTML or XML.' },
    why: {
      ja: '拡張子が .xls でも、中身がHTMLのファイルがあります。',
      en: 'Some programs save HTML under the name of a spreadsheet.',
    },
    next: saveAsCsv,
  },
  'list-old-excel': {
    what: {
      ja: '古い形式のExcelファイル（.xls）か、パスワードのあるファイルです。',
      en: 'This is an old Excel file (.xls), or one with a password.',
    },
    why: { ja: '読めるのは、パスワードのない .xlsx です。', en: 'What can be read is .xlsx without a password.' },
    next: saveAsCsv,
  },
  'list-not-a-workbook': {
    what: { ja: 'このファイルは、Excelブック（.xlsx）ではありません。', en: 'This is no Excel workbook (.xlsx).' },
    why: {
      ja: 'ZIPの形ですが、表の入ったブックではありません。',
      en: 'It is a ZIP file, but not one of a workbook with sheets.',
    },
    next: saveAsCsv,
  },
  'list-workbook-broken': {
    what: { ja: 'Excelブックを読み取れません（{part}）。', en: 'The workbook cannot be read ({part}).' },
    why: {
      ja: '壊れているか、途中までしか保存されていません。',
      en: 'It is damaged, or was not saved to its end.',
    },
    next: saveAsCsv,
  },
  'list-workbook-bomb': {
    what: { ja: 'Excelブックの中身が大きすぎます（{part}）。', en: 'The workbook holds too much ({part}).' },
    why: {
      ja: '広げると{limit}バイトを超えます。',
      en: 'Unpacked, it would have more than {limit} bytes.',
    },
    next: split,
  },
  'list-sheet-unknown': {
    what: { ja: 'シート「{asked}」がありません。', en: 'There is no sheet {asked}.' },
    why: { ja: '表示されているシートは次のとおりです：{known}', en: 'The sheets that are shown are: {known}.' },
    next: { ja: 'シートの名前を確かめてください。', en: 'Check its name.' },
  },
  'list-column-unknown': {
    what: { ja: '列「{asked}」がありません。', en: 'There is no column {asked}.' },
    why: { ja: '一覧の列は次のとおりです：{known}', en: 'The list has: {known}.' },
    next: {
      ja: '見出し、番号（1から）、英字（A、B、…）のどれかで指定してください。',
      en: 'Name a column by its heading, its number from 1, or its letter (A, B, …).',
    },
  },
  'list-column-twice': {
    what: { ja: '列の指定「{asked}」を読み取れません。', en: 'The choice of columns cannot be read: {asked}.' },
    why: {
      ja: '「項目=列」の形で、1つの項目に1つの列を指定します（例：model=型番,maker=2）。',
      en: 'It is written FIELD=COLUMN, with one column for a field (such as: model=Model,maker=2).',
    },
    next: { ja: '指定を直してください。', en: 'Correct it.' },
  },
  'list-columns-unclear': {
    what: {
      ja: '「{field}」の列が決まりません（{columns}）。',
      en: 'Which column is the {field} is not clear: {columns}.',
    },
    why: {
      ja: '同じ見出しの列が複数あり、中身が違います。',
      en: 'Several columns have that heading, and they hold different things.',
    },
    next: { ja: '列を指定してください。', en: 'Say which one it is.' },
  },
  'list-no-model-column': {
    what: { ja: '型番の列もラベル番号の列も見つかりません。', en: 'There is no column of models or label numbers.' },
    why: {
      ja: '見出しからも中身からも、どの列か分かりませんでした。',
      en: 'Neither headings nor contents say which one it is.',
    },
    next: {
      ja: '見出しを「型番」か「ラベル番号」にするか、列を指定してください。',
      en: 'Give it the heading “model” or “label number”, or say which column it is.',
    },
  },
}
