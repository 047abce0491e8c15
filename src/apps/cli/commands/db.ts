import type { Fault, FaultText } from '../../../core/kernel/fault.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { CommandOutcome } from './assess.ts'

/** How far a backup or a restore is. */
export interface DbProgress {
  readonly part: 'published' | 'tables' | 'evidence' | 'check'
  readonly done: number
  readonly total: number
}

type Done<F> =
  | {
      readonly ok: true
      readonly value: { readonly fingerprint: string; readonly rows: number; readonly files: number }
    }
  | { readonly ok: false; readonly fault: F }

/** What the commands need of the database; compose gives it. */
export interface DbWork<F extends Fault = Fault> {
  migrate(): Promise<readonly string[]>
  backup(target: string, onProgress: (progress: DbProgress) => void): Promise<Done<F>>
  restore(source: string, onProgress: (progress: DbProgress) => void): Promise<Done<F>>
  readonly faults: Readonly<Record<F['code'], FaultText>>
}

export interface DbOptions {
  readonly lang: Language
  /** Shows one line of progress; the command decides how. */
  readonly onProgress?: (line: string) => void
}

const words = {
  upToDate: { ja: 'データベースは最新です。', en: 'The database is up to date.' },
  migrated: { ja: '適用しました: {names}', en: 'Applied: {names}' },
  backedUp: {
    ja: 'バックアップを {folder} に書きました（{rows} 行、{files} ファイル）。\n指紋: {fingerprint}\n次にすること: フォルダーを別の場所へ写し、指紋を控えてください。署名鍵は含まれていません。別に保管してください。',
    en: 'The backup is in {folder} ({rows} rows, {files} files).\nFingerprint: {fingerprint}\nNext: copy the folder to another place and note the fingerprint. The signing keys are not in it; keep them separately.',
  },
  restored: {
    ja: '{folder} から戻しました（{rows} 行、{files} ファイル）。\n指紋: {fingerprint}\nログイン中だった人の状態と送信済みのログインコードは戻していません。全員がもう一度ログインします。\n次にすること: 署名鍵を元の場所に置き、hoshirushi serve で起動してください。透明性ログが公開済みの内容と合うかは起動時に確かめます。',
    en: 'Restored from {folder} ({rows} rows, {files} files).\nFingerprint: {fingerprint}\nSessions and sign-in codes were not restored: everyone signs in again.\nNext: put the signing keys back and start with hoshirushi serve. The start checks the log against what was published.',
  },
} as const satisfies Record<string, Text>

const partWords: Record<DbProgress['part'], Text> = {
  check: { ja: '確認中', en: 'Checking' },
  tables: { ja: '表', en: 'Tables' },
  evidence: { ja: '証拠ファイル', en: 'Evidence' },
  published: { ja: '公開ファイル', en: 'Published files' },
}

const progressLine = (lang: Language, { part, done, total }: DbProgress): string =>
  `${partWords[part][lang]} ${done + 1}/${total}`

/** `db migrate`: brings the schema to this program's. */
export async function dbMigrate(work: Pick<DbWork, 'migrate'>, { lang }: DbOptions): Promise<CommandOutcome> {
  const applied = await work.migrate()
  const text = applied.length === 0 ? words.upToDate : fill(words.migrated, { names: applied.join(', ') })
  return { exit: 0, text: text[lang], json: { applied } }
}

/** `db backup`: database, evidence and published files into a new folder, while the house is open. */
export const dbBackup = (work: DbWork, folder: string, options: DbOptions): Promise<CommandOutcome> =>
  run(work, folder, options, { act: (report) => work.backup(folder, report), said: words.backedUp })

/** `db restore`: a backup back into an empty place; all of it is checked first. */
export const dbRestore = (work: DbWork, folder: string, options: DbOptions): Promise<CommandOutcome> =>
  run(work, folder, options, { act: (report) => work.restore(folder, report), said: words.restored })

async function run(
  work: DbWork,
  folder: string,
  { lang, onProgress = () => undefined }: DbOptions,
  { act, said }: { act: (report: (progress: DbProgress) => void) => Promise<Done<Fault>>; said: Text },
): Promise<CommandOutcome> {
  const result = await act((progress) => onProgress(progressLine(lang, progress)))
  if (result.ok)
    return { exit: 0, text: fill(said, { folder, ...result.value })[lang], json: { folder, ...result.value } }
  const told: FaultText | undefined = work.faults[result.fault.code]
  const lines =
    told === undefined ? [] : [told.what, told.why, told.next].map((text) => fill(text, { ...result.fault })[lang])
  return { exit: 2, text: [...lines, `[${result.fault.code}]`].join('\n'), json: { fault: result.fault } }
}
