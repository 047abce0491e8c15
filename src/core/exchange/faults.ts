import type { FaultTexts } from '../kernel/fault.ts'
import type { Text } from '../kernel/text.ts'

/** Why a document from elsewhere cannot be read, or ours cannot be written in another format. */
export type ExchangeFault =
  | { readonly code: 'exchange-file-missing'; readonly file: string }
  | { readonly code: 'exchange-not-written'; readonly file: string; readonly reason: string }
  | { readonly code: 'exchange-not-utf8'; readonly name: string }
  | { readonly code: 'exchange-too-large'; readonly name: string; readonly limit: number }
  | { readonly code: 'exchange-nested-too-deep'; readonly name: string; readonly limit: number }
  | { readonly code: 'exchange-too-many-values'; readonly name: string; readonly limit: number }
  | { readonly code: 'exchange-json-broken'; readonly name: string; readonly reason: string }
  | { readonly code: 'exchange-format-unknown'; readonly name: string }
  | {
      readonly code: 'exchange-document-invalid'
      readonly name: string
      readonly row: string
      readonly reason: string | Text
    }
  | { readonly code: 'exchange-id-unknown'; readonly name: string; readonly id: string }
  | { readonly code: 'exchange-nothing-to-write'; readonly name: string; readonly format: string }
  | { readonly code: 'exchange-version-unknown'; readonly name: string; readonly version: string }
  | { readonly code: 'exchange-detail-missing'; readonly name: string; readonly option: string; readonly detail: Text }
  | { readonly code: 'csv-broken'; readonly name: string; readonly line: number; readonly reason: string }
  | { readonly code: 'csv-column-missing'; readonly name: string; readonly columns: readonly string[] }
  | {
      readonly code: 'csv-value-wrong'
      readonly name: string
      readonly line: number
      readonly column: string
      readonly found: string
      readonly expected: Text
    }
  | { readonly code: 'csv-rows-disagree'; readonly name: string; readonly line: number; readonly id: string }

