import type { Evaluation } from '../../../core/determination/evaluation.ts'
import { productToOscal } from '../../../core/exchange/oscal-component-out.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { editionKey } from '../../../core/scheme/scheme.ts'
import { openProduct } from '../../compose-commands.ts'
import { type Command, type Exit, printFault, type Terminal } from '../command.ts'
import { readOptions } from '../options.ts'
import { assess, type CommandOutcome, type LoadedProduct } from './assess.ts'
import { lossReport } from './loss-report.ts'

/** The assessment as an OSCAL component definition; what OSCAL cannot hold is told beside it. */
function writeOscal(
  { scheme, product, ics }: LoadedProduct,
  outcome: CommandOutcome,
  at: string | undefined,
  terminal: Terminal,
): Exit {
  const time = at ?? new Date().toISOString()
  if (Number.isNaN(Date.parse(time))) return printFault(terminal, { code: 'option-wrong', reason: '--at' } as Fault)
  if (outcome.exit === 2) {
    terminal.err(outcome.text)
    return 2
  }
  const evaluation = outcome.json as Evaluation
  const written = productToOscal({ scheme: editionKey(scheme), product, ics, evaluation }, new Date(time).toISOString())
  if (!written.ok) return printFault(terminal, written.fault)
  terminal.out(JSON.stringify(written.value.document, null, 2))
  terminal.err(lossReport(written.value.lost, terminal.language))
  return outcome.exit
}

/** `assess`: judges a product folder; 0 fulfilled, 1 not, 2 bad input. */
export const assessCommand: Command = {
  name: 'assess',
  usage: 'assess DIR [--scheme jc-star] [--level 1] [--criterion ID] [--json | --oscal [--at TIME]]',
  summary: {
    ja: '製品のフォルダーを、制度の適合要件に照らして判定します。理由と次にすることを要件ごとに示します。',
    en: 'Judges a product folder against a scheme: verdict, reason and next step per criterion.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      scheme: { type: 'string', default: 'jc-star' },
      level: { type: 'string', default: '1' },
      criterion: { type: 'string' },
      json: { type: 'boolean' },
      oscal: { type: 'boolean' }, // the checklist and its verdicts as an OSCAL component definition
      at: { type: 'string' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const folder = positionals[0]
    if (!folder) return printFault(terminal, { code: 'option-wrong', reason: 'DIR' } as Fault)
    const loaded = await openProduct(folder, values.scheme, values.level)
    if (!loaded.ok) {
      if (values.json) terminal.out(JSON.stringify({ fault: loaded.fault }))
      return printFault(terminal, loaded.fault)
    }
    const outcome = assess(loaded.value, {
      lang: terminal.language,
      ...(values.criterion && !values.oscal ? { criterion: values.criterion } : {}),
    })
    if (values.oscal) return writeOscal(loaded.value, outcome, values.at, terminal)
    terminal.out(values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}
