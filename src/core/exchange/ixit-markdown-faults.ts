import type { FaultTexts } from '../kernel/fault.ts'

/** Why a text is not an IXIT table we can take in. */
export type IxitMarkdownFault =
  | { readonly code: 'ixit-too-large'; readonly name: string; readonly limit: number }
  | { readonly code: 'ixit-table-unknown'; readonly name: string }
  | { readonly code: 'ixit-nothing-declared'; readonly name: string }
  | { readonly code: 'ixit-nested-too-deep'; readonly name: string }
  | { readonly code: 'ixit-declared-twice'; readonly name: string; readonly place: string }

/** What the refusals of this door say to a person. */
export const ixitMarkdownFaultTexts: FaultTexts<IxitMarkdownFault> = {
  'ixit-too-large': {
    what: { ja: '{name} は大きすぎて読み込めません。', en: '{name} is too large to be read.' },
    why: { ja: '一つの表は {limit} 文字までです。', en: 'A table may have at most {limit} characters.' },
    next: { ja: '表ごとにファイルを分けてください。', en: 'Put each table into a file of its own.' },
  },
  'ixit-table-unknown': {
    what: { ja: '{name} がどの IXIT 表なのか分かりません。', en: 'It is not clear which IXIT table {name} is.' },
    why: {
      ja: 'ファイル名の末尾が ETSI TS 103 701 の表の名前（例：1-AuthMech）と一致しません。',
      en: 'The file name does not end in the name of a table of ETSI TS 103 701, such as 1-AuthMech.',
    },
    next: { ja: 'ファイル名を表の名前に合わせてください。', en: 'Name the file after its table.' },
  },
  'ixit-nothing-declared': {
    what: { ja: '{name} に宣言が見つかりません。', en: '{name} declares nothing.' },
    why: {
      ja: '「ID: …」の見出しも、欄になる見出しもありません。',
      en: 'There is neither a heading “ID: …” nor a heading that could be a field.',
    },
    next: { ja: '表の書き方を確かめてください。', en: 'Check how the table is written.' },
  },
  'ixit-nested-too-deep': {
    what: { ja: '{name} を読み取れませんでした。', en: '{name} could not be read.' },
    why: { ja: '引用や箇条書きの入れ子が深すぎます。', en: 'Quotations or lists are nested too deeply.' },
    next: { ja: '入れ子を浅くしてください。', en: 'Nest them less deeply.' },
  },
  'ixit-declared-twice': {
    what: { ja: '{name} の {place} が二度書かれています。', en: '{place} is declared twice in {name}.' },
    why: { ja: 'どちらが正しいか判断できません。', en: 'It cannot be told which one is meant.' },
    next: { ja: '一つにまとめてください。', en: 'Keep one of them.' },
  },
}
