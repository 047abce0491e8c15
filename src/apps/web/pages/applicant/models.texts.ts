export const ja = {
  title: '対象の型番',
  lead: 'ラベルは型番で調べられます。この製品にふくまれる型番を、すべて入れてください。',
  labels: { models: '型番', gtins: 'JANコード（GTIN）（任意）' },
  hint: '1行に1つ。表計算ソフトの列を、そのまま貼り付けられます。5,000件まで。',
  gtinsHint:
    '1行に、型番とJANコードを1つずつ。表計算ソフトの2列を、そのまま貼り付けられます。ラベルとともに署名して公開し、バーコードでも調べられるようになります。',
  rows: (n: number) => `いま${n}件が登録されています。`,
  preview: {
    title: '登録される形を確かめる',
    lead: (n: number) => `${n}件を登録します。入力したとおりでないものがあるので、確かめてください。`,
    changed: '書き方をそろえるもの',
    changedNote: '全角の文字や、形のちがうハイフンをそろえました。',
    typed: '入力',
    kept: '登録される形',
    duplicates: '重なっているので、1つにまとめるもの',
    clashes: 'ほかの事業者のラベルにもある型番',
    clashesNote:
      '登録はできます。OEMなどで同じ型番を使うときはそのまま進み、まちがいのときは直してください。審査で確認します。',
    model: '型番',
    label: 'ラベル',
    maker: '事業者',
    all: (n: number) => `登録される${n}件を、すべて見る`,
    edit: '戻って直す',
  },
}

export const en = {
  title: 'Models',
  lead: 'People look a label up by model number. Enter every model that belongs to this product.',
  labels: { models: 'Model numbers', gtins: 'Bar code numbers (GTIN), optional' },
  hint: 'One a line. A column of a spreadsheet can be pasted as it is. At most 5,000.',
  gtinsHint:
    'A model and its number a line; two columns of a spreadsheet can be pasted as they are. They are signed and published with the label, so that people can look it up by bar code.',
  rows: (n: number) => `${n} ${n === 1 ? 'model is' : 'models are'} saved at present.`,
  preview: {
    title: 'Check how the models will be registered',
    lead: (n: number) =>
      `${n} ${n === 1 ? 'model' : 'models'} will be registered. Some differ from what you typed; please check.`,
    changed: 'Written differently',
    changedNote: 'Full-width characters and different kinds of hyphens are made uniform.',
    typed: 'Typed',
    kept: 'Registered',
    duplicates: 'Given more than once, registered once',
    clashes: 'Covered by labels of other makers, too',
    clashesNote:
      'They can be registered. Go on if the same model is sold by both of you, for example by OEM; correct it if it is a mistake. The reviewers will look at it.',
    model: 'Model',
    label: 'Label',
    maker: 'Maker',
    all: (n: number) => `Show all ${n} models`,
    edit: 'Go back and correct',
  },
} satisfies typeof ja
