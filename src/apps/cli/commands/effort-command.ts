import { effortCsv, fewestRuns } from '../../../casework/effort.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill } from '../../../core/kernel/text.ts'
import { readEffort } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

const leftOutText = {
  ja: '試験が{fewest}件に満たない要求を、{count}件省きました。',
  en: 'Left out {count} demands with fewer than {fewest} runs.',
}

/** `effort export`: the effort ledger as CSV; 0 there is something in it, 1 nothing yet, 2 bad input. */
export const effortExport: Command = {
  name: 'effort export',
  usage: 'effort export [--at-least N] [--json]',
  summary: {
    ja: '実機試験に実際にかかった時間の平均を、gap --effort が読むCSVで書き出します。',
    en: 'Writes how long tests on the device really took, on average, as the CSV that gap --effort reads.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { 'at-least': { type: 'string' }, json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const { values } = read.value
    const fewest = Number(values['at-least'] ?? fewestRuns)
    if (!Number.isSafeInteger(fewest) || fewest < 1)
      return printFault(terminal, { code: 'option-wrong', reason: '--at-least' } as Fault)
    const ledger = await readEffort(homeFolder(), fewest)
    if (!ledger.ok) return printFault(terminal, ledger.fault)
    const { rows, leftOut } = ledger.value
    terminal.out(values.json ? JSON.stringify({ rows, leftOut }, null, 2) : effortCsv(rows).trimEnd())
    if (leftOut > 0) terminal.err(fill(leftOutText, { count: leftOut, fewest })[terminal.language])
    return rows.length > 0 ? 0 : 1
  },
}
