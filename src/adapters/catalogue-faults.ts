import type { FaultTexts } from '../core/kernel/fault.ts'
import type { SchemeFault } from '../core/scheme/faults.ts'
import type { YamlFault } from './bounded-yaml.ts'

/** Why a catalogue folder cannot be read. */
export type CatalogueFault =
  | SchemeFault
  | YamlFault
  | { readonly code: 'catalogue-folder-missing'; readonly folder: string }
  | { readonly code: 'catalogue-too-large'; readonly folder: string; readonly files: number; readonly bytes: number }

export const catalogueFileFaultTexts: FaultTexts<Exclude<CatalogueFault, SchemeFault>> = {
  'catalogue-folder-missing': {
    what: { ja: 'カタログのフォルダー「{folder}」を読めません。', en: 'The catalogue folder {folder} cannot be read.' },
    why: {
      ja: 'フォルダーがないか、読み取りの許可がありません。',
      en: 'It does not exist, or reading it is not permitted.',
    },
    next: { ja: '場所と許可を確かめてください。', en: 'Check the place and the permissions.' },
  },
  'catalogue-too-large': {
    what: { ja: 'フォルダー「{folder}」のカタログが大きすぎます。', en: 'The catalogue in {folder} is too large.' },
    why: {
      ja: '読み込めるのは、{files}個のファイル、合わせて{bytes}バイトまでです。',
      en: 'At most {files} files with {bytes} bytes together are read.',
    },
    next: {
      ja: '関係のないファイルが混ざっていないか確かめ、必要ならライブラリーを分けてください。',
      en: 'See whether files got in that do not belong there, and split the library if need be.',
    },
  },
  'catalogue-file-too-large': {
    what: { ja: 'ファイル「{file}」が大きすぎます。', en: 'The file {file} is too large.' },
    why: {
      ja: '{size}バイトあります。上限は{limit}バイトです。',
      en: 'It has {size} bytes; the limit is {limit} bytes.',
    },
    next: { ja: 'ファイルを分けてください。', en: 'Split the file.' },
  },
  'yaml-unfolds-too-far': {
    what: {
      ja: 'ファイル「{file}」は、展開すると際限なく大きくなるか、深くなります。',
      en: 'The file {file} unfolds into too much, or too deeply.',
    },
    why: {
      ja: '別名（*）が重なっているか、自分自身を指しています（上限：{limit}）。',
      en: 'Aliases (*) multiply, or one points at what it is part of (limit: {limit}).',
    },
    next: { ja: '別名を使わずに書いてください。', en: 'Write it without aliases.' },
  },
  'yaml-broken': {
    what: {
      ja: 'ファイル「{file}」の{line}行目{column}文字目で、YAMLとして読めません。',
      en: 'The file {file} is not valid YAML at line {line}, column {column}.',
    },
    why: { ja: 'YAMLの書き方に誤りがあります（{reason}）。', en: 'There is a mistake in the YAML ({reason}).' },
    next: {
      ja: 'その行と、すぐ前の行の字下げや引用符を確かめてください。',
      en: 'Check the indentation and quotation marks of that line and the one before.',
    },
  },
}
