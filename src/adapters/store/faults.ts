import type { FaultTexts } from '../../core/kernel/fault.ts'

/** Why a backup was not made or not put back. */
export type BackupFault =
  | { readonly code: 'backup-target-not-empty'; readonly folder: string }
  | { readonly code: 'backup-incomplete'; readonly folder: string }
  | { readonly code: 'backup-damaged'; readonly file: string }
  | { readonly code: 'backup-newer-than-program'; readonly migration: string }
  | { readonly code: 'restore-target-not-empty'; readonly found: string }

export const backupFaults: FaultTexts<BackupFault> = {
  'backup-target-not-empty': {
    what: { ja: 'フォルダー {folder} は空ではありません。', en: 'The folder {folder} is not empty.' },
    why: {
      ja: '前のバックアップを上書きしないよう、空のフォルダーにだけ書き込みます。',
      en: 'A backup goes into an empty folder only, so that it never overwrites another one.',
    },
    next: { ja: '新しいフォルダーを指定してください。', en: 'Name a new folder.' },
  },
  'backup-incomplete': {
    what: { ja: '{folder} に完全なバックアップはありません。', en: 'There is no complete backup in {folder}.' },
    why: {
      ja: '最後に書かれる目録（manifest.json）がないか、読めません。バックアップが途中で止まった可能性があります。',
      en: 'The list that is written last (manifest.json) is missing or unreadable; the backup may have been cut off.',
    },
    next: { ja: '別のバックアップを指定してください。', en: 'Name another backup.' },
  },
  'backup-damaged': {
    what: {
      ja: 'バックアップの中の {file} が、取ったときの内容と違います。',
      en: '{file} in the backup is not what was backed up.',
    },
    why: {
      ja: '大きさ、SHA-256、または行数が目録と一致しません。データベースには何も書き込んでいません。',
      en: 'Its size, SHA-256 or number of rows differs from the list. Nothing was written to the database.',
    },
    next: {
      ja: '別のバックアップを使うか、保管先から取り直してください。',
      en: 'Use another backup, or fetch this one from its storage again.',
    },
  },
  'backup-newer-than-program': {
    what: {
      ja: 'このバックアップは、このプログラムより新しい版で取られました（{migration}）。',
      en: 'The backup was made by a newer or a different version than this program ({migration}).',
    },
    why: {
      ja: '新しい形のデータを古いプログラムで読むと、失われるものがあります。',
      en: 'An older program would lose what a newer one wrote.',
    },
    next: { ja: 'バックアップを取った版で戻してください。', en: 'Restore with the version that made the backup.' },
  },
  'restore-target-not-empty': {
    what: { ja: '戻す先が空ではありません（{found}）。', en: 'The place to restore to is not empty ({found}).' },
    why: {
      ja: '今あるデータを失わないよう、空のデータベースとフォルダーにだけ戻します。',
      en: 'A backup is restored only into an empty database and empty folders, so that nothing present is lost.',
    },
    next: {
      ja: '新しいデータベースまたは HOSHIRUSHI_HOME を用意して、もう一度実行してください。',
      en: 'Prepare a new database or HOSHIRUSHI_HOME and try again.',
    },
  },
}
