import type { Fault } from '../../../core/kernel/fault.ts'
import { openCatalogue, openCrosswalk } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { describeCrosswalk, lintCrosswalk } from './crosswalk.ts'

/** `crosswalk lint`: checks a crosswalk that somebody brings; 0 sound, 1 mistakes, 2 bad input. */
export const crosswalkLint: Command = {
  name: 'crosswalk lint',
  usage: 'crosswalk lint FILE [--inverse FILE] [--from DOCUMENT] [--to DOCUMENT] [--json]',
  summary: {
    ja: '手もとの対応表（CSVまたはYAML）を、カタログと同じ規則で点検します。--inverse に逆向きの表を渡すと、片方にしかない行と食い違いをすべて示します。CSVの見出しは from, relation, to が必須で、from_document, from_number, to_document, to_number, confidence, reason_ja, reason_en, mark, source, note を書けます。複数のIDは | で区切ります。文書の列がない表には --from と --to で文書を指定します。',
    en: 'Checks a crosswalk of yours (CSV or YAML) by the rules of the catalogue. With --inverse, the table of the other direction, it names every row that only one of them has, and where they disagree. CSV needs the headings from, relation, to; it may have from_document, from_number, to_document, to_number, confidence, reason_ja, reason_en, mark, source, note. Several ids are separated by |. For a table without document columns say --from and --to.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      inverse: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [file] = positionals
    if (file === undefined) return printFault(terminal, { code: 'option-wrong', reason: 'FILE' } as Fault)
    const opened = openCatalogue({ home: homeFolder() })
    if (!opened.ok) return printFault(terminal, opened.fault)
    const catalogue = opened.value
    const crosswalk = await openCrosswalk(file, catalogue, values)
    if (!crosswalk.ok) return printFault(terminal, crosswalk.fault)
    const inverse =
      values.inverse === undefined
        ? undefined
        : await openCrosswalk(values.inverse, catalogue, { from: values.to, to: values.from })
    if (inverse && !inverse.ok) return printFault(terminal, inverse.fault)
    const report = lintCrosswalk(
      catalogue,
      { file, crosswalk: crosswalk.value },
      inverse && { file: values.inverse!, crosswalk: inverse.value },
    )
    if (!report.ok) return printFault(terminal, report.fault)
    terminal.out(
      values.json ? JSON.stringify(report.value, null, 2) : describeCrosswalk(report.value, terminal.language),
    )
    return report.value.findings.length === 0 ? 0 : 1
  },
}
