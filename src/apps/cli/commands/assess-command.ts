import type { Fault } from '../../../core/kernel/fault.ts'
import { openProduct } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { assess } from './assess.ts'

/** `assess`: judges a product folder; 0 fulfilled, 1 not, 2 bad input. */
export const assessCommand: Command = {
  name: 'assess',
  usage: 'assess DIR [--scheme jc-star] [--level 1] [--criterion ID] [--json]',
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
      ...(values.criterion ? { criterion: values.criterion } : {}),
    })
    terminal.out(values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}
