import type { Article } from './article.tsx'

export const ja: {
  readonly about: Article
  readonly levels: Article
  readonly use: Article
  readonly table: { readonly level: string; readonly who: string; readonly status: string; readonly detail: string }
  readonly badgeExample: string
  readonly badgeAlt: string
  readonly operator: string
  readonly mail: string
} = {
  about: {
    title: '星印について',
    lead: '星印は、IoT機器のセキュリティを「だれが、何を、どう確かめたか」を、製品ごとに記録し、公開するしくみです。',
    sections: [
      {
        title: 'できること',
        list: [
          '型番やラベル番号から、製品の**いまの状態**と、セキュリティ更新がいつまで続くかを調べる',
          '停止、取消し、期限切れを、日付と理由とともに知る',
          'ラベルが本物かどうかを、この登録簿を信じなくても検証する',
        ],
      },
      {
        title: 'ラベルが示さないこと',
        text: [
          'ラベルは、**弱点がないことの保証ではありません。**決められた基準を、決められた⟦方法で⟧確かめた、という記録です。',
          'ラベルのない製品が、危険だという意味でもありません。まだだれも、この制度で宣言や評価をしていない、というだけです。',
        ],
      },
      {
        title: 'だれが運営しているか',
        id: 'operator',
      },
      {
        title: 'しくみの考えかた',
        list: [
          '言い過ぎない：確かめていないことを、確かめたように見せません。わからないことは、わからないと示します。',
          '消さない：ラベルに起きたことは、すべて残します。過去の日付の状態も調べられます。',
          '一人では決めない：審査した人は判定しません。停止と取消しには、2人が要ります。',
          '公開して検証できる：発行した証明は、書き換えのできない公開の記録簿に載せます。',
        ],
        links: [
          ['/about/levels', 'レベルの意味'],
          ['/about/label-use', 'ラベルの使い方'],
          ['/schemes', '基準と制度'],
        ],
      },
    ],
  },
  levels: {
    title: 'レベルの意味',
    lead: 'レベルは4段階です。数が大きいほど求めることが増え、レベル3からは、メーカー以外の評価機関が確かめます。',
    sections: [
      { title: '4つのレベル', id: 'levels' },
      {
        title: '自己宣言と第三者評価',
        text: [
          '**自己宣言（レベル1・2）**は、メーカーが自分で基準に合うことを確かめ、宣言したものです。第三者は試験していません。運営者は、提出された内容を審査します。',
          '**第三者評価（レベル3・4）**は、メーカーとは別の評価機関が確かめたものです。',
          'どちらも、弱点がないことを保証するものではありません。',
        ],
      },
      {
        title: 'しるしの見かた',
        text: [
          '塗られたカプセルの数がレベルです。有効でないあいだは、カプセルを塗って見せることはありません。かわりに「停止中」などの言葉を示します。',
        ],
      },
    ],
  },
  use: {
    title: 'ラベルの使い方',
    lead: '製品や箱についているラベルから、いまの状態を調べる方法と、事業者がラベルを表示するときの決まりです。',
    sections: [
      {
        title: '買う人・使う人',
        list: [
          '二次元コードを読む前に、ラベルに印刷されたアドレスと、画面に出たアドレスが**同じか見くらべてください。**',
          'ひらいたページの製品名と型番が、お手元のものと同じか確かめてください。',
          'コードが読めないときは、ラベル番号を手で入れても調べられます。',
        ],
        links: [
          ['/label-check', 'ラベル番号を調べる'],
          ['/report', '不正な表示を知らせる'],
        ],
      },
      {
        title: 'ラベルに期限が印刷されていない理由',
        text: [
          '期限は、更新や取消しで変わります。古い約束が箱に残るより、コードから最新の状態を見てもらうほうが確かです。',
        ],
      },
      {
        title: '表示する事業者の決まり',
        list: [
          'ラベルが**有効なあいだだけ**、対象の型番の製品とその説明に表示できます。',
          '形、比率、色を変えません。二次元コードのまわりには、4つ分のます目の余白をとります。',
          '「安全」「国が保証」など、確かめた範囲を超える言葉を添えません。',
          '停止または取消しになったら、新しい表示をやめます。ウェブ用のしるしは、状態に合わせて自動で変わります。',
        ],
      },
      {
        title: 'ウェブに載せるしるし',
        text: [
          'ウェブサイトには、つぎのように画像を置いてください。画像は写して保存せず、このアドレスのまま使います。有効でなくなると1分以内に、カプセルのかわりに状態の言葉が出ます。',
          '画像には、いつの時点のもので、いつまで信じてよいか（長くて1日）を書いてあります。日付の過ぎた画像は、古い写しです。',
          '同じ内容のデータを badge.json で受け取れます。しるしを描くサービスのための形です。',
        ],
        id: 'badge',
      },
    ],
  },
  table: { level: 'レベル', who: '確かめ方', status: 'いまの状態', detail: '基準を見る' },
  badgeExample: 'ラベル番号',
  badgeAlt: 'ラベルの今の状態（登録簿で確かめる）',
  operator: '運営者',
  mail: 'メール',
}

