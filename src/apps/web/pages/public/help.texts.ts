import type { Article } from './article.tsx'

export const ja: {
  readonly article: Article
  readonly mail: string
  readonly phone: string
  readonly hours: string
} = {
  article: {
    title: '使い方とよくある質問',
    lead: '立場ごとに、短く答えます。',
    sections: [
      {
        title: '製品を買う方・使っている方',
        list: [
          '**ラベルは本物ですか。**二次元コードを読み取り、ひらいたページのいちばん上の状態と、製品の型番を見てください。',
          '**コードを読み取れません。**コードの下の10文字の番号を打ち込んでください。打ち間違いは、すぐにわかります。',
          '**ラベルがありません。**危険という意味ではありません。だれもまだ宣言や評価をしていない、というだけです。',
          '**「停止中」「取消し」と出ました。**ラベルのページの「いますること」を見てください。',
        ],
        links: [
          ['/register', '製品をさがす'],
          ['/label-check', 'ラベル番号を調べる'],
          ['/about/levels', 'レベルの意味'],
          ['/report', '不正な表示を知らせる'],
        ],
      },
      {
        title: '調達する方・システムを作る方',
        list: [
          '**この型番を買ってよいですか。**型番でさがし、状態とレベルと期限を見ます。よく似た型番は、同じ型番とはみなしません。',
          '**一覧をまとめて確かめたいのですが。**「まとめて確認」に一覧を貼り付けるか、ファイルを選びます。行ごとに、適・不適・要確認と、その理由、次にすることがわかります。一覧は保存しません。',
          '**契約した日の状態を知りたいのですが。**「日付をさかのぼる」に日付を入れると、その日の終わりの状態がわかります。',
          '**確かめた記録を残したいのですが。**「署名つき証明」のファイルを保存してください。あとからでも、だれでも検証できます。',
        ],
        links: [
          ['/check', 'まとめて確認'],
          ['/register', '製品をさがす'],
          ['/schemes', '基準と制度'],
          ['/data', 'データ'],
        ],
      },
      {
        title: 'ラベルを申請する方',
        list: [
          '**うちの製品は対象ですか。**「事業者の方」の質問に答えると、理由といっしょにわかります。ログインは要りません。',
          '**途中でやめられますか。**保存した内容は残ります。提出するまで、認証機関には見えません。',
          '**資料は公開されますか。**公開しません。公開されるのは、製品と型番と連絡先と、基準ごとの結果だけです。',
          '**パスワードを忘れました。**パスワードはありません。メールに届く確認コードか、パスキーで入ります。',
        ],
        links: [
          ['/apply', '事業者の方'],
          ['/account/register', '事業者の利用登録'],
          ['/about/label-use', 'ラベルの使い方'],
          ['/account/sign-in', 'ログイン'],
        ],
      },
      {
        title: '認証機関の方',
        list: [
          '**はじめて入るには。**管理者から届く招待メールの案内にしたがってください。招待は7日間、1回だけ使えます。',
          '**判定のボタンがありません。**受付や審査をした人は、同じ案件の判定ができません。判定できる人の名前を、そのページに示しています。',
          '**まちがえました。**記録は消せません。正しい内容を、新しい記録として加えてください。',
        ],
        links: [['/account/sign-in', 'ログイン']],
      },
      {
        title: '検証する方・見張る方',
        list: [
          '**ネットワークなしで確かめるには。**ラベルのページの「署名つき証明」で、証明一式と信頼の起点を保存します。検証のコマンドも、そこにあります。',
          '**署名だけ確かめれば足りますか。**足りません。公開の記録簿に載っていること、取り消されていないことも確かめてください。',
        ],
        links: [
          ['/developers', '開発者の方'],
          ['/data', 'データ'],
          ['/status', '稼働状況'],
        ],
      },
      {
        title: 'キーボードで使う',
        list: [
          '**Tab** で次へ、**Shift＋Tab** で前へ進みます。**Enter** で、リンクをひらき、ボタンを押します。',
          '選ぶ欄では、**矢印キー**で選び、**スペース**でチェックを入れたり外したりします。',
          'ページのはじめで **Tab** を押すと「本文へ移動」が出ます。メニューを飛ばせます。',
          '入力に問題があると、はじめに問題の一覧へ移ります。一覧のリンクで、その欄へ移れます。',
          '1文字だけの近道のキーはありません。読み上げソフトのキーと、ぶつかりません。',
        ],
        links: [['/accessibility', 'アクセシビリティ']],
      },
      {
        title: '印刷する',
        list: [
          'どのページも、ブラウザーの印刷でA4の紙に印刷できます。メニューとボタンは印刷されません。',
          'ラベルのページには、アドレスと印刷した時刻が入ります。状態は変わるので、使う前に、そのアドレスをもう一度ひらいてください。',
        ],
      },
      {
        title: '問い合わせる',
        text: [
          'ここで解決しないときは、ご連絡ください。画面に「コード」や「受付番号」が出ていれば、それも書いてください。',
        ],
        id: 'contact',
        links: [
          ['/status', '稼働状況'],
          ['/security', '脆弱性の連絡先'],
          ['/privacy', '個人情報の取り扱い'],
        ],
      },
    ],
  },
  mail: 'メール',
  phone: '電話',
  hours: '受付時間',
}

