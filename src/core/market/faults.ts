import type { FaultTexts } from '../kernel/fault.ts'

/** Why no plan can be made. */
export type MarketFault =
  | { readonly code: 'target-unknown'; readonly target: string; readonly known: readonly string[] }
  | { readonly code: 'target-level-unknown'; readonly target: string; readonly known: readonly string[] }
  | { readonly code: 'effort-ledger-malformed'; readonly file: string; readonly line: number; readonly reason: string }

/** What the refusals of this room say to a person. */
export const marketFaultTexts: FaultTexts<MarketFault> = {
  'target-unknown': {
    what: { ja: '「{target}」という制度はありません。', en: 'There is no scheme {target}.' },
    why: { ja: 'このカタログにある制度は次のとおりです：{known}', en: 'The catalogue has these: {known}.' },
    next: {
      ja: '制度の記号を確かめてください。レベルは「sg-cls:1」のように書きます。',
      en: 'Check the name of the scheme. A level is written like “sg-cls:1”.',
    },
  },
  'target-level-unknown': {
    what: { ja: '「{target}」というレベルはありません。', en: 'There is no level {target}.' },
    why: { ja: 'この制度のレベルは次のとおりです：{known}', en: 'The scheme has these levels: {known}.' },
    next: { ja: 'いずれかのレベルを選んでください。', en: 'Choose one of them.' },
  },
  'effort-ledger-malformed': {
    what: { ja: '工数の記録「{file}」を読めませんでした。', en: 'The record of effort {file} could not be read.' },
    why: { ja: '{line}行目：{reason}', en: 'Line {line}: {reason}' },
    next: {
      ja: '見出しに node と hours の列を置き、一行に一件ずつ、時間を数字で書いてください。',
      en: 'Give it a heading with the columns node and hours, and one row for each record with the hours as a number.',
    },
  },
}
