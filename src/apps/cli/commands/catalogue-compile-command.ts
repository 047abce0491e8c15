import { compileScheme } from '../../../core/scheme/compile.ts'
import { editionKey } from '../../../core/scheme/scheme.ts'
import { openCatalogue } from '../../compose-commands.ts'
import { type Command, type Exit, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { describeLint } from './catalogue.ts'
import { describeCompiled } from './catalogue-compile.ts'

/** `catalogue compile`: works schemes out, or says why they must not be published; 0 all compile, 1 not, 2 bad input. */
export const catalogueCompile: Command = {
  name: 'catalogue compile',
  usage: 'catalogue compile [SCHEME] [--json]',
  summary: {
    ja: '制度をレベルごとの要求と評価の方法まで組み立て、抜けがないことを確かめます。誤りがあれば、公表できない理由をファイルと行で示します。',
    en: 'Works a scheme out to the demands of each level and what shows them, and proves that nothing hangs in the air; or names file and row of what keeps it from being published.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const opened = openCatalogue({ home: homeFolder() })
    if (!opened.ok) return printFault(terminal, opened.fault)
    const catalogue = opened.value
    const [asked] = positionals
    const results = (asked === undefined ? catalogue.schemes.map(editionKey) : [asked]).map((key) =>
      compileScheme(catalogue, key, catalogue.findings),
    )
    if (values.json)
      terminal.out(
        JSON.stringify(
          results.map((result) => (result.ok ? result.value : { fault: result.fault })),
          null,
          2,
        ),
      )
    let exit: Exit = 0
    for (const result of results) {
      if (result.ok) {
        if (!values.json) terminal.out(describeCompiled(result.value, terminal.language, asked !== undefined))
        continue
      }
      exit = result.fault.code === 'scheme-not-found' ? 2 : 1
      if (values.json) continue
      if (result.fault.code === 'scheme-does-not-compile')
        terminal.out(describeLint(result.fault.findings, terminal.language))
      printFault(terminal, result.fault)
    }
    return exit
  },
}