export const en = {
  article: {
    title: 'Help and common questions',
    lead: 'Short answers, by what you want to do.',
    sections: [
      {
        title: 'If you buy or own a product',
        list: [
          '**Is the label genuine?** Scan its code. Look at the state at the top of the page that opens, and at the list of models.',
          '**The code does not scan.** Type the ten-character number below it. A mistyped number is noticed at once.',
          '**There is no label.** That does not mean the product is dangerous. Nobody has declared or assessed it yet.',
          '**It says “Suspended” or “Revoked”.** See “What to do now” on the page of the label.',
        ],
        links: [
          ['/register', 'Find a product'],
          ['/label-check', 'Look up a label number'],
          ['/about/levels', 'What the levels mean'],
          ['/report', 'Report misuse'],
        ],
      },
      {
        title: 'If you procure or build systems',
        list: [
          '**May we buy this model?** Search for it and look at state, level and dates. A similar model is never taken for the same.',
          '**May we check a whole list?** Paste it at “Check a list”, or choose a file. Every row is told whether it meets the policy, why, and what to do next. The list is not stored.',
          '**What was so on the day of the contract?** Enter the day at “At an earlier date”: you see the state at its end.',
          '**We need a record.** Save the file at “Signed proof”. Anyone can verify it, also later.',
        ],
        links: [
          ['/check', 'Check a list'],
          ['/register', 'Find a product'],
          ['/schemes', 'Criteria and schemes'],
          ['/data', 'Data'],
        ],
      },
      {
        title: 'If you apply for a label',
        list: [
          '**Is our product covered?** Answer the questions at “For makers”: you get an answer with reasons, without signing in.',
          '**Can I stop in between?** What you saved stays. The certification body sees nothing until you submit.',
          '**Is our material published?** No. Published are the product, its models, contacts, and the result for each criterion.',
          '**I forgot my password.** There is none. You enter with a code sent by mail, or with a passkey.',
        ],
        links: [
          ['/apply', 'For makers'],
          ['/account/register', 'Sign up as a maker'],
          ['/about/label-use', 'Using the label'],
          ['/account/sign-in', 'Sign in'],
        ],
      },
      {
        title: 'If you work for the certification body',
        list: [
          '**How do I get in?** Follow the invitation your administrator sends. It works once, within seven days.',
          '**There is no button to decide.** Whoever took part in a case does not decide it. The page names those who may.',
          '**I made a mistake.** Records cannot be removed. Add a new one that puts it right.',
        ],
        links: [['/account/sign-in', 'Sign in']],
      },
      {
        title: 'If you verify or monitor',
        list: [
          '**How do I verify without a network?** At “Signed proof” on the page of a label, save the file and the trust anchor. The command is there, too.',
          '**Is checking the signature enough?** No. Check also that the label is in the public log and was not revoked.',
        ],
        links: [
          ['/developers', 'For developers'],
          ['/data', 'Data'],
          ['/status', 'Service status'],
        ],
      },
      {
        title: 'Using the keyboard',
        list: [
          '**Tab** moves on, **Shift+Tab** moves back. **Enter** opens a link or presses a button.',
          'Choose with the **arrow keys**; **Space** ticks and unticks a box.',
          'Press **Tab** at the start of a page for “Skip to main content”, past the menu.',
          'If something in a form is wrong, you are taken to the list of problems first. Its links lead to the fields.',
          'There are no single-key shortcuts that could clash with a screen reader.',
        ],
        links: [['/accessibility', 'Accessibility']],
      },
      {
        title: 'Printing',
        list: [
          'Every page prints on A4 from the browser. Menus and buttons are left out.',
          'The page of a label carries its address and the time of printing. States change: open the address again before you rely on the paper.',
        ],
      },
      {
        title: 'Contact',
        text: ['If this does not help, contact us. If the page shows a code or a reference, please add it.'],
        id: 'contact',
        links: [
          ['/status', 'Service status'],
          ['/security', 'Report a vulnerability'],
          ['/privacy', 'Privacy'],
        ],
      },
    ],
  },
  mail: 'Mail',
  phone: 'Telephone',
  hours: 'Hours',
} satisfies typeof ja
