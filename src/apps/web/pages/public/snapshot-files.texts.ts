import type { Text } from '../../../../core/kernel/text.ts'

const means: Readonly<Record<string, Text>> = {
  'register.jsonl.zst': {
    ja: '登録簿のすべて。1行に1ラベルの JSON を zstd で圧縮。hoshirushi check が読みます',
    en: 'Everything: JSON Lines, a label a line, packed with zstd. Read by hoshirushi check',
  },
  'labels.csv': { ja: 'ラベルの表。1行に1ラベル', en: 'Table of labels, one a row' },
  'models.csv': { ja: '型番の表。1行に1型番', en: 'Table of models, one a row' },
  'labels.parquet': {
    ja: 'labels.csv と同じ表を Parquet で。日付や数に型があり、DuckDB、pandas などがそのまま読めます',
    en: 'The table of labels.csv as Parquet: typed dates and numbers, read by DuckDB, pandas and others as it is',
  },
  'models.parquet': { ja: 'models.csv と同じ表を Parquet で', en: 'The table of models.csv as Parquet' },
  'gtins.csv': { ja: 'JANコード（GTIN）の表。1行に1コード', en: 'Table of bar code numbers (GTIN), one a row' },
  'gtins.parquet': { ja: 'gtins.csv と同じ表を Parquet で', en: 'The table of gtins.csv as Parquet' },
  'dictionary.csv': {
    ja: '項目の意味と型（日本語・英語）',
    en: 'What each field means, in Japanese and English, and its type',
  },
}

export const ja = {
  none: 'まるごとのファイルは、まだありません。まもなく最初のものが出ます。',
  asOf: 'いつの登録簿か',
  entries: 'ラベルの数',
  count: (n: string) => `${n}件`,
  digest: '登録簿のダイジェスト',
  files: '登録簿のファイル',
  file: 'ファイル',
  what: '中身',
  rows: '行',
  size: '大きさ',
  means,
  latest: 'いつも最新を指す案内（latest.json）',
  manifest: '目録（manifest.json）',
  signed: '署名された目録（manifest.jws）',
  how: 'ダウンロードと検証のしかた',
  attribution: '出典の書き方の例：',
}

export const en = {
  none: 'There are no files of the whole register yet. The first is about to appear.',
  asOf: 'The register as of',
  entries: 'Labels',
  count: (n: string) => n,
  digest: 'Digest of the register',
  files: 'Files of the register',
  file: 'File',
  what: 'What it is',
  rows: 'Rows',
  size: 'Size',
  means,
  latest: 'Pointer that always leads to the newest (latest.json)',
  manifest: 'Manifest (manifest.json)',
  signed: 'Signed manifest (manifest.jws)',
  how: 'How to download and verify',
  attribution: 'How the source may be named:',
} satisfies typeof ja
