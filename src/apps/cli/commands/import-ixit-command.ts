import type { Fault } from '../../../core/kernel/fault.ts'
import { openIxitJob } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { importIxit } from './import-ixit.ts'

/** `import-ixit`: takes in IXIT tables written in Markdown. */
export const importIxitCommand: Command = {
  name: 'import-ixit',
  usage: 'import-ixit SOURCE_DIR TARGET_DIR [--force] [--json]',
  summary: {
    ja: 'Markdown で書かれた IXIT の表を、この形式の YAML（表ごとに1ファイル）に直します。未記入の欄を数えて示します。',
    en: 'Turns IXIT tables written in Markdown into YAML, one file a table, and names every field left open.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { force: { type: 'boolean' }, json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const [source, target] = read.value.positionals
    if (!source || !target)
      return printFault(terminal, { code: 'option-wrong', reason: 'SOURCE_DIR TARGET_DIR' } as Fault)
    const job = await openIxitJob(source, target)
    if (!job.ok) return printFault(terminal, job.fault)
    const outcome = await importIxit(job.value, { lang: terminal.language, force: read.value.values.force ?? false })
    ;(outcome.exit === 2 ? terminal.err : terminal.out)(
      read.value.values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text,
    )
    return outcome.exit
  },
}
