import { en as nodeEn, ja as nodeJa } from './node.texts.ts'

export const ja = {
  crumb: '基準と制度',
  list: '対応表',
  listLead: '文書どうしを、行ごとに理由と出典をつけて技術的にくらべた表です。承認の取り決めは別にあります。',
  rows: (n: number) => `${n}行`,
  title: (from: string, to: string) => `${from} と ${to} の対応`,
  note: '技術的な比較です。法律や協定による承認ではありません。',
  editions: 'くらべた版',
  from: 'こちら',
  to: '相手',
  relation: '関係',
  reason: '理由',
  relations: nodeJa.relation,
  confidence: nodeJa.confidence,
  table: '行ごとの対応',
  csv: '表をCSVで保存',
  read: '「こちら ⊇ 相手」は、こちらを示せば相手も示したことになる、という意味です。',
}

export const en = {
  crumb: 'Criteria and schemes',
  list: 'Crosswalks',
  listLead: 'How documents compare technically, row by row, with reason and source. Recognition is told elsewhere.',
  rows: (n: number) => (n === 1 ? '1 row' : `${n} rows`),
  title: (from: string, to: string) => `${from} and ${to}`,
  note: 'A technical comparison. It is not recognition by law or agreement.',
  editions: 'Editions compared',
  from: 'From',
  to: 'To',
  relation: 'Relation',
  reason: 'Reason',
  relations: nodeEn.relation,
  confidence: nodeEn.confidence,
  table: 'Row by row',
  csv: 'Save the table as CSV',
  read: '“From ⊇ To” means that a proof of the one is a proof of the other.',
} satisfies typeof ja
