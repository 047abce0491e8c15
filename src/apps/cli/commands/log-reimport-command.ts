import type { Reimport } from '../../../adapters/log/reimport.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { writeLabelId } from '../../../core/kernel/label-id.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import { issuerOf, readOperator } from '../../compose.ts'
import { reimportLog } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import type { CommandOutcome } from './assess.ts'

const words = {
  none: {
    ja: '取り込む記録はありません。データベースの{to}件は、公開済みの記録と食い違っていません。',
    en: 'Nothing to take in: the {to} entries of the database agree with what is published.',
  },
  done: {
    ja: '公開済みの記録{n}件を取り込みました（{from}件から{to}件へ）。署名された根と一致することを確かめてあります。サービスを始められます。',
    en: 'Took in {n} published entries ({from} to {to}); they lead to the signed root. The service can be started.',
  },
  kept: {
    ja: '戻ったもの: 透明性ログの記録、署名済みチェックポイント、状態リスト、使用済みの状態番号。',
    en: 'Restored: entries of the log, signed checkpoints, status lists, and which places in them are taken.',
  },
  lost: {
    ja: '戻らないもの: 申請の案件、登録簿の行、証拠ファイル、人と通知、採番。これらはバックアップの時点のままです。',
    en: 'Not restored: cases, rows of the register, evidence, people and letters, running numbers. They stay as the backup has them.',
  },
  labels: {
    ja: '登録簿と公開済みの証明が食い違うラベル（公開済みの証明が正しい状態です）:',
    en: 'Labels whose rows in the register disagree with what is published (what is published holds):',
  },
  next: {
    ja: '次にすること: 上のラベルを一つずつ確かめ、登録簿の表示を正してください。「issued」は証明が公開されていますが、登録簿に行がない、または古い内容です。そのほかは、記録には載っていますが、登録簿にはまだ現れません。登録番号は同じものが二度使われないよう、控えと照らしてください。',
    en: 'Next: go through these labels and correct the register. “issued” has a published credential but no row, or an older one; the others are in the log but not in the register. Compare registration numbers with your records, so that none is used twice.',
  },
} as const satisfies Record<string, Text>

/** What was taken back into the log, and what everyone has to know is still missing. */
export function describeReimport({ from, to, leaves }: Reimport, lang: Language): CommandOutcome {
  const json = { from, to, leaves }
  if (from === to) return { exit: 0, text: fill(words.none, { to })[lang], json }
  const labels = Map.groupBy(leaves, (l) => l.label)
  const lines = [...labels].map(([label, own]) => `  ${writeLabelId(label)} ${own.map((l) => l.event).join(', ')}`)
  const told = lines.length === 0 ? [] : ['', words.labels[lang], ...lines, '', words.next[lang]]
  const head = fill(words.done, { from, to, n: to - from })[lang]
  return { exit: 0, text: [head, words.kept[lang], words.lost[lang], ...told].join('\n'), json }
}

/** `log reimport`: after a restore, takes the entries the database lacks from the published files. */
export const logReimport: Command = {
  name: 'log reimport',
  usage: 'log reimport [--json]',
  summary: {
    ja: '古いバックアップから戻したあと、公開済みの記録のうち足りない分をデータベースへ取り込みます。サービスを止めて行います。',
    en: 'After a restore from an older backup, takes the missing entries of the log from the published files. Stop the service first.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const home = homeFolder()
    const operator = await readOperator(home)
    if (!operator) return printFault(terminal, { code: 'not-initialised', home } as Fault)
    const done = await reimportLog(home, issuerOf(operator))
    if (!done.ok) return printFault(terminal, done.fault)
    const outcome = describeReimport(done.value, terminal.language)
    terminal.out(read.value.values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}