export const en = {
  about: {
    title: 'About Hoshirushi',
    lead: 'Hoshirushi records and publishes, product by product, who checked the security of an IoT device, what they checked, and how.',
    sections: [
      {
        title: 'What you can do here',
        list: [
          'Look up the **present state** of a product by model or label number, and how long it gets security updates',
          'Learn of suspensions, revocations and expiry, with dates and reasons',
          'Verify that a label is genuine without trusting this register',
        ],
      },
      {
        title: 'What a label does not say',
        text: [
          'A label is **no guarantee that there are no weaknesses.** It is a record that certain criteria were checked in a certain way.',
          'Nor does it mean that a product without a label is dangerous: nobody has declared or assessed it under this system yet.',
        ],
      },
      {
        title: 'Who runs it',
        id: 'operator',
      },
      {
        title: 'The ideas behind it',
        list: [
          'Never say too much: what was not checked is never made to look checked. What is unknown is called unknown.',
          'Never delete: everything that happens to a label stays on record. You can ask about any past date.',
          'Nobody decides alone: whoever reviewed a case does not decide it. Suspension and revocation take two people.',
          'Open to verification: every proof issued enters a public log that cannot be rewritten.',
        ],
        links: [
          ['/about/levels', 'What the levels mean'],
          ['/about/label-use', 'Using the label'],
          ['/schemes', 'Criteria and schemes'],
        ],
      },
    ],
  },
  levels: {
    title: 'What the levels mean',
    lead: 'There are four levels. Higher levels demand more, and from level 3 on a body independent of the maker does the checking.',
    sections: [
      { title: 'The four levels', id: 'levels' },
      {
        title: 'Self-declared and third-party assessed',
        text: [
          '**Self-declared (levels 1 and 2):** the maker checked the product against the criteria and declared the result. No third party tested it. The operator reviews what was submitted.',
          '**Third-party assessed (levels 3 and 4):** a body independent of the maker checked the product.',
          'Neither guarantees that there are no weaknesses.',
        ],
      },
      {
        title: 'Reading the mark',
        text: [
          'The number of filled capsules is the level. They are never shown filled while a label is not valid: a word such as “Suspended” takes their place.',
        ],
      },
    ],
  },
  use: {
    title: 'Using the label',
    lead: 'How to look up the present state from the label on a product, and the rules for those who display it.',
    sections: [
      {
        title: 'Buyers and users',
        list: [
          'Before you open the page, **compare the address printed on the label** with the one your phone shows.',
          'On the page, compare product name and model number with what you hold.',
          'If the code cannot be read, you can type the label number.',
        ],
        links: [
          ['/label-check', 'Look up a label number'],
          ['/report', 'Report misuse'],
        ],
      },
      {
        title: 'Why no expiry date is printed',
        text: [
          'Renewal and revocation change it. Seeing the present state through the code is safer than an old promise on a box.',
        ],
      },
      {
        title: 'Rules for those who display it',
        list: [
          'The label may be shown **only while it is valid**, on products of the models it covers and in descriptions of them.',
          'Shape, proportions and colours stay as they are. Keep four modules clear around the code.',
          'Add no words that go beyond what was checked, such as “safe” or “guaranteed by the state”.',
          'After a suspension or revocation stop new displays. The web badge changes by itself.',
        ],
      },
      {
        title: 'The badge for websites',
        text: [
          'On websites use the picture like this, always from its address and never as a copy. When the label is no longer valid, the state replaces the capsules within a minute.',
          'The picture says of when it is and until when it may be believed: a day at most. One whose date has passed is an old copy.',
          'The same as data is at badge.json, in the form that services drawing badges read.',
        ],
        id: 'badge',
      },
    ],
  },
  table: { level: 'Level', who: 'Who checks', status: 'At present', detail: 'See the criteria' },
  badgeExample: 'label-number',
  badgeAlt: 'State of the label now: see the register',
  operator: 'Operator',
  mail: 'E-mail',
} satisfies typeof ja
