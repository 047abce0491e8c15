import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { checks } from '../../../lab/checks/all.ts'
import { readIxit } from '../../../lab/declared/read-ixit.ts'
import { evidenceFormats, exportEvidence } from '../../../lab/evidence/export/export-evidence.ts'
import { openVerified, printReport, readBytes, writeBytes } from '../../compose-evidence.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { probeHelp } from './probe-help.ts'

const words = {
  unknown: {
    ja: '署名した人を確かめていません。--key で、署名した人の公開鍵を指定できます。',
    en: 'It was not established whose key signed this. Name the public key of the signer with --key.',
  },
  written: { ja: '書き出しました：{file}', en: 'Written: {file}' },
  noFile: { ja: '証拠のファイルがありません。', en: 'The evidence file is not named.' },
  noFormat: { ja: '--format に書けるのは：{formats}', en: '--format takes one of: {formats}' },
  noOut: {
    ja: '報告書の書き出し先がありません（--out report.pdf）。',
    en: 'Say where the report goes (--out report.pdf).',
  },
} as const satisfies Record<string, Text>

/** `probe export`: verified evidence in a format of others, or as a printed report. */
export const probeExportCommand: Command = {
  name: 'probe export',
  usage: `probe export FILE --format ${evidenceFormats.join('|')} [--out FILE] [--key FILE …] [--lang ja|en]`,
  summary: {
    ja: '検証した証拠を、OSCAL、SARIF、所要時間のCSV、公開用の要約、または印刷用の報告書（PDF、日本語か英語）に書き出します。',
    en: 'Writes verified evidence as OSCAL, SARIF, a CSV of effort, a public summary, or a printed report (PDF, Japanese or English).',
  },
  options: probeHelp.export,
  examples: ['probe export runs/1/evidence.zip --format report --lang ja --out report.pdf'],
  async run(args, terminal) {
    const read = readOptions(args, {
      format: { type: 'string' },
      out: { type: 'string' },
      key: { type: 'string', multiple: true },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [file] = positionals
    const wrong = (reason: Text) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    const format = evidenceFormats.find((known) => known === values.format)
    if (file === undefined) return wrong(words.noFile)
    if (format === undefined) return wrong(fill(words.noFormat, { formats: evidenceFormats.join(', ') }))
    if (format === 'report' && values.out === undefined) return wrong(words.noOut)
    const bytes = await readBytes(file)
    if (!bytes.ok) return printFault(terminal, bytes.fault)
    const opened = await openVerified(file, bytes.value, values.key ?? [], 'exported')
    if (!opened.ok) {
      const exit = printFault(terminal, opened.fault)
      return opened.fault.code.startsWith('evidence-') ? 1 : exit
    }
    const { result, evidence } = opened.value
    const { language } = terminal
    const content = exportEvidence(opened.value.bytes, evidence, format, {
      checks,
      declare: readIxit,
      result,
      language,
      print: printReport,
    })
    if (values.out === undefined) terminal.out(String(content).replace(/\r?\n$/, ''))
    else {
      const written = await writeBytes(values.out, content)
      if (!written.ok) return printFault(terminal, written.fault)
      terminal.err(fill(words.written, { file: values.out })[language])
    }
    if (result === 'verified-unknown-key') terminal.err(words.unknown[language])
    return 0
  },
}
