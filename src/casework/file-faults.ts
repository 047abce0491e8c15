import type { FaultTexts } from '../core/kernel/fault.ts'

/** Why an uploaded file was not taken in. */
export type FileFault =
  | { readonly code: 'file-empty'; readonly name: string }
  | { readonly code: 'file-too-large'; readonly name: string; readonly limit: string }
  | { readonly code: 'file-type-refused'; readonly name: string }
  | { readonly code: 'file-password-protected'; readonly name: string }
  | { readonly code: 'file-zip-bomb'; readonly name: string; readonly reason: ZipReason }

/** What about an archive could hurt whoever opens it. */
export type ZipReason = 'entries' | 'total' | 'ratio' | 'overlap' | 'nested'

export const fileFaults: FaultTexts<FileFault> = {
  'file-empty': {
    what: { ja: 'ファイル「{name}」は空です。', en: 'The file “{name}” is empty.' },
    why: { ja: '0バイトのファイルは証拠になりません。', en: 'A file of 0 bytes shows nothing.' },
    next: {
      ja: '保存し終えたファイルか確かめて、もう一度選んでください。',
      en: 'Check that the file was saved completely and choose it again.',
    },
  },
  'file-too-large': {
    what: { ja: 'ファイル「{name}」は大きすぎます。', en: 'The file “{name}” is too large.' },
    why: { ja: '1ファイルの上限は{limit}です。', en: 'A file may have at most {limit}.' },
    next: {
      ja: '必要なページや画像だけにするか、いくつかに分けて送ってください。',
      en: 'Keep only the pages or pictures that are needed, or split it into several files.',
    },
  },
  'file-type-refused': {
    what: {
      ja: 'ファイル「{name}」の種類は受け付けていません。',
      en: 'Files of the kind of “{name}” are not accepted.',
    },
    why: {
      ja: '審査する人が安全に開ける種類だけを受け付けています。種類は名前ではなく中身で見分けます。壊れたファイルやマクロつきの文書も受け付けません。',
      en: 'Only kinds that reviewers can open safely are accepted, told by the content and not the name. Damaged files and documents with macros are not accepted either.',
    },
    next: {
      ja: 'PDF、PNG、JPEG、テキスト、CSV、JSON、YAML、Word（docx）、Excel（xlsx）、ZIPのどれかで保存し直してください。',
      en: 'Save it again as PDF, PNG, JPEG, text, CSV, JSON, YAML, Word (docx), Excel (xlsx) or ZIP.',
    },
  },
  'file-password-protected': {
    what: {
      ja: 'ファイル「{name}」はパスワードで保護されています。',
      en: 'The file “{name}” is protected with a password.',
    },
    why: {
      ja: '審査する人が中身を読めません。送られたファイルは、申請者と認証機関の担当者だけが見られます。',
      en: 'Reviewers cannot read it. What you send is seen by you and the body’s staff only.',
    },
    next: {
      ja: 'パスワードや印刷の制限を外して保存し、もう一度選んでください。',
      en: 'Save it without a password or restrictions and choose it again.',
    },
  },
  'file-zip-bomb': {
    what: {
      ja: 'ZIPファイル「{name}」は、安全に開けないため受け付けられません。',
      en: 'The archive “{name}” cannot be opened safely and was not accepted.',
    },
    why: {
      ja: '開いたときの大きさやファイルの数が極端に多い、またはZIPの中に別の圧縮ファイルがあります。',
      en: 'It holds extremely many files or extremely much data, or an archive inside the archive.',
    },
    next: {
      ja: '必要なファイルだけを選び、圧縮せずに一つずつ送るか、ZIPを作り直してください。',
      en: 'Choose only the files that are needed and send them one by one, or make the archive again.',
    },
  },
}
