import type { FaultTexts } from '../kernel/fault.ts'

/** Why a file of the catalogue is refused. `file` is relative to the catalogue, `row` the path inside the file. */
export type SchemeFault =
  | { readonly code: 'scheme-document-missing'; readonly file: string }
  | { readonly code: 'scheme-document-unknown'; readonly file: string }
  | { readonly code: 'scheme-document-invalid'; readonly file: string; readonly row: string; readonly reason: string }

export const schemeFaultTexts: FaultTexts<SchemeFault> = {
  'scheme-document-missing': {
    what: { ja: 'カタログに必要なファイル「{file}」がありません。', en: 'The catalogue lacks the file {file}.' },
    why: {
      ja: '制度や規格には、全体を説明するファイルがひとつ必要です。',
      en: 'Every scheme and standard needs the one file that describes it as a whole.',
    },
    next: {
      ja: '「{file}」を置いてから、もう一度読み込んでください。',
      en: 'Add {file} and load the catalogue again.',
    },
  },
  'scheme-document-unknown': {
    what: { ja: 'ファイル「{file}」は、どの役割にも当てはまりません。', en: 'The file {file} has no known role.' },
    why: {
      ja: '読み込まれないファイルを残すと、直したつもりの内容が反映されないおそれがあります。',
      en: 'A file that is never read may hold a correction that has no effect.',
    },
    next: {
      ja: '正しいフォルダーに移すか、名前を直すか、取り除いてください。',
      en: 'Move it to the right folder, rename it or remove it.',
    },
  },
  'scheme-document-invalid': {
    what: {
      ja: 'ファイル「{file}」の「{row}」に誤りがあります。',
      en: 'There is a mistake in {file} at {row}.',
    },
    why: { ja: '決まった形と合っていません（{reason}）。', en: 'It does not have the expected shape ({reason}).' },
    next: {
      ja: 'その行を直してから、もう一度読み込んでください。',
      en: 'Correct that row and load the catalogue again.',
    },
  },
}
