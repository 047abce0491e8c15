import type { Text } from '../../core/kernel/text.ts'
import type { Command, Terminal } from './command.ts'
import { columnsOf, padded, wrapped } from './text-layout.ts'

const words = {
  more: {
    ja: '一つずつの書き方と意味は、hoshirushi help コマンドの名前（例：hoshirushi help {example}）',
    en: 'How one is written, and what its options mean: hoshirushi help COMMAND (such as: hoshirushi help {example})',
  },
  usage: { ja: '書き方', en: 'How it is written' },
  options: { ja: '指定', en: 'Options' },
  examples: { ja: '例', en: 'Examples' },
} as const satisfies Record<string, Text>

const intro: Readonly<Record<string, Text>> = {
  probe: {
    ja: '機器を試験台で試験します。順に：init（申告の下書き）→ plan（何を送るかを見る）→ run（試験）→ guide（人が行う手順）→ verify、export（確かめる、渡す）',
    en: 'Tests a device on the bench. In order: init (draft the declaration), plan (see what would be sent), run, guide (steps for a person), verify and export',
  },
}

/** One command: how it is written, what its options mean, and examples to copy. */
export function helpOn(
  { usage, summary, options = [], examples = [] }: Command,
  { language: lang, columns }: Terminal,
): readonly string[] {
  const widest = Math.min(24, Math.max(0, ...options.map(([written]) => columnsOf(written))))
  const option = ([written, what]: readonly [string, Text]): readonly string[] =>
    columnsOf(written) <= widest
      ? wrapped(`  ${padded(written, widest)}  `, what[lang], columns)
      : [`  ${written}`, ...wrapped(' '.repeat(widest + 4), what[lang], columns)]
  return [
    ...wrapped('', summary[lang], columns),
    '',
    words.usage[lang],
    ...wrapped('  hoshirushi ', usage, columns),
    ...(options.length === 0 ? [] : ['', words.options[lang], ...options.flatMap(option)]),
    ...(examples.length === 0 ? [] : ['', words.examples[lang], ...examples.map((one) => `  hoshirushi ${one}`)]),
  ]
}

/** Several commands: what each is for, in the order in which they are used. */
export function helpOnAll(commands: readonly Command[], { language: lang, columns }: Terminal): readonly string[] {
  const widest = Math.max(...commands.map(({ name }) => name.length))
  const group = commands[0]?.name.split(' ')[0] ?? ''
  const shared = commands.length > 1 && commands.every(({ name }) => name.startsWith(`${group} `)) && intro[group]
  return [
    ...(shared ? [...wrapped('', shared[lang], columns), ''] : []),
    ...commands.flatMap(({ name, summary }) => wrapped(`  ${padded(name, widest)}  `, summary[lang], columns)),
    '',
    ...wrapped('', words.more[lang].replace('{example}', commands[0]?.name ?? ''), columns),
  ]
}
