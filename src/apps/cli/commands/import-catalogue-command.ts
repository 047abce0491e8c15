import { stringify } from 'yaml'
import { type BroughtWith, type Imported, importDocument } from '../../../core/exchange/import-document.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { marks } from '../../../core/scheme/provenance.ts'
import { openCatalogue } from '../../compose-commands.ts'
import { readForeignFile, today, tryLibrary } from '../../compose-libraries.ts'
import { type Command, type Exit, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { describeLint } from './catalogue.ts'
import { lossReport } from './loss-report.ts'

const words = {
  written: { ja: 'ライブラリー「{id}」を書き込みました：{place}', en: 'The library {id} was written: {place}' },
  would: {
    ja: '書き込めます：{place}（--dry-run のため、何も書いていません）',
    en: 'It can be written: {place} (nothing was written because of --dry-run)',
  },
  unfinished: {
    ja: '使えますが、次の{count}件が未完成です。',
    en: 'It can be used, but {count} things in it are unfinished.',
  },
  level: {
    ja: 'プロファイルは、規定の選び方です。制度の scheme.yaml に、次の内容を使えます。何も書き込んでいません。',
    en: 'A profile is a choice of provisions. This can go into the scheme.yaml of a scheme; nothing was written.',
  },
  chosen: { ja: 'レベル {code}：規定 {count}件', en: 'Level {code}: {count} provisions' },
  checklist: {
    ja: 'チェックリスト（ics.yaml）として、次の内容を使えます。何も書き込んでいません。',
    en: 'This can be the checklist (ics.yaml) of a product; nothing was written.',
  },
} as const satisfies Record<string, Text>

/** `catalogue import`: a file from elsewhere becomes a library of this installation. */
export const catalogueImport: Command = {
  name: 'catalogue import',
  usage:
    'catalogue import FILE [--as ID] [--url URL] [--number TEXT] [--title TEXT] [--mark MARK] [--source TEXT] [--open-text] [--home DIR] [--dry-run] [--replace]',
  summary: {
    ja: 'OSCAL、CycloneDX の standards、CSV を読み、カタログと合わせて点検してから、HOSHIRUSHI_HOME/libraries にライブラリーとして置きます。形式は中身から判断します。--open-text は、文書の権利者が文の転載を認めているときだけ使います。',
    en: 'Reads OSCAL, CycloneDX standards or CSV, checks it together with the catalogue, and puts it into HOSHIRUSHI_HOME/libraries as a library. The format is told from the content. Use --open-text only where the owner of the text lets everyone reproduce it.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      as: { type: 'string' },
      url: { type: 'string' },
      number: { type: 'string' },
      title: { type: 'string' },
      mark: { type: 'string' },
      source: { type: 'string' },
      'open-text': { type: 'boolean' },
      home: { type: 'string' },
      'dry-run': { type: 'boolean' },
      replace: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [path] = positionals
    const mark = marks.find((known) => known === values.mark)
    if (path === undefined) return printFault(terminal, { code: 'option-wrong', reason: 'FILE' } as Fault)
    if (values.mark !== undefined && mark === undefined)
      return printFault(terminal, { code: 'option-wrong', reason: `--mark ${marks.join('|')}` } as Fault)
    const file = await readForeignFile(path)
    if (!file.ok) return printFault(terminal, file.fault)
    const home = values.home ?? homeFolder()
    const catalogue = openCatalogue({ home })
    if (!catalogue.ok) return printFault(terminal, catalogue.fault)
    const brought: BroughtWith = {
      today: today(),
      ...(values.as === undefined ? {} : { id: values.as }),
      ...(values.url === undefined ? {} : { officialUrl: values.url }),
      ...(values.number === undefined ? {} : { documentNumber: values.number }),
      ...(values['open-text'] ? { openText: true } : {}),
      ...(values.title === undefined ? {} : { title: values.title }),
      ...(mark === undefined
        ? {}
        : { provenance: { mark, ...(values.source === undefined ? {} : { source: values.source }) } }),
    }
    const imported = importDocument(file.value.name, file.value.text, catalogue.value, brought)
    if (!imported.ok) return printFault(terminal, imported.fault)
    terminal.err(lossReport(imported.value.lost, terminal.language))
    return imported.value.kind === 'library'
      ? bring(terminal, home, imported.value, { replace: values.replace ?? false, dryRun: values['dry-run'] ?? false })
      : show(terminal, imported.value)
  },
}

type Library = Extract<Imported, { readonly kind: 'library' }>

async function bring(
  terminal: Terminal,
  home: string,
  { id, documents, levels }: Library,
  { replace, dryRun }: { readonly replace: boolean; readonly dryRun: boolean },
): Promise<Exit> {
  const tried = await tryLibrary(home, id, documents, replace)
  if (!tried.ok) return printFault(terminal, tried.fault)
  const { acceptable, findings, fault, place, install, discard } = tried.value
  const { language } = terminal
  for (const level of levels)
    terminal.out(fill(words.chosen, { code: level.code, count: level.provisions.length })[language])
  if (!acceptable) {
    await discard()
    if (fault) return printFault(terminal, fault)
    terminal.err(describeLint(findings, language))
    return printFault(terminal, { code: 'library-refused', id, count: findings.length } as Fault)
  }
  if (findings.length > 0) {
    terminal.err(fill(words.unfinished, { count: findings.length })[language])
    terminal.err(describeLint(findings, language))
  }
  if (dryRun) {
    await discard()
    for (const { file } of documents) terminal.out(`  ${file}`)
    terminal.out(fill(words.would, { place })[language])
    return 0
  }
  terminal.out(fill(words.written, { id, place: await install() })[language])
  return 0
}

/** What is no library is shown as the YAML that can be used elsewhere. */
function show(terminal: Terminal, imported: Exclude<Imported, Library>): Exit {
  const { language } = terminal
  if (imported.kind === 'level') {
    const { level, criteria, demands } = imported.level
    terminal.err(words.level[language])
    terminal.out(stringify(level ?? { criteria, demands }, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd())
    return 0
  }
  terminal.err(words.checklist[language])
  terminal.out(stringify(imported.ics, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd())
  return 0
}
