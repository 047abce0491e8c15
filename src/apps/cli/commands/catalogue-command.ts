import { openCatalogue } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { describeLint } from './catalogue.ts'

/** `catalogue lint`: reads the whole catalogue and says what is wrong with it, row by row. */
export const catalogueLint: Command = {
  name: 'catalogue lint',
  usage: 'catalogue lint [FOLDER]',
  summary: {
    ja: '制度・適合要件・規格のデータを点検します。問題があれば、ファイルと行と理由を示します。',
    en: 'Checks the data of schemes, criteria and standards; names file, row and reason of every problem.',
  },
  async run(args, terminal) {
    const catalogue = openCatalogue(args.find((a) => !a.startsWith('-')))
    if (!catalogue.ok) return printFault(terminal, catalogue.fault)
    terminal.out(describeLint(catalogue.value.findings, terminal.language))
    const { schemes, standards } = catalogue.value
    const criteria = schemes.reduce((n, s) => n + s.criteria.length, 0)
    const provisions = standards.reduce((n, s) => n + s.provisions.length, 0)
    terminal.out(
      terminal.language === 'ja'
        ? `制度 ${schemes.length}（適合要件 ${criteria}）、規格 ${standards.length}（規定 ${provisions}）`
        : `${schemes.length} schemes (${criteria} criteria), ${standards.length} standards (${provisions} provisions)`,
    )
    return catalogue.value.findings.length === 0 ? 0 : 1
  },
}
