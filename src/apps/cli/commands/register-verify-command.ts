import type { Fault } from '../../../core/kernel/fault.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { readTrust } from '../../../core/verifier/trust.ts'
import { readText } from '../../compose-commands.ts'
import { openSnapshotFolder } from '../../compose-snapshot.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'

/** `register verify`: are these files the register as its issuer signed it? 0 they are, 2 they are not. */
export const registerVerify: Command = {
  name: 'register verify',
  usage: 'register verify FOLDER --trust FILE [--json]',
  summary: {
    ja: 'ダウンロードした登録簿のファイルが、発行者の署名したものかを確かめます。ネットワークは要りません。',
    en: 'Verifies that downloaded files of the register are those its issuer signed. No network is needed.',
  },
  options: [
    [
      'FOLDER',
      {
        ja: 'manifest.jws と、確かめるファイルのあるフォルダー',
        en: 'Holds manifest.jws and the files to verify',
      },
    ],
    ['--trust FILE', { ja: '信頼の起点（trust/root.json）', en: 'Trust anchor (trust/root.json)' }],
    ['--json', { ja: '結果を JSON で', en: 'The result as JSON' }],
  ],
  examples: ['register verify . --trust root.json'],
  async run(args, terminal) {
    const read = readOptions(args, { trust: { type: 'string' }, json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [folder] = positionals
    const wrong = (reason: string) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    if (folder === undefined || positionals.length > 1) return wrong('FOLDER')
    const anchor = values.trust === undefined ? undefined : await readText(values.trust)
    if (anchor === undefined) return wrong(`--trust ${values.trust ?? ''}`)
    const trust = readTrust(anchor)
    if (!trust.ok) return printFault(terminal, trust.fault)
    const found = await openSnapshotFolder(folder, trust.value)
    if (!found.ok) {
      if (values.json) terminal.out(JSON.stringify({ fault: found.fault }, null, 2))
      return printFault(terminal, found.fault)
    }
    if (values.json) terminal.out(JSON.stringify(found.value, null, 2))
    else for (const line of told(found.value, terminal.language)) terminal.out(line)
    return 0
  },
}

type Found = Extract<Awaited<ReturnType<typeof openSnapshotFolder>>, { ok: true }>['value']

function told({ manifest, verified, missing }: Found, language: Language): readonly string[] {
  const words = {
    good: { ja: '発行者の署名した登録簿です', en: 'This is the register as its issuer signed it' },
    sample: { ja: '見本：ラベルはすべて架空です', en: 'Sample: every label in it is invented' },
    asOf: { ja: '時点', en: 'As of' },
    issuer: { ja: '発行者', en: 'Issuer' },
    entries: { ja: 'ラベルの数', en: 'Labels' },
    digest: { ja: '登録簿のダイジェスト', en: 'Digest of the register' },
    missing: { ja: 'フォルダーにないので確かめていません', en: 'not in the folder, not verified' },
    rows: { ja: '行', en: 'rows' },
  } as const
  const rows = (name: string) => manifest.files.find((file) => file.name === name)?.rows ?? 0
  return [
    words.good[language],
    ...(manifest.sample ? [words.sample[language]] : []),
    `${words.asOf[language]}: ${manifest.asOf}`,
    `${words.issuer[language]}: ${manifest.iss}`,
    `${words.entries[language]}: ${manifest.entries}`,
    `${words.digest[language]}: ${manifest.digest}`,
    '',
    ...verified.map((name) => `○ ${name} (${rows(name)} ${words.rows[language]})`),
    ...missing.map((name) => `－ ${name} – ${words.missing[language]}`),
  ]
}
