import type { FaultTexts } from '../../kernel/fault.ts'

/** Why a record sheet is not what it says. */
export type SheetFault =
  | { readonly code: 'sheet-too-large'; readonly limit: number; readonly found: number }
  | { readonly code: 'sheet-unreadable'; readonly part: string }
  | { readonly code: 'sheet-signature-wrong'; readonly why: string }
  | { readonly code: 'sheet-of-another-issuer'; readonly expected: string; readonly found: string }
  | { readonly code: 'sheet-changed' }
  | { readonly code: 'sheet-seal-missing' }
  | { readonly code: 'sheet-printed-otherwise' }
  | { readonly code: 'sheet-says-otherwise'; readonly what: string }
  | { readonly code: 'sheet-too-long'; readonly limit: number; readonly found: number }

const asks = {
  ja: 'この記録票を使わず、もとの記録票をもらいなおすか、一覧を確認しなおしてください。',
  en: 'Do not rely on it. Ask for the original again, or check the list again.',
}

/** What the refusals say to whoever wanted to rely on a sheet. */
export const sheetFaultTexts: FaultTexts<SheetFault> = {
  'sheet-too-large': {
    what: {
      ja: '記録票のファイルが大きすぎます（{found}バイト）。',
      en: 'The file is too large for a record sheet ({found} bytes).',
    },
    why: { ja: '{limit}バイトまで読みます。', en: 'Up to {limit} bytes are read.' },
    next: { ja: '確認記録票のファイルか確かめてください。', en: 'See that it is the file of a record sheet.' },
  },
  'sheet-unreadable': {
    what: { ja: '確認記録票として読めません（{part}）。', en: 'It cannot be read as a record sheet ({part}).' },
    why: {
      ja: '別のファイルか、壊れているか、別のソフトウェアで保存しなおされています。',
      en: 'It is another file, or damaged, or was saved again by another program.',
    },
    next: {
      ja: '受け取ったままのPDF、またはJSONの記録を指定してください。',
      en: 'Give the PDF as it was received, or a record as JSON.',
    },
  },
  'sheet-signature-wrong': {
    what: { ja: '記録票の署名が正しくありません（{why}）。', en: 'The signature of the sheet is wrong ({why}).' },
    why: {
      ja: '信頼の起点にある鍵で署名されたものではないか、後で書き換えられています。',
      en: 'It was not signed with a key of the trust anchor, or it was changed afterwards.',
    },
    next: asks,
  },
  'sheet-of-another-issuer': {
    what: { ja: '別の登録簿の記録票です（{found}）。', en: 'This is a sheet of another register ({found}).' },
    why: { ja: '信頼の起点は {expected} のものです。', en: 'The trust anchor is that of {expected}.' },
    next: { ja: 'その登録簿の trust/root.json を指定してください。', en: 'Give the trust/root.json of that register.' },
  },
  'sheet-changed': {
    what: { ja: '署名の後で、PDFが変えられています。', en: 'The PDF was changed after it was signed.' },
    why: { ja: 'PDFの要約値が、署名されたものと違います。', en: 'Its digest is not the one that was signed.' },
    next: asks,
  },
  'sheet-seal-missing': {
    what: { ja: '記録票に署名がありません。', en: 'The sheet has no signature.' },
    why: {
      ja: 'サービスが作った記録票には、必ず署名があります。取り除かれているか、別のソフトウェアで保存しなおされています。',
      en: 'Every sheet that a service makes has one. It was taken off, or the file was saved again by another program.',
    },
    next: asks,
  },
  'sheet-printed-otherwise': {
    what: {
      ja: '印刷された内容が、添付の記録と合いません。',
      en: 'What is printed does not agree with the record attached to it.',
    },
    why: {
      ja: '記録から描きなおしたPDFと違います。署名もないので、どちらが正しいかわかりません。',
      en: 'Drawn again from the record, it is another file; and there is no signature to tell which of the two is right.',
    },
    next: asks,
  },
  'sheet-says-otherwise': {
    what: { ja: '記録の中で、つじつまが合いません（{what}）。', en: 'The record contradicts itself ({what}).' },
    why: { ja: '要約値か件数が、中身と違います。', en: 'A digest or a count is not that of its contents.' },
    next: asks,
  },
  'sheet-too-long': {
    what: {
      ja: '記録票にするには、一覧が長すぎます（{found}件）。',
      en: 'The list is too long for a record sheet ({found} rows).',
    },
    why: {
      ja: '同じ内容の行をまとめて、{limit}件までです。',
      en: 'Up to {limit} rows, those that say the same counted once.',
    },
    next: { ja: '一覧を分けるか、CSVまたはJSONで保存してください。', en: 'Divide the list, or save CSV or JSON.' },
  },
}
