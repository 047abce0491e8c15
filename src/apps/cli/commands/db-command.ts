import type { Fault } from '../../../core/kernel/fault.ts'
import type { Text } from '../../../core/kernel/text.ts'
import { openDbWork } from '../../compose-commands.ts'
import { type Command, type Exit, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import type { CommandOutcome } from './assess.ts'
import { dbBackup as backup, type DbOptions, type DbWork, dbMigrate as migrate, dbRestore as restore } from './db.ts'

type Work = (work: DbWork, folder: string, options: DbOptions) => Promise<CommandOutcome>

const command = (name: string, argument: string, summary: Text, work: Work): Command => ({
  name: `db ${name}`,
  usage: `db ${name}${argument ? ` ${argument}` : ''} [--json]`,
  summary,
  async run(args, terminal): Promise<Exit> {
    const folder = args.find((a) => !a.startsWith('-')) ?? ''
    if (argument && !folder) return printFault(terminal, { code: 'option-wrong', reason: argument } as Fault)
    const opened = await openDbWork(homeFolder())
    const watched = process.stderr.isTTY === true
    try {
      const outcome = await work(opened, folder, {
        lang: terminal.language,
        onProgress: (line) => watched && process.stderr.write(`\r${line}\x1b[K`),
      })
      if (watched) process.stderr.write('\r\x1b[K')
      const text = args.includes('--json') ? JSON.stringify(outcome.json, null, 2) : outcome.text
      ;(outcome.exit === 2 ? terminal.err : terminal.out)(text)
      return outcome.exit
    } finally {
      await opened.close()
    }
  },
})

/** `db migrate`: brings the schema up to this program. */
export const dbMigrate = command(
  'migrate',
  '',
  {
    ja: 'データベースの構造を、このプログラムの版に合わせます。',
    en: 'Brings the database to the schema of this program.',
  },
  (work, _, options) => migrate(work, options),
)

/** `db backup`: database, evidence and published files into a new folder. */
export const dbBackup = command(
  'backup',
  'FOLDER',
  {
    ja: 'データベース、証拠ファイル、公開ファイルを新しいフォルダーに控えます。動かしたまま行えます。',
    en: 'Writes database, evidence and published files into a new folder, while the service runs.',
  },
  backup,
)

/** `db restore`: a backup back into an empty place. */
export const dbRestore = command(
  'restore',
  'FOLDER',
  {
    ja: '控えを、空の場所へ戻します。先にすべてを確かめます。ログイン中だった状態は戻しません。',
    en: 'Puts a backup back into an empty place, after checking all of it. Sessions do not come back.',
  },
  restore,
)
