import type { Text } from '../../kernel/text.ts'
import { normalise } from '../../register/search.ts'
import { cells } from '../line.ts'

/** What a column of a list may be: a cell of a row that is asked about. */
export const fields = cells
export type Field = (typeof fields)[number]

/** How a field is called, also as a heading in what is written out: read again, it means the same. */
export const fieldText: Record<Field, Text> = {
  label: { ja: 'ラベル番号', en: 'label' },
  maker: { ja: 'メーカー', en: 'maker' },
  model: { ja: '型番', en: 'model' },
  gtin: { ja: 'JANコード', en: 'gtin' },
  quantity: { ja: '数量', en: 'quantity' },
  role: { ja: '役割', en: 'role' },
  system: { ja: 'システム', en: 'system' },
  importance: { ja: '重要度', en: 'importance' },
  firmware: { ja: 'ファームウェアの版', en: 'firmware' },
  scheme: { ja: '制度', en: 'scheme' },
  level: { ja: 'レベル', en: 'level' },
  chosen: { ja: '選んだ候補', en: 'chosen' },
}

// Words that people write over such a column, the most usual first: of two columns the one that stands earlier here is meant.
const words: Record<Field, readonly string[]> = {
  label: [
    'ラベル番号',
    'ラベルID',
    'label',
    'label_id',
    'label number',
    'label no',
    '適合ラベル番号',
    '適合ラベル登録番号',
    'ラベル登録番号',
    'JC-STAR登録番号',
    'JC-STAR番号',
    '登録番号',
    'registration number',
    'label id number',
    'ラベル',
  ],
  maker: [
    'メーカー',
    'メーカー名',
    'maker',
    'manufacturer',
    '製造者',
    '製造業者',
    '製造事業者',
    '製造元',
    '製造会社',
    '製造者名',
    '製造業者名',
    'ベンダー',
    'ベンダー名',
    'ベンダ名',
    'vendor',
    'maker name',
    'manufacturer name',
    'vendor name',
    'ブランド',
    'brand',
  ],
  model: [
    '型番',
    '型式',
    '型名',
    'model',
    'model number',
    'model no',
    'model name',
    '製品型番',
    'メーカー型番',
    '製品型式',
    '形式',
    '品番',
    '製品番号',
    'モデル',
    'モデル番号',
    'モデル名',
    'モデル型番',
    '機種',
    '機種名',
    '機種型番',
    'part number',
    'part no',
    'p/n',
    'product number',
    'product code',
  ],
  gtin: ['JANコード', 'JAN', 'GTIN', 'EAN', 'UPC', 'バーコード', 'barcode', 'GTINコード'],
  quantity: [
    '数量',
    '個数',
    '台数',
    'quantity',
    'qty',
    '員数',
    '調達数',
    '調達数量',
    '予定数量',
    '購入数',
    'units',
    'count',
  ],
  role: ['役割', 'role', '機能', 'システム内の役割'],
  system: ['システム', 'システム名', 'system', 'system name', '情報システム', '情報システム名', '対象システム'],
  importance: [
    '重要度',
    'importance',
    'システム重要度',
    '情報システムの重要度',
    '情報システム重要度',
    'システムの重要度',
  ],
  firmware: [
    'ファームウェアの版',
    'ファームウェア',
    'ファームウェア版',
    'ファームウェアバージョン',
    'ファームウェアのバージョン',
    'firmware',
    'firmware version',
    'FW',
    'FWバージョン',
    'ソフトウェアの版',
    'ソフトウェアバージョン',
    'ソフトウェア版',
    'software version',
    'バージョン',
    '版',
    'version',
  ],
  scheme: ['制度', '制度名', 'ラベル制度', 'scheme', 'label scheme'],
  level: ['レベル', 'level', '適合レベル', '取得レベル', 'ラベルレベル', '☆', '★'],
  chosen: ['選んだ候補', 'chosen', '選択した候補'],
}

// Headings over what may hold models where no other column does.
const perhapsModel = [
  '製品名',
  '商品名',
  '品名',
  '名称',
  '機器名',
  '機器',
  '製品',
  '物品名',
  'product',
  'product name',
  'item',
  'device',
  'name',
]

/** The form in which headings are compared: notes in brackets, marks of required columns and separators do not count. */
export const headingKey = (heading: string): string =>
  normalise(
    heading
      .normalize('NFKC')
      .slice(0, 100)
      .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, ''),
  ).replace(/[_/.*※:;,・"'#◎○●必須任意]/g, '')

const known = new Map<string, { readonly field: Field; readonly place: number }>()
for (const field of fields)
  for (const [place, word] of [fieldText[field].ja, fieldText[field].en, ...words[field]].entries()) {
    const key = headingKey(word)
    if (!known.has(key)) known.set(key, { field, place })
  }
const perhaps = new Set(perhapsModel.map(headingKey))

/** What a heading says its column is; of two headings of one field the lower place is meant. */
export const fieldOfHeading = (heading: string): { readonly field: Field; readonly place: number } | undefined =>
  known.get(headingKey(heading))

/** Whether a column of that name may hold models, for want of a better one. */
export const mayNameModels = (heading: string): boolean => perhaps.has(headingKey(heading))
