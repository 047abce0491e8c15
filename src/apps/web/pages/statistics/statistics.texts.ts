import type { FigureId } from '../../../../core/statistics/figure.ts'

/** Where the labels that a figure counts are listed one by one. */
type Lists = Partial<Record<FigureId, readonly (readonly [href: string, text: string])[]>>
const listsJa: Lists = {
  'standing-changes': [
    ['/register?standing=suspended', 'いま停止中のラベルの一覧'],
    ['/register?standing=withdrawn', '取り消されたラベルの一覧'],
  ],
}
const listsEn: Lists = {
  'standing-changes': [
    ['/register?standing=suspended', 'Labels suspended now'],
    ['/register?standing=withdrawn', 'Labels that were revoked'],
  ],
}

export const ja = {
  title: '数字で見る',
  description: 'ラベル、審査、停止と期限、使われかた、費用の数字。図と表とCSVで公開しています。',
  lead: 'ラベル制度がどう使われ、どれだけ時間と費用がかかっているかを、図と表で公開しています。',
  crumb: 'データ',
  demonstration: '見本の登録簿から数えた数字です。製品、申請、費用の答えはすべて架空で、実在のものの数ではありません。',
  contents: 'このページの図',
  service: 'サービスの4つの指標',
  serviceTitle: 'サービスの4つの指標',
  serviceLead:
    '1件あたりの費用、満足度、完了率、オンライン申請の割合です。行政サービスで広く使われる4つの指標を、同じ数えかたで公開します。',
  all: 'すべての数字',
  table: '表で見る',
  caption: '図と同じ値',
  figure: (title: string) => `図：${title}`,
  own: 'この図のページ',
  csv: (size: string) => `CSV（${size}）`,
  csvOf: (title: string) => `「${title}」のCSV`,
  use: 'このデータを使う',
  same: '図と表の値は、CSVと同じです。',
  api: 'すべての図をJSONで受け取る',
  licence: 'CC BY 4.0 で、自由に使えます。',
  asOf: (moment: string) => `${moment} 時点。`,
  newest: '新しい順',
  lists: listsJa,
}

export const en = {
  title: 'Figures',
  description: 'Figures on labels, applications, suspension and expiry, use, and cost: as drawings, tables and CSV.',
  lead: 'How the label is used, and how much time and money it takes: as drawings, tables and files.',
  crumb: 'Data',
  demonstration:
    'Counted from the register of the demonstration. Products, applications and answers about cost are all invented.',
  contents: 'Figures on this page',
  service: 'The four indicators of the service',
  serviceTitle: 'The four indicators of the service',
  serviceLead:
    'Cost per transaction, satisfaction, completion rate and digital take-up: the four indicators that public services publish, counted the same way.',
  all: 'All figures',
  table: 'As a table',
  caption: 'The values of the drawing',
  figure: (title: string) => `Figure: ${title}`,
  own: 'Page of this figure',
  csv: (size: string) => `CSV (${size})`,
  csvOf: (title: string) => `CSV of “${title}”`,
  use: 'Use this data',
  same: 'Drawing, table and CSV hold the same values.',
  api: 'All figures as JSON',
  licence: 'Free to use under CC BY 4.0.',
  asOf: (moment: string) => `As of ${moment}. `,
  newest: 'Newest first',
  lists: listsEn,
} satisfies typeof ja
