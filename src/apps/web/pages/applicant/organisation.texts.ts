export const ja = {
  title: '組織の確認',
  lead: '登録されている内容です。ちがうところだけ直してください。ラベルのページにも、この名前が載ります。',
  labels: {
    name: '組織の名前',
    nameEn: '組織の名前（英語）',
    corporateNumber: '法人番号',
    role: 'この製品での立場',
    address: '所在地',
  },
  hints: {
    name: '登記されている正式な名前',
    nameEn: '英語のページに表示します。',
    corporateNumber: '13桁の数字。法人でないときは空けてください。',
    role: '日本で、だれの責任で製品を出しているかを選びます。',
  },
  roles: {
    manufacturer: { text: '製造業者', hint: '自社の名前で製品を作り、販売しています。' },
    importer: { text: '輸入業者', hint: '海外の製造業者の製品を、日本で販売しています。' },
    proxy: { text: '申請の代理', hint: '製造業者から任され、代わりに申請しています。' },
  },
}

export const en = {
  title: 'Your organisation',
  lead: 'This is what we have on record. Correct what is wrong. The name is shown on the page of the label.',
  labels: {
    name: 'Name of the organisation',
    nameEn: 'Name in English',
    corporateNumber: 'Corporate number',
    role: 'Your part in this product',
    address: 'Address',
  },
  hints: {
    name: 'The official name as registered, in Japanese if there is one',
    nameEn: 'Shown on the English pages.',
    corporateNumber: '13 digits. Leave empty if you are not incorporated in Japan.',
    role: 'Choose who answers for the product in Japan.',
  },
  roles: {
    manufacturer: { text: 'Manufacturer', hint: 'You make and sell the product under your own name.' },
    importer: { text: 'Importer', hint: 'You sell the product of a foreign manufacturer in Japan.' },
    proxy: { text: 'Proxy of the applicant', hint: 'You apply on behalf of the manufacturer.' },
  },
} satisfies typeof ja
