import type { Fault } from '../../../core/kernel/fault.ts'
import { momentOfSnapshot } from '../../../core/register/manifest.ts'
import { checkMoment } from '../../compose-check.ts'
import { writeOwnRegister } from '../../compose-register-write.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

const words = {
  entries: { ja: 'ラベルの数', en: 'Labels' },
  digest: { ja: '登録簿のダイジェスト', en: 'Digest of the register' },
} as const

/** `register write`: the register as it stood, for whoever has to judge an old record again. */
export const registerWrite: Command = {
  name: 'register write',
  usage: 'register write FILE --as-of MOMENT',
  summary: {
    ja: 'この登録簿の、ある時点のファイルを書き出します。公開をやめた古い時点の記録票を、判定しなおすときに使います。',
    en: 'Writes the register of this installation as it stood at a moment: to judge a record again whose snapshot is no longer published.',
  },
  options: [
    ['FILE', { ja: '書き出すファイル（register.jsonl.zst など）', en: 'the file to write (register.jsonl.zst)' }],
    [
      '--as-of MOMENT',
      {
        ja: '時点：記録の register.taken_at（2026-11-24T01:10:00.000Z）か、公開フォルダーの名前（20261124T011000Z）',
        en: 'the moment: register.taken_at of a record (2026-11-24T01:10:00.000Z), or the name of a folder (20261124T011000Z)',
      },
    ],
  ],
  examples: ['register write register.jsonl.zst --as-of 20261124T011000Z'],
  async run(args, terminal) {
    const read = readOptions(args, { 'as-of': { type: 'string' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [file] = positionals
    const wrong = (reason: string) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    if (file === undefined || positionals.length > 1) return wrong('FILE')
    const asked = values['as-of'] ?? ''
    const moment = momentOfSnapshot(asked) ?? (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(asked) ? asked : undefined)
    if (moment === undefined || Number.isNaN(Date.parse(moment)) || moment > checkMoment())
      return wrong('--as-of MOMENT')
    const written = await writeOwnRegister(homeFolder(), file, new Date(moment).toISOString())
    if (!written.ok) return printFault(terminal, written.fault)
    terminal.out(`${words.entries[terminal.language]}: ${written.value.entries}`)
    terminal.out(`${words.digest[terminal.language]}: ${written.value.digest}`)
    return 0
  },
}
