import type { Article } from './article.tsx'

export const ja: {
  readonly article: Article
  readonly level: string
  readonly criteria: string
  readonly items: (n: number) => string
  readonly time: string
  readonly days: (n: number) => string
  readonly validity: string
  readonly months: (n: number) => string
  readonly oneFee: string
  readonly yen: (n: string) => string
  readonly start: string
  readonly signIn: string
} = {
  article: {
    title: 'ラベルを取る',
    lead: '始める前に、必要なもの、期間、費用を見てください。途中でやめても、書いた内容は残ります。',
    sections: [
      { title: '期間と費用', id: 'figures' },
      {
        title: '対象になる製品',
        list: [
          'IP（インターネットの通信方式）で、直接または別の機器を通して通信する製品',
          '利用者がセキュリティ対策ソフトを自由に追加できない製品（パソコンやスマートフォンは対象外です）',
        ],
        text: ['対象かどうかは、最初の質問でわかります。対象外でも、間違いの扱いにはなりません。'],
      },
      {
        title: '用意するもの',
        list: [
          '製品の名前、対象の型番の一覧、ソフトウェアの版',
          'セキュリティ更新をいつまで続けるか',
          '脆弱性（弱点）の窓口と、開示方針のアドレス',
          '基準ごとの説明と、それを示す資料（PDF、画像、CSV など）',
        ],
      },
      {
        title: '進みかた',
        list: [
          '**入力する。**順番は自由です。組織の人と分担できます。',
          '**宣言する。**内容をたしかめて、自己宣言をします。',
          '**審査を受ける。**質問があれば、まとめて届きます。',
          '**判定を受ける。**審査した人とは別の人が決めます。',
          '**交付される。**登録簿に載り、ラベルの図を受け取れます。',
        ],
        links: [
          ['/schemes', '基準と制度'],
          ['/about/label-use', 'ラベルの使い方'],
        ],
      },
      { title: '始める', id: 'start' },
    ],
  },
  level: 'レベル',
  criteria: '基準の数',
  items: (n) => `${n}項目`,
  time: '提出から判定まで',
  days: (n) => `標準 ${n}営業日（質問への回答を待つ日は数えません）`,
  validity: '有効期間',
  months: (n) => (n % 12 === 0 ? `最長${n / 12}年` : `最長${n}か月`),
  oneFee: '手数料は、当てはまるものを1つだけ支払います。',
  yen: (n) => `${n}円（税込み）`,
  start: '事業者の登録をする',
  signIn: 'ログインする',
}

export const en = {
  article: {
    title: 'Getting a label',
    lead: 'See what you need, how long it takes and what it costs before you begin. You can stop at any time; what you wrote is kept.',
    sections: [
      { title: 'Time and cost', id: 'figures' },
      {
        title: 'Which products',
        list: [
          'Products that communicate over IP, directly or through another device',
          'Products to which users cannot freely add security software (PCs and smartphones are out of scope)',
        ],
        text: ['The first questions tell whether yours is in scope. Being out of scope is not an error.'],
      },
      {
        title: 'What you need',
        list: [
          'The name of the product, the list of models and the software version',
          'Until when you provide security updates',
          'A contact for vulnerabilities and the address of your disclosure policy',
          'For each criterion an explanation, and documents that show it (PDF, pictures, CSV and so on)',
        ],
      },
      {
        title: 'How it goes',
        list: [
          '**Fill it in** in any order, together with colleagues.',
          '**Declare.** You check everything and make the self-declaration. The public declaration needs Japanese text.',
          '**Review.** Questions, if any, reach you all at once.',
          '**Decision.** By someone other than the reviewer.',
          '**Issue.** The label enters the register and you receive its artwork.',
        ],
        links: [
          ['/schemes', 'Criteria and schemes'],
          ['/about/label-use', 'Using the label'],
        ],
      },
      { title: 'Begin', id: 'start' },
    ],
  },
  level: 'Level',
  criteria: 'Criteria',
  items: (n: number) => `${n} criteria`,
  time: 'From submission to decision',
  days: (n: number) => `${n} business days as a rule, not counting days spent waiting for your answers`,
  validity: 'Validity',
  months: (n: number) => (n % 12 === 0 ? `up to ${n / 12} years` : `up to ${n} months`),
  oneFee: 'Only the fee that applies is paid.',
  yen: (n: string) => `JPY ${n} (tax included)`,
  start: 'Register your company',
  signIn: 'Sign in',
} satisfies typeof ja
