import type { FaultTexts } from '../../core/kernel/fault.ts'

/** Why the published entries were not taken back. Nothing was written. */
export type ReimportFault =
  | { readonly code: 'log-nothing-published'; readonly folder: string }
  | { readonly code: 'log-checkpoint-of-others'; readonly file: string }
  | { readonly code: 'log-file-unusable'; readonly file: string }
  | { readonly code: 'log-not-continued'; readonly size: number; readonly database: number }

/** Undoes the transaction in which it is thrown; the door turns it back into a value. */
export class ReimportRefused extends Error {
  override readonly name = 'ReimportRefused'
  readonly fault: ReimportFault
  constructor(fault: ReimportFault) {
    super(fault.code)
    this.fault = fault
  }
}

export const reimportFaults: FaultTexts<ReimportFault> = {
  'log-nothing-published': {
    what: { ja: '{folder} に公開済みの記録がありません。', en: 'There is no published log in {folder}.' },
    why: { ja: 'チェックポイントのファイルが見つかりません。', en: 'Its checkpoint was not found.' },
    next: {
      ja: '公開ファイルのフォルダーを元の場所に置いてから、もう一度実行してください。',
      en: 'Put the folder of published files in its place and try again.',
    },
  },
  'log-checkpoint-of-others': {
    what: {
      ja: '{file} は、このサービスの記録の署名ではありません。',
      en: '{file} was not signed by the log of this installation.',
    },
    why: {
      ja: '署名鍵が違うか、ファイルが書き換わっています。データベースには何も書き込んでいません。',
      en: 'The signing key is another one, or the file was changed. Nothing was written to the database.',
    },
    next: {
      ja: '署名鍵（keys/log.json）と公開ファイルの組合せを確かめてください。',
      en: 'Check that the signing key (keys/log.json) and the published files belong together.',
    },
  },
  'log-file-unusable': {
    what: {
      ja: '公開ファイル {file} がないか、読み取れません。',
      en: 'The published file {file} is missing or broken.',
    },
    why: {
      ja: '取り込みに必要な記録がそろいません。データベースには何も書き込んでいません。',
      en: 'The entries are not complete without it. Nothing was written to the database.',
    },
    next: {
      ja: '公開先や写しから、このファイルを取り寄せて置いてください。',
      en: 'Fetch the file from a mirror of the register and put it there.',
    },
  },
  'log-not-continued': {
    what: {
      ja: '公開済みの{size}件の記録は、データベースの{database}件の続きではありません。',
      en: 'The {size} published entries do not continue the {database} entries of the database.',
    },
    why: {
      ja: 'ファイルが壊れているか、データベースが別の歴史を持っています。取り込むと記録が枝分かれするため、何も書き込んでいません。',
      en: 'A file is damaged, or the database has another history. Taking them in would fork the log, so nothing was written.',
    },
    next: {
      ja: 'hoshirushi log fsck で公開ファイルを点検し、このサービスの別のバックアップから戻してください。',
      en: 'Check the files with hoshirushi log fsck, and restore from another backup of this installation.',
    },
  },
}
