import type { FaultTexts } from '../../core/kernel/fault.ts'

/** Why a file cannot be taken for evidence at all: it is not read any further. */
export type EvidenceFault =
  | { readonly code: 'evidence-too-large'; readonly limit: number }
  | { readonly code: 'evidence-not-a-zip' }
  | { readonly code: 'evidence-truncated' }
  | { readonly code: 'evidence-compressed'; readonly entry: string }
  | { readonly code: 'evidence-too-many-entries'; readonly limit: number }
  | { readonly code: 'evidence-entry-name'; readonly entry: string }
  | { readonly code: 'evidence-entry-twice'; readonly entry: string }
  | { readonly code: 'evidence-not-canonical' }
  | { readonly code: 'evidence-file-missing'; readonly entry: string }
  | { readonly code: 'evidence-file-unreadable'; readonly entry: string; readonly reason: string }

const tampered = {
  ja: 'この形式の証拠は、1バイトも変えずに保管する決まりです。途中で書き換えられたか、壊れた可能性があります。',
  en: 'Evidence is kept without changing a single byte. It may have been altered on the way, or damaged.',
}
const askAgain = {
  ja: '試験をした人から、元のファイルを受け取り直してください。',
  en: 'Ask whoever ran the test for the original file.',
}

export const evidenceFaultTexts: FaultTexts<EvidenceFault> = {
  'evidence-too-large': {
    what: { ja: '証拠のファイルが大きすぎます。', en: 'The evidence file is too large.' },
    why: { ja: '読み込めるのは {limit} バイトまでです。', en: 'At most {limit} bytes are read.' },
    next: {
      ja: '正しいファイルか確かめてください。大きな写真は、縮小してから添えてください。',
      en: 'Check whether it is the right file. Make large photographs smaller before attaching them.',
    },
  },
  'evidence-not-a-zip': {
    what: {
      ja: 'これは証拠のファイル（evidence.zip）ではありません。',
      en: 'This is not an evidence file (evidence.zip).',
    },
    why: { ja: '先頭が ZIP の形式になっていません。', en: 'It does not begin as a ZIP file does.' },
    next: { ja: 'ファイルを選び直してください。', en: 'Choose the file again.' },
  },
  'evidence-truncated': {
    what: { ja: '証拠のファイルが途中で切れています。', en: 'The evidence file ends too early.' },
    why: {
      ja: '中身の長さが、書かれている長さに足りません。転送が途中で終わった可能性があります。',
      en: 'There is less in it than it says. The transfer may have been cut off.',
    },
    next: askAgain,
  },
  'evidence-compressed': {
    what: { ja: '証拠の中の「{entry}」が圧縮されています。', en: 'The entry {entry} of the evidence is compressed.' },
    why: {
      ja: '証拠は無圧縮で作られます。作り直された ZIP は、元の証拠ではありません。',
      en: 'Evidence is written without compression. A ZIP that was made anew is not the original.',
    },
    next: askAgain,
  },
  'evidence-too-many-entries': {
    what: { ja: '証拠に含まれるファイルが多すぎます。', en: 'There are too many entries in the evidence.' },
    why: { ja: '{limit} 個までです。', en: 'There may be at most {limit}.' },
    next: askAgain,
  },
  'evidence-entry-name': {
    what: {
      ja: '証拠の中に、知らない名前のファイルがあります：{entry}',
      en: 'The evidence has an entry of an unknown name: {entry}',
    },
    why: {
      ja: '証拠に入れるファイルの名前は決まっています。ほかの名前は、別の場所に書き込む仕掛けかもしれません。',
      en: 'The names of entries are fixed. Another name may be an attempt to write elsewhere.',
    },
    next: askAgain,
  },
  'evidence-entry-twice': {
    what: {
      ja: '証拠の中に、同じ名前のファイルが2つあります：{entry}',
      en: 'The evidence has two entries of one name: {entry}',
    },
    why: {
      ja: 'どちらを読むかで、別の結果に見せかけることができます。',
      en: 'Depending on which one is read, it would show different results.',
    },
    next: askAgain,
  },
  'evidence-not-canonical': {
    what: {
      ja: '証拠のファイルが、決まった形と1バイトも違わずに一致しません。',
      en: 'The evidence file is not, byte for byte, in the one form it may have.',
    },
    why: tampered,
    next: askAgain,
  },
  'evidence-file-missing': {
    what: { ja: '証拠の中に「{entry}」がありません。', en: 'The evidence has no entry {entry}.' },
    why: { ja: 'これがないと、結果を確かめられません。', en: 'Without it the result cannot be checked.' },
    next: askAgain,
  },
  'evidence-file-unreadable': {
    what: { ja: '証拠の中の「{entry}」を読み取れません。', en: 'The entry {entry} of the evidence cannot be read.' },
    why: { ja: '決まった形になっていません（{reason}）。', en: 'It does not have the form it should ({reason}).' },
    next: askAgain,
  },
}
