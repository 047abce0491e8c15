import type { Article } from './article.tsx'

export const ja: {
  readonly accessibility: Article
  readonly privacy: Article
  readonly security: Article
  readonly report: Article
  readonly contactTerm: string
  readonly phoneTerm: string
  readonly subject: string
  readonly write: string
} = {
  accessibility: {
    title: 'アクセシビリティ',
    lead: 'だれでも使えることを、あとから足すのではなく、はじめから作っています。',
    sections: [
      {
        title: '目標',
        text: [
          'JIS X 8341-3:2016 の適合レベルAA と、WCAG 2.2 の適合レベルAA を目標にしています。第三者による試験は、まだ受けていません。',
        ],
      },
      {
        title: '工夫していること',
        list: [
          '公開ページは、スクリプトを使いません。キーボードだけで、すべての操作ができます。',
          '状態は、形と言葉と色の3つで示します。色だけに頼りません。',
          '本文の文字と背景の明るさの比は 7 対 1 以上です。押せる場所は 44 px 以上です。',
          '文字を200％に大きくしても、画面を320 px の幅にしても、内容は失われません。',
          '動きのある表示はありません。',
        ],
      },
      {
        title: 'わかっている課題',
        list: [
          'メーカーが書いた文章（手順など）には、日本語だけのものがあります。読み上げの声は日本語に切り替わります。',
          '文節で改行するはたらきは、対応していないブラウザーでは効きません。',
        ],
      },
      {
        title: '困ったとき',
        text: [
          '使いにくいところがあれば、ページの下の連絡先にお知らせください。別の形（電話、郵送など）でもお答えします。',
        ],
      },
    ],
  },
  privacy: {
    title: '個人情報の取り扱い',
    lead: '登録簿を見るだけなら、あなたについての情報は何も保存しません。',
    sections: [
      {
        title: '公開ページ',
        list: [
          'クッキーを使いません。アクセス解析も、外部のサービスも使いません。ラベルのページが開かれた回数と、確認された一覧の数だけを、日ごとに数えます。だれのものかは残しません。',
          '調べた型番や、検証のために貼り付けた証明は、保存しません。',
          '短い時間に多すぎる操作を防ぐため、接続元のアドレスを、サーバーの記憶の中だけで短い間数えます。書き残しません。',
        ],
      },
      {
        title: '見守り（申し込んだ人だけ）',
        list: [
          'ラベルの番号、一覧の名前、方針の版を保存します。貼り付けた一覧は保存しません。',
          'メールをえらんだときだけ、メールアドレスを保存し、お知らせだけに使います。送ったメールの控えは残しません。',
          'やめると、その場ですべて消えます。2年で終わり、続けるときは延ばせます。確認のメールに応えなければ、48時間で消えます。',
          '申し込みが多すぎるのを防ぐため、アドレスと接続元を、もとに戻せない形で1時間数えます。',
        ],
      },
      {
        title: 'ログインする人',
        list: [
          '事業者と運営者の氏名、メールアドレス、所属、役割を、手続きのために保存します。',
          'ログインしているあいだだけ、1つのクッキーを使います。',
          '手続きの記録（だれが、いつ、何をしたか）は、認証機関の規格が求めるため、消しません。公開はしません。',
        ],
      },
      {
        title: '公開の記録簿',
        text: [
          '公開の記録簿に載るのは、ラベルと製品と事業者についての情報だけです。個人の名前や、自由な文章は載りません。',
        ],
      },
      {
        title: '問い合わせ',
        text: ['ご自身の情報の開示や訂正は、ページの下の連絡先にお申し出ください。'],
      },
    ],
  },
  security: {
    title: '脆弱性の連絡先',
    lead: 'この登録簿そのものに弱点を見つけたときの連絡先です。製品の弱点は、製品のメーカーか公的な窓口へお願いします。',
    sections: [
      { title: '知らせかた', id: 'contact' },
      {
        title: 'お願い',
        list: [
          '見つけた手順と、影響の見込みを書いてください。',
          '直すまでのあいだ、公開を待ってください。進みぐあいをお知らせします。',
          'ほかの人の情報を見たり、変えたり、サービスを止めたりしないでください。',
        ],
      },
      {
        title: '製品の弱点は',
        text: ['ラベルのページに、そのメーカーの脆弱性の窓口を載せています。'],
        links: [['/register', '製品をさがす']],
      },
    ],
  },
  report: {
    title: '不正な表示を知らせる',
    lead: 'ラベルがついているのに登録簿にない、型番が合わない、停止や取消しのあとも表示している。そのようなときに、お知らせください。',
    sections: [
      {
        title: 'メールに書いていただきたいこと',
        list: [
          'どこで見たか（店の名前、ウェブのアドレス、日付）',
          '製品名、メーカー名、型番',
          'ラベル番号、または二次元コードをひらいたときのアドレス',
          'できれば、ラベルと型番が写った写真',
        ],
      },
      { title: '送り先', id: 'mail' },
      {
        title: 'お知らせのあと',
        text: [
          '内容を確かめ、必要なときはラベルの停止や取消しの手続きに進みます。あなたのお名前や連絡先を、事業者に伝えることはありません。',
          'この画面に入力欄がないのは、あなたの情報をここに残さないためです。',
        ],
      },
    ],
  },
  contactTerm: 'メール',
  phoneTerm: '電話',
  subject: '不正な表示について',
  write: 'メールを書く',
}

