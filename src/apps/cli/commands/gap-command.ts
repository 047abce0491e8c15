import { basename } from 'node:path'
import { dateInJapan, isDate } from '../../../core/kernel/date.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok } from '../../../core/kernel/result.ts'
import { parseLedger } from '../../../core/market/effort-ledger.ts'
import { openProductForMarkets, readText } from '../../compose-commands.ts'
import { type Command, type Exit, printFault, type Terminal } from '../command.ts'
import { readOptions } from '../options.ts'
import { gap } from './gap.ts'

/** `gap`: plans a product for other markets; 0 nothing is left to do, 1 something is, 2 bad input. */
export const gapCommand: Command = {
  name: 'gap',
  usage: 'gap DIR [--to uk-psti,sg-cls:1,eu-cra] [--as-of DATE] [--effort FILE] [--json]',
  summary: {
    ja: '製品のフォルダーから、ほかの制度で何が認められ、何が残り、最も少ない作業は何かを示します。',
    en: 'Shows what a product counts for elsewhere, by law and technically, and the least work that is left.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      to: { type: 'string' },
      'as-of': { type: 'string' },
      effort: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const told = (fault: Fault) => refused(terminal, fault, values.json === true)
    const folder = positionals[0]
    if (!folder) return told({ code: 'option-wrong', reason: 'DIR' } as Fault)
    const asOf = values['as-of'] ?? dateInJapan(new Date().toISOString())
    if (!isDate(asOf)) return told({ code: 'as-of-malformed', found: asOf.slice(0, 40) } as Fault)
    const loaded = await openProductForMarkets(folder)
    if (!loaded.ok) return told(loaded.fault)
    const ledger = await openLedger(values.effort)
    if (!ledger.ok) return told(ledger.fault)
    const to = values.to?.split(',').filter((word) => word.trim() !== '')
    const outcome = gap(loaded.value.catalogue, loaded.value.product, {
      lang: terminal.language,
      asOf,
      ...(to === undefined ? {} : { to }),
      ...(ledger.value === undefined ? {} : { ledger: ledger.value }),
    })
    if (!outcome.ok) return told(outcome.fault)
    terminal.out(values.json ? JSON.stringify(outcome.value.json, null, 2) : outcome.value.text)
    return outcome.value.exit
  },
}

async function openLedger(file: string | undefined) {
  if (file === undefined) return ok(undefined)
  const text = await readText(file)
  const missing: Fault & { file: string } = { code: 'file-missing', file: basename(file) }
  return text === undefined ? ({ ok: false, fault: missing } as const) : parseLedger(basename(file), text)
}

function refused(terminal: Terminal, fault: Fault, json: boolean): Exit {
  if (json) terminal.out(JSON.stringify({ fault }))
  return printFault(terminal, fault)
}