export const exchangeFaultTexts: FaultTexts<ExchangeFault> = {
  'exchange-file-missing': {
    what: { ja: 'ファイル「{file}」が見つかりません。', en: 'The file {file} was not found.' },
    why: { ja: '場所か名前が違う可能性があります。', en: 'The place or the name may be mistaken.' },
    next: { ja: '場所を確かめて、もう一度実行してください。', en: 'Check the place and run it again.' },
  },
  'exchange-not-written': {
    what: { ja: 'ファイル「{file}」に書き込めません。', en: 'The file {file} cannot be written.' },
    why: {
      ja: 'フォルダーがないか、許可がないか、空きがありません（{reason}）。',
      en: 'Its folder does not exist, writing there is not permitted, or no space is left ({reason}).',
    },
    next: { ja: '場所を確かめて、もう一度実行してください。', en: 'Check the place and run it again.' },
  },
  'exchange-not-utf8': {
    what: { ja: '{name} はUTF-8の文字で書かれていません。', en: '{name} is not written in UTF-8.' },
    why: {
      ja: '表計算ソフトは、別の文字コード（Shift_JISなど）で保存することがあります。',
      en: 'Spreadsheets may save in another encoding, such as Shift_JIS.',
    },
    next: { ja: '「CSV UTF-8」で保存し直してください。', en: 'Save it again as “CSV UTF-8”.' },
  },
  'exchange-too-large': {
    what: { ja: '{name} は大きすぎて読み込めません。', en: '{name} is too large to be read.' },
    why: { ja: '1つのファイルは {limit} 文字までです。', en: 'A file may have at most {limit} characters.' },
    next: { ja: '分けて読み込んでください。', en: 'Split it and read the parts.' },
  },
  'exchange-nested-too-deep': {
    what: { ja: '{name} を読み取れませんでした。', en: '{name} could not be read.' },
    why: { ja: '入れ子が深すぎます（{limit} 段まで）。', en: 'It is nested too deeply (more than {limit} levels).' },
    next: {
      ja: 'ファイルが壊れていないか、作成元に確かめてください。',
      en: 'Ask whoever made the file whether it is broken.',
    },
  },
  'exchange-too-many-values': {
    what: { ja: '{name} は項目が多すぎて読み込めません。', en: '{name} has too many values to be read.' },
    why: { ja: '1つのファイルは {limit} 項目までです。', en: 'A file may have at most {limit}.' },
    next: { ja: '分けて読み込んでください。', en: 'Split it and read the parts.' },
  },
  'exchange-json-broken': {
    what: { ja: '{name} をJSONとして読めません。', en: '{name} is not valid JSON.' },
    why: { ja: 'JSONの書き方に誤りがあります（{reason}）。', en: 'There is a mistake in the JSON ({reason}).' },
    next: {
      ja: 'ファイルが途中で切れていないか確かめてください。',
      en: 'Check whether the file is complete.',
    },
  },
  'exchange-format-unknown': {
    what: { ja: '{name} が何の形式か分かりません。', en: 'It is not clear which format {name} has.' },
    why: {
      ja: 'OSCAL（catalog、profile、mapping-collection、component-definition）、CycloneDX の standards、決まった見出しのCSVのどれにも当てはまりません。',
      en: 'It is none of OSCAL (catalog, profile, mapping-collection, component-definition), CycloneDX standards, and CSV with known headings.',
    },
    next: {
      ja: '形式を確かめてください。CSVは、書き出したファイルの見出しをそのまま使ってください。',
      en: 'Check the format. For CSV, keep the headings of an exported file.',
    },
  },
  'exchange-document-invalid': {
    what: { ja: '{name} の {row} に誤りがあります。', en: 'There is a mistake in {name} at {row}.' },
    why: { ja: '形式の決まりと合っていません（{reason}）。', en: 'It does not agree with the format ({reason}).' },
    next: { ja: 'そこを直して、もう一度読み込んでください。', en: 'Correct that place and read the file again.' },
  },
  'exchange-id-unknown': {
    what: { ja: '「{id}」が見つかりません（{name}）。', en: 'There is no “{id}” ({name}).' },
    why: {
      ja: '指している相手がカタログにないため、中身を決められません。',
      en: 'What is referred to is not in the catalogue, so its content cannot be told.',
    },
    next: {
      ja: '識別子を確かめるか、先にその文書を読み込んでください。',
      en: 'Check the identifier, or import that document first.',
    },
  },
  'exchange-nothing-to-write': {
    what: {
      ja: '「{name}」には、{format} に書き出すものがありません。',
      en: '“{name}” has nothing that {format} could hold.',
    },
    why: {
      ja: 'この形式では、空の文書が認められていません。',
      en: 'The format does not allow an empty document.',
    },
    next: {
      ja: '公表済みのレベルや、中身のある文書を選んでください。',
      en: 'Choose a published level, or a document with content.',
    },
  },
  'exchange-version-unknown': {
    what: {
      ja: '{name} の版（{version}）には対応していません。',
      en: '{name} has version {version}, which is not supported.',
    },
    why: {
      ja: '意味の違う版を読むと、誤った内容になるおそれがあります。',
      en: 'Read as another version, it might come to mean something else.',
    },
    next: { ja: '対応している版で書き出し直してください。', en: 'Export it again in a version that is supported.' },
  },
  'exchange-detail-missing': {
    what: { ja: '{name} には、{detail} が書かれていません。', en: '{name} does not say {detail}.' },
    why: { ja: '推測で埋めることはしません。', en: 'It is never filled in by guessing.' },
    next: { ja: '{option} で指定してください。', en: 'Give it with {option}.' },
  },
  'csv-broken': {
    what: { ja: '{name} の {line} 行目をCSVとして読めません。', en: '{name} is not valid CSV at line {line}.' },
    why: { ja: '{reason}', en: '{reason}' },
    next: {
      ja: '引用符と区切りを確かめ、UTF-8のCSVで保存し直してください。',
      en: 'Check quotation marks and separators, and save it as CSV in UTF-8.',
    },
  },
  'csv-column-missing': {
    what: { ja: '{name} に、必要な列がありません（{columns}）。', en: '{name} lacks columns: {columns}.' },
    why: {
      ja: '1行目の見出しで、列の意味を決めています。',
      en: 'The headings in the first line say what a column means.',
    },
    next: {
      ja: '見出しを直してください。列の順番は自由です。',
      en: 'Correct the headings; their order does not matter.',
    },
  },
  'csv-value-wrong': {
    what: {
      ja: '{name} の {line} 行目、{column} の「{found}」が正しくありません。',
      en: 'In {name}, line {line}, column {column}, “{found}” is wrong.',
    },
    why: { ja: '{expected}', en: '{expected}' },
    next: { ja: 'その欄を直して、もう一度読み込んでください。', en: 'Correct that cell and read the file again.' },
  },
  'csv-rows-disagree': {
    what: {
      ja: '{name} の {line} 行目で、「{id}」の内容が前の行と違います。',
      en: 'In {name}, line {line}, “{id}” is described otherwise than before.',
    },
    why: { ja: 'どちらが正しいか判断できません。', en: 'It cannot be told which is meant.' },
    next: { ja: '同じ識別子の行は、内容をそろえてください。', en: 'Rows of the same id must say the same.' },
  },
}
