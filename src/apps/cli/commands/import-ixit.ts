import { stringify } from 'yaml'
import { inBoth } from '../../../core/determination/evidence.ts'
import { readIxitMarkdown } from '../../../core/exchange/ixit-markdown.ts'
import { type IxitMarkdownFault, ixitMarkdownFaultTexts } from '../../../core/exchange/ixit-markdown-faults.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { IxitTable } from '../../../core/selection/ixit.ts'
import type { CommandOutcome } from './assess.ts'

/** The files to take in, and where they go; the composer fills in real folders. */
export interface ImportIxitJob {
  readonly sources: readonly { readonly name: string; readonly text: string }[] // *.md of the source folder
  readonly existing: readonly string[] // names already in TARGET/ixit
  readonly write: (name: string, content: string) => Promise<void> // below TARGET/ixit
}

export interface ImportIxitOptions {
  readonly lang: Language
  readonly force: boolean
}

interface Gap {
  readonly place: string
  readonly gap: string
}

const words = {
  nothing: {
    ja: '読み込めるファイル（*.md）がありません。フォルダーを確かめてください。',
    en: 'There is no file to read (*.md). Check the folder.',
  },
  exists: {
    ja: '{file} は既にあります。上書きする場合は --force を付けてください。何も書き込んでいません。',
    en: '{file} exists already. Add --force to overwrite it. Nothing was written.',
  },
  table: { ja: '{file}  項目 {entries} 件、欄 {fields} 件', en: '{file}  {entries} entries, {fields} fields' },
  skipped: { ja: '  読み込まなかった節：{sections}', en: '  sections left out: {sections}' },
  gaps: { ja: '未記入・未定の欄：{count} 件', en: 'Fields that are empty or open: {count}' },
  total: { ja: '{tables} 個の表を読み込みました。', en: '{tables} tables were read.' },
} as const satisfies Record<string, Text>

/** `import-ixit`: reads IXIT tables written in Markdown and writes one YAML file a table; tells every gap it found. */
export async function importIxit(job: ImportIxitJob, options: ImportIxitOptions): Promise<CommandOutcome> {
  const { lang } = options
  const say = (text: Text, values: Readonly<Record<string, unknown>> = {}) => fill(text, values)[lang]
  if (job.sources.length === 0)
    return { exit: 2, text: say(words.nothing), json: { fault: { code: 'ixit-no-source' } } }

  const read: { table: IxitTable; file: string; skipped: readonly string[] }[] = []
  for (const { name, text } of job.sources) {
    const reading = readIxitMarkdown(name, text)
    if (!reading.ok) return { exit: 2, text: refusal(reading.fault, lang), json: { fault: reading.fault } }
    read.push({ ...reading.value, file: `${reading.value.table.table}.yaml` })
  }
  // All or nothing: a folder half renewed would mix two states of the maker's declaration.
  const taken = read.find(({ file }) => job.existing.includes(file))
  if (taken !== undefined && !options.force)
    return {
      exit: 2,
      text: say(words.exists, { file: taken.file }),
      json: { fault: { code: 'ixit-target-exists', file: taken.file } },
    }

  read.sort((a, b) => Number.parseInt(a.file, 10) - Number.parseInt(b.file, 10))
  for (const { table, file } of read) await job.write(file, ixitYaml(table))

  const gaps = read.flatMap(({ table }) => gapsOf(table))
  const lines = [
    ...read.flatMap(({ table, file, skipped }) => [
      say(words.table, {
        file,
        entries: table.entries.length,
        fields: table.entries.reduce((sum, entry) => sum + Object.keys(entry.fields).length, 0),
      }),
      ...(skipped.length > 0 ? [say(words.skipped, { sections: skipped.join('; ') })] : []),
    ]),
    '',
    say(words.total, { tables: read.length }),
    say(words.gaps, { count: gaps.length }),
    ...gaps.map(({ place, gap }) => `  ${place} – ${inBoth(gap)[lang]}`),
  ]
  return { exit: 0, text: lines.join('\n'), json: { tables: read.map(({ file }) => file), gaps } }
}

const gapsOf = (table: IxitTable): readonly Gap[] =>
  table.entries.flatMap((entry) =>
    Object.entries(entry.fields).flatMap(([field, { gap }]) =>
      gap === undefined ? [] : [{ place: `${table.table}/${entry.id}/${field}`, gap }],
    ),
  )

/** One table as YAML, long texts as blocks, without folding: what the maker wrote stays line by line. */
export const ixitYaml = (table: IxitTable): string =>
  stringify(table, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false })

function refusal(fault: IxitMarkdownFault, lang: Language): string {
  const told = ixitMarkdownFaultTexts[fault.code]
  return [told.what, told.why, told.next].map((text) => fill(text, { ...fault })[lang]).join('\n')
}
