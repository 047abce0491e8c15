import { exportDocument, exportFormats } from '../../../core/exchange/export-document.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { openCatalogue } from '../../compose-commands.ts'
import { moment, writeWhole } from '../../compose-libraries.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { lossReport } from './loss-report.ts'

/** `catalogue export`: one document of the catalogue in a format of others. */
export const catalogueExport: Command = {
  name: 'catalogue export',
  usage: `catalogue export ID --format ${exportFormats.join('|')} [--level LEVEL] [--out FILE] [--base URL] [--at TIME]`,
  summary: {
    ja: '規格、制度、レベル、対応表、ロングリスト（requirements）、承認の規則（recognition）を、ほかの形式で書き出します。書けなかった項目も示します。同じ --at なら、いつも同じファイルになります。',
    en: 'Writes a standard, scheme, level, crosswalk, the long list (requirements) or the rules of recognition in another format, and reports what that format cannot hold. With the same --at, the file is always the same.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      format: { type: 'string' },
      level: { type: 'string' },
      out: { type: 'string' },
      base: { type: 'string' },
      at: { type: 'string' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [id] = positionals
    const format = exportFormats.find((known) => known === values.format)
    if (id === undefined || format === undefined)
      return printFault(terminal, { code: 'option-wrong', reason: `ID --format ${exportFormats.join('|')}` } as Fault)
    if (values.at !== undefined && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(values.at))
      return printFault(terminal, { code: 'option-wrong', reason: '--at 2026-11-24T00:00:00Z' } as Fault)
    // Addresses that everyone is to keep are those of the installation, not of the machine this happens to run on.
    const base = values.base ?? (format === 'json-ld' ? await ownAddress() : 'https://unused.invalid')
    if (base === undefined || !/^https?:\/\/[^\s/]+[^\s]*[^\s/]$/.test(base))
      return printFault(terminal, { code: 'option-wrong', reason: '--base https://label.example.jp' } as Fault)

    const catalogue = openCatalogue({ home: homeFolder() })
    if (!catalogue.ok) return printFault(terminal, catalogue.fault)
    const level = values.level === undefined ? {} : { level: values.level }
    const file = exportDocument(catalogue.value, { id, ...level, format, base, at: values.at ?? moment() })
    if (!file.ok) return printFault(terminal, file.fault)
    // Without --out the document alone goes to the output, so that it can be piped; what is told about it goes beside.
    if (values.out === undefined) terminal.out(file.value.document.replace(/\r?\n$/, ''))
    else {
      const written = await writeWhole(values.out, file.value.document)
      if (!written.ok) return printFault(terminal, written.fault)
    }
    terminal.err(lossReport(file.value.lost, terminal.language))
    return 0
  },
}

/** The public address of the installation, where there is one; only linked data waits for what this loads. */
const ownAddress = async (): Promise<string | undefined> =>
  (await (await import('../../compose.ts')).readOperator(homeFolder()))?.address.replace(/\/+$/, '')
