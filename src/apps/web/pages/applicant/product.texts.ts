export const ja = {
  title: '製品',
  lead: 'ラベルのページに載る、製品の基本の情報です。',
  labels: {
    name: '製品の名前',
    nameEn: '製品の名前（英語）',
    category: '製品の種類',
    page: '製品を紹介するページのURL',
    intendedUse: '何に使う製品ですか',
  },
  hints: {
    name: '日本語で入力してください。型番だけのときは、型番の系列を書きます。例：ひかりルーター HR-200シリーズ',
    nameEn: '英語のページに表示します。',
    page: 'https:// で始まるURL',
    intendedUse: 'だれが、どこで、何のために使うかを、1〜3文で書いてください。日本語で公開します。',
  },
  choose: '選んでください',
}

export const en = {
  title: 'Product',
  lead: 'What the page of the label says about the product.',
  labels: {
    name: 'Name of the product',
    nameEn: 'Name in English',
    category: 'Kind of product',
    page: 'URL of a page about the product',
    intendedUse: 'What is the product for?',
  },
  hints: {
    name: 'In Japanese. If the product only has model numbers, name the series. For example ひかりルーター HR-200シリーズ',
    nameEn: 'Shown on the English pages.',
    page: 'A URL that begins with https://',
    intendedUse: 'Who uses it, where and for what, in one to three sentences. Published in Japanese.',
  },
  choose: 'Choose one',
} satisfies typeof ja
