import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { openVerified, readBytes } from '../../compose-evidence.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { probeHelp } from './probe-help.ts'
import { exitOf, headline, printLines, verdictLines } from './probe-summary.ts'

const words = {
  missing: {
    ja: '試験のフォルダーか、証拠のファイルがありません。',
    en: 'There is no folder of a run, and no evidence file.',
  },
  about: {
    ja: '試料 {label}、{day}、試験した人 {person}',
    en: 'Sample {label}, {day}, tested by {person}',
  },
  unknown: {
    ja: '改ざんはありません。署名した人を確かめるには、--key で公開鍵を指定します。',
    en: 'It is intact. To establish who signed it, name a public key with --key.',
  },
} as const satisfies Record<string, Text>

/** `probe show`: what a run came to, from its evidence; 0 nothing failed and nothing is left open, 1 otherwise, 2 bad input. */
export const probeShowCommand: Command = {
  name: 'probe show',
  usage: 'probe show RUN|FILE [--all] [--key FILE …] [--json]',
  summary: {
    ja: '試験の結果を、証拠から示します。不合格と判定不能を理由とともに先に、--all なら合格も示します。',
    en: 'Shows what a run came to, from its evidence: first what failed or could not be told, with the reasons; with --all everything.',
  },
  options: probeHelp.show,
  examples: ['probe show runs/1', 'probe show examples/bench/evidence.zip --all'],
  async run(args, terminal) {
    const read = readOptions(args, {
      all: { type: 'boolean' },
      key: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [named] = positionals
    if (named === undefined) return printFault(terminal, { code: 'option-wrong', reason: words.missing } as Fault)
    const isFolder = (await stat(named).catch(() => undefined))?.isDirectory() === true
    const path = isFolder ? join(named, 'evidence.zip') : named
    const bytes = await readBytes(path)
    if (!bytes.ok) return printFault(terminal, bytes.fault)
    const opened = await openVerified(path, bytes.value, values.key ?? [], 'shown')
    if (!opened.ok) return printFault(terminal, opened.fault)
    const { result, evidence } = opened.value
    const { assessment, record } = evidence
    if (values.json) {
      terminal.out(
        JSON.stringify({ evidence: path, result, run: record.id, ended: record.ending, ...assessment }, null, 2),
      )
      return exitOf(assessment)
    }
    const { language: lang, columns } = terminal
    const { text, tone } = headline({ assessment, path, ended: record.ending }, lang)
    for (const line of wrapped('', text, columns)) terminal.out(line, tone)
    const label = record.devices.map((device) => device.label).join(', ')
    terminal.out(fill(words.about, { label, day: record.began.slice(0, 10), person: record.person.name })[lang])
    printLines(terminal, verdictLines(assessment, { lang, columns, all: values.all ?? false }))
    if (result === 'verified-unknown-key') terminal.err(`\n${words.unknown[lang]}`)
    return exitOf(assessment)
  },
}