export const en = {
  accessibility: {
    title: 'Accessibility',
    lead: 'Everyone should be able to use this service. That was built in, not added later.',
    sections: [
      {
        title: 'What we aim for',
        text: ['JIS X 8341-3:2016 level AA and WCAG 2.2 level AA. No third party has tested it yet.'],
      },
      {
        title: 'What we do',
        list: [
          'Public pages use no scripts, and everything works with the keyboard alone.',
          'A state is always shown by shape, word and colour together, never by colour alone.',
          'Text contrast is at least 7 to 1. Targets are at least 44 px high.',
          'Nothing is lost at 200% text size or on a screen 320 px wide.',
          'Nothing moves.',
        ],
      },
      {
        title: 'Known shortcomings',
        list: [
          'Some texts by makers, such as instructions, exist in Japanese only. They are marked, so screen readers change voice.',
          'Breaking Japanese lines at phrases does not work in every browser.',
        ],
      },
      {
        title: 'If something does not work for you',
        text: ['Please tell us at the address below. We can also answer by telephone or letter.'],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'If you only read the register, nothing about you is stored.',
    sections: [
      {
        title: 'Public pages',
        list: [
          'No cookies, no analytics, no outside services. Only how often label pages are opened and lists are checked is counted, day by day; nobody is recorded.',
          'What you search for, and proofs you paste for verification, are not stored.',
          'To prevent overload, requests are counted by network address for a short time, in memory only. Nothing is written down.',
        ],
      },
      {
        title: 'Watches (only if you ask for one)',
        list: [
          'Label numbers, the name of the list and the version of the policy are stored, never the list you pasted.',
          'A mail address is stored only if you choose mail, and used for nothing else. No copies of sent mails are kept.',
          'When you stop, everything is deleted at once. A watch ends after two years unless you extend it; one that is not confirmed is gone after 48 hours.',
          'To prevent floods of requests, addresses and networks are counted for an hour, in a form that cannot be read back.',
        ],
      },
      {
        title: 'People who sign in',
        list: [
          'Names, e-mail addresses, organisations and roles of makers and staff are stored for the procedure.',
          'One cookie is used while you are signed in.',
          'Records of who did what and when are kept, because standards for certification bodies require it. They are not public.',
        ],
      },
      {
        title: 'The public log',
        text: ['It holds facts about labels, products and makers only: no personal names, no free text.'],
      },
      {
        title: 'Questions',
        text: ['To see or correct what is stored about you, write to the address below.'],
      },
    ],
  },
  security: {
    title: 'Report a vulnerability',
    lead: 'For weaknesses of this register itself. Please report weaknesses of products to their makers or to the public authority in charge.',
    sections: [
      { title: 'How to reach us', id: 'contact' },
      {
        title: 'We ask you',
        list: [
          'to describe how you found it and what it may affect,',
          'to wait with publication until it is repaired – we will keep you informed,',
          'not to look at or change other people’s data, and not to disturb the service.',
        ],
      },
      {
        title: 'Weaknesses of products',
        text: ['Each label’s page names the contact of its maker for vulnerabilities.'],
        links: [['/register', 'Find a product']],
      },
    ],
  },
  report: {
    title: 'Report misuse',
    lead: 'A label that is not in the register, a model that does not match, a label still shown after suspension or revocation: please tell us.',
    sections: [
      {
        title: 'What to write',
        list: [
          'Where you saw it (shop, web address, date)',
          'Product, maker and model number',
          'The label number, or the address the code led to',
          'If you can, a photograph of the label and the model number',
        ],
      },
      { title: 'Where to send it', id: 'mail' },
      {
        title: 'What happens next',
        text: [
          'We look into it and, if needed, suspend or revoke the label. Your name and address are not passed on to the maker.',
          'There is no form here so that nothing about you stays on this site.',
        ],
      },
    ],
  },
  contactTerm: 'E-mail',
  phoneTerm: 'Telephone',
  subject: 'Misuse of a label',
  write: 'Write an e-mail',
} satisfies typeof ja
