import type { Command } from '../command.ts'

/** What `hoshirushi help check` tells of each option. */
export const checkHelp: NonNullable<Command['options']> = [
  [
    'LIST',
    {
      ja: '一覧：CSV、TSV、1行1型番のテキスト、Excelブック（.xlsx）。UTF-8、UTF-16、Shift_JIS、EUC-JP。「-」は標準入力。100万行まで',
      en: 'the list: CSV, TSV, a text with one model a line, an Excel workbook (.xlsx); UTF-8, UTF-16, Shift_JIS or EUC-JP; - for standard input; up to 1,000,000 rows',
    },
  ],
  [
    '--policy P',
    {
      ja: '方針（gov-low、gov-mid-high、jp-government、jp-government@2023 など）か、方針のYAMLファイル',
      en: 'the policy (gov-low, gov-mid-high, jp-government, jp-government@2023, …), or a YAML file with one',
    },
  ],
  [
    '--profile P',
    {
      ja: '分野のプロファイル（smart-home など）。役割の列が要る。10万行まで',
      en: 'the profile of a sector (smart-home, …); the list needs roles; up to 100,000 rows',
    },
  ],
  [
    '--importance I',
    {
      ja: '行に重要度がないときの重要度：low、medium、high',
      en: 'importance of rows that name none: low, medium or high',
    },
  ],
  ['--as-of DATE', { ja: '判定日（なければ今日）', en: 'the day asked about (else today)' }],
  ['--delivery DATE', { ja: '納入予定日', en: 'day of delivery' }],
  ['--contract-end DATE', { ja: '契約終了日', en: 'last day of the contract' }],
  [
    '--register FILE',
    {
      ja: '公開されている登録簿のファイル（register.jsonl.zst）か、そのフォルダー。なければ、HOSHIRUSHI_HOME の登録簿',
      en: 'the register as published (register.jsonl.zst), or its folder; else the one in HOSHIRUSHI_HOME',
    },
  ],
  [
    '--trust FILE',
    {
      ja: '信頼の起点（root.json）。登録簿のファイルを、隣の manifest.jws の署名で確かめる',
      en: 'the trust anchor (root.json): the register file is verified by the signed manifest.jws beside it',
    },
  ],
  [
    '--foreign FILE',
    {
      ja: 'ほかの制度のラベルの一覧（YAML）。いくつでも',
      en: 'a list of labels of another scheme (YAML); as many as you like',
    },
  ],
  [
    '--columns LIST',
    {
      ja: '列の指定。見出し、番号、英字で：model=型番,maker=2,quantity=D。headings=3 は見出しの行、headings=none は見出しなし',
      en: 'which column is what, by heading, number or letter: model=Model,maker=2,quantity=D; headings=3 or headings=none says which row names them',
    },
  ],
  [
    '--sheet NAME',
    {
      ja: 'Excelブックのシート（なければ、型番の見出しがある最初のシート）',
      en: 'sheet of a workbook (else the first with a heading for models)',
    },
  ],
  ['--json', { ja: 'すべての行を JSON で書き出す', en: 'writes all rows as JSON' }],
  ['--csv', { ja: 'すべての行を CSV（UTF-8、BOM付き）で書き出す', en: 'writes all rows as CSV (UTF-8 with its mark)' }],
  [
    '--pdf FILE',
    {
      ja: 'A4の確認記録票をPDFで書き出す（同じ行をまとめて1,000件まで）',
      en: 'writes the record sheet, A4, as PDF (up to 1,000 rows, those that say the same counted once)',
    },
  ],
  [
    '--note TEXT',
    { ja: '記録票に印刷するメモ（だれが何のために、など）', en: 'printed on the sheet: who asked for what' },
  ],
  ['--out FILE', { ja: '書き出す先（なければ画面）', en: 'where they go (else standard output)' }],
  ['--language L', { ja: '書き出す言葉：ja、en', en: 'language of what is written: ja or en' }],
  ['--all', { ja: '適でない行をすべて示す（なければ100行まで）', en: 'shows every row that is not met (else 100)' }],
]
