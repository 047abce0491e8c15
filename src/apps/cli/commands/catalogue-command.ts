import { openCatalogue } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { describeCatalogue } from './catalogue.ts'

/** `catalogue lint`: reads the whole catalogue and says what is wrong with it, row by row. */
export const catalogueLint: Command = {
  name: 'catalogue lint',
  usage: 'catalogue lint [FOLDER] [--json]',
  summary: {
    ja: '制度・適合要件・規格・対応表のデータを、HOSHIRUSHI_HOME/libraries のライブラリーとあわせて点検します。問題があれば、ファイルと行と理由を示します。',
    en: 'Checks the data of schemes, criteria, standards and crosswalks, with the libraries in HOSHIRUSHI_HOME/libraries; names file, row and reason of every problem.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [folder] = positionals
    const catalogue = openCatalogue(folder === undefined ? { home: homeFolder() } : { folder })
    if (!catalogue.ok) return printFault(terminal, catalogue.fault)
    const { findings, leftOut } = catalogue.value
    terminal.out(
      values.json
        ? JSON.stringify({ findings, leftOut }, null, 2)
        : describeCatalogue(catalogue.value, terminal.language),
    )
    return findings.length === 0 && leftOut.length === 0 ? 0 : 1
  },
}
