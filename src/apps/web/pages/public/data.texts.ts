import type { Article } from './article.tsx'

export const ja: { readonly data: Article; readonly developers: Article } = {
  data: {
    title: 'データ',
    lead: '登録簿は、だれでも自由に使えます。鍵も利用登録も要りません。',
    sections: [
      {
        title: '登録簿をまるごと',
        id: 'whole',
        text: [
          '登録簿の全体を、署名つきのファイルで配っています。登録簿が変わると10分ほどで新しくなり、変わらない日も0時（日本時間）の時点のものを出します。一度出したファイルは変わりません。',
        ],
      },
      {
        title: '登録簿をAPIで使う',
        text: ['さがす、ラベルを1つ見る、履歴を見る、過去の日付で調べる。すべて JSON で受け取れます。'],
        links: [
          ['/api/v1/labels', '登録されたラベル（JSON）'],
          ['/api/v1/openapi.json', 'APIの定義（OpenAPI 3.1）'],
          ['/developers', '開発者の方'],
        ],
      },
      {
        title: '新しい出来事を受け取る',
        text: ['交付、停止、取消しなどを、新しい順に Atom で配っています。'],
        links: [['/feed.atom?lang=ja', 'Atomフィード']],
      },
      {
        title: '変わったところだけ受け取る',
        text: [
          '前に受け取ったところ（カーソル）から後の出来事を、公開の記録簿の順に、もれも重なりもなく返します。カーソルは、いつまでも使えます。',
        ],
        links: [
          ['/api/v1/changes', '変わったところ（JSON）'],
          ['/developers#changes', '使い方'],
        ],
      },
      {
        title: '数字で見る',
        text: ['ラベル、審査、停止と期限、使われかた、費用の数字を、図と表とCSVで公開しています。'],
        links: [
          ['/statistics', '数字で見る'],
          ['/statistics/service', 'サービスの4つの指標'],
          ['/api/v1/statistics', 'すべての図（JSON）'],
        ],
      },
      {
        title: '公開の記録簿',
        text: [
          '発行した証明と出来事は、書き換えのできない記録簿（透明性ログ）に順に載ります。形式は C2SP tlog-tiles です。だれでも全体を写し、食い違いがないか見張れます。',
        ],
        links: [
          ['/log/checkpoint', 'いちばん新しいチェックポイント'],
          ['/log/policy', '立会人の条件（policy）'],
        ],
      },
      {
        title: '検証に使うファイル',
        links: [
          ['/trust/root.json', '信頼の起点'],
          ['/.well-known/did.json', '発行者の鍵（did:web）'],
          ['/status/revocation/0', '取消しの状態リスト'],
          ['/status/suspension/0', '停止の状態リスト'],
        ],
      },
      {
        title: '利用の条件',
        id: 'licence',
        text: [
          '登録簿のデータは、**クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）**で使えます。出典を示せば、写すこと、変えること、組み合わせること、商用に使うことができます。',
          '状態は変わります。使うときは**調べた時点**を示してください。ラベルの図（マーク）の使い方は別に決めてあり、この条件には含まれません。',
        ],
        links: [
          ['https://creativecommons.org/licenses/by/4.0/deed.ja', 'CC BY 4.0 の内容'],
          ['/about/label-use', 'ラベルの図の使い方'],
        ],
      },
      {
        title: '限りと約束',
        list: [
          'APIは、1つのアドレスから1分に1,200回まで使えます。まとめて要るときは、まるごとのファイルを使ってください。',
          'まるごとのファイルは、1週間はすべて、その後は1日に1つ、3か月を過ぎたら1か月に1つを残します。どの日の登録簿も、APIで日付を指定して調べられます。',
          '停止や取消しは、まるごとのファイルより先に、状態リストとAPIに出ます。買う直前の確認には、そちらを使ってください。',
          'まるごとのファイルの署名は、発行者が出したことを示します。ラベル一つひとつの証明は、公開の記録簿で確かめられます。',
          "CSVは、BOMつきUTF-8、見出し1行、日付は ISO 8601 です。表計算ソフトが式とみなす文字で始まる値には、前に「'」を付け、改行は空白にします。もとのままの値は register.jsonl.zst にあります。",
          "Parquetは、CSVと同じ列に型が付いたものです。言うことのない欄は、空文字ではなく null です。値はもとのままで、式を防ぐ「'」は付きません。",
        ],
      },
    ],
  },
  developers: {
    title: '開発者の方',
    lead: 'すべての機能は、ブラウザーがなくても使えます。公開の読み取りに鍵は要りません。',
    sections: [
      { title: 'ラベルを1つ読む', id: 'one' },
      { title: '型番でさがす', id: 'search' },
      { title: '過去の日付で調べる', id: 'past' },
      {
        title: '一覧を方針で確かめる',
        id: 'check',
        text: [
          '1,000行まで、一度に答えます。答えは、コマンド（hoshirushi check --json）と同じ記録です。一覧は保存しません。',
        ],
        links: [['/api/v1/policies', '方針とプロファイルの一覧（JSON）']],
      },
      {
        title: '登録簿をまるごと使う',
        id: 'register',
        text: [
          'ダウンロードし、署名とハッシュを確かめ、手元の一覧と照らします。確かめるときも照らすときも、ネットワークは要りません。',
        ],
        links: [['/data#whole', 'ファイルと項目の一覧']],
      },
      {
        title: '変わったところだけ受け取る',
        id: 'changes',
        text: [
          'after に、前の応答の next を渡します。はじめは 0 です。more が true なら、続けて呼んでください。順番は公開の記録簿の番号で、同じ出来事は一度しか出ません。注意情報など、記録簿に載らない変更は含みません。',
        ],
      },
      {
        title: '通知を受け取る（webhook）',
        text: ['ラベルに何かあると、あなたのサーバーに署名つきで知らせます。届かなければ、3日のあいだ送り直します。'],
        links: [['/developers/webhooks', '通知の登録と、届け方']],
      },
      {
        title: 'JANコード（GTIN）から調べる',
        text: [
          'GS1デジタルリンクのアドレスから、ラベルのページへ案内します。リンクの一覧（RFC 9264）も受け取れます。JANコードは、事業者が登録した製品にだけあります。',
        ],
        id: 'gtin',
      },
      { title: '手元で検証する', id: 'verify' },
      {
        title: '約束',
        list: [
          '状態は、変わらないコード（valid、suspended、withdrawn、expired、ended）と、日本語・英語の言葉の両方で返します。',
          '断るときは RFC 9457 の形で、変わらないコードと、理由、次にすることを返します。',
          '型番は、全角・半角、大文字・小文字、ハイフンの種類を区別せずにさがします。',
        ],
        links: [['/api/v1/openapi.json', 'APIの定義（OpenAPI 3.1）']],
      },
    ],
  },
}

export const en = {
  data: {
    title: 'Data',
    lead: 'The register is free for everyone to use. No key and no sign-up.',
    sections: [
      {
        title: 'The whole register',
        id: 'whole',
        text: [
          'The whole register as signed files. There is a new one about ten minutes after a change, and one of midnight in Japan on days without. A file that was published never changes.',
        ],
      },
      {
        title: 'The register through the API',
        text: ['Search, read one label or its history, ask about a past date: all as JSON.'],
        links: [
          ['/api/v1/labels', 'Labels on the register (JSON)'],
          ['/api/v1/openapi.json', 'API definition (OpenAPI 3.1)'],
          ['/developers', 'For developers'],
        ],
      },
      {
        title: 'Following what happens',
        text: ['Issuance, suspension, revocation and the rest are published as Atom, newest first.'],
        links: [['/feed.atom?lang=en', 'Atom feed']],
      },
      {
        title: 'Only what changed',
        text: [
          'Everything that happened after the point you last saw (a cursor), in the order of the public log, without gaps or repeats. A cursor never becomes invalid.',
        ],
        links: [
          ['/api/v1/changes', 'Changes (JSON)'],
          ['/developers#changes', 'How to use it'],
        ],
      },
      {
        title: 'Figures',
        text: ['Labels, applications, suspension and expiry, use and cost: as drawings, tables and CSV.'],
        links: [
          ['/statistics', 'Figures'],
          ['/statistics/service', 'The four indicators of the service'],
          ['/api/v1/statistics', 'All figures (JSON)'],
        ],
      },
      {
        title: 'The public log',
        text: [
          'Every credential and event enters, in order, a transparency log that cannot be rewritten (C2SP tlog-tiles). Anyone can mirror it and watch for contradictions.',
        ],
        links: [
          ['/log/checkpoint', 'Latest checkpoint'],
          ['/log/policy', 'Witness policy'],
        ],
      },
      {
        title: 'Files for verification',
        links: [
          ['/trust/root.json', 'Trust anchor'],
          ['/.well-known/did.json', 'Keys of the issuer (did:web)'],
          ['/status/revocation/0', 'Status list of revocations'],
          ['/status/suspension/0', 'Status list of suspensions'],
        ],
      },
      {
        title: 'Terms of use',
        id: 'licence',
        text: [
          'The data of the register are licensed under **Creative Commons Attribution 4.0 International (CC BY 4.0)**: copy, change, combine and use them commercially, naming the source.',
          'States change: when you use them, say **when you asked**. The label artwork has rules of its own and is not covered by this licence.',
        ],
        links: [
          ['https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'],
          ['/about/label-use', 'Using the label artwork'],
        ],
      },
      {
        title: 'Limits and promises',
        list: [
          'The API answers 1,200 requests a minute from one address. For more than that, take the whole register.',
          'Of the whole register all files are kept for a week, then one a day, and after three months one a month. The API answers for any date.',
          'Suspensions and revocations show in the status lists and the API before they show in the files. Use those right before buying.',
          'The signature of the files shows that the issuer published them. The proof of each label is in the public log.',
          "CSV is UTF-8 with a byte order mark, one heading row, ISO 8601 dates. A value that a spreadsheet would take for a formula gets a “'” in front, and line breaks become spaces; register.jsonl.zst has the values as they are.",
          "Parquet has the columns of the CSV, with types. Where there is nothing to say it has null, not an empty text; values are as they are, with no “'” in front.",
        ],
      },
    ],
  },
  developers: {
    title: 'For developers',
    lead: 'Everything works without a browser. Reading what is public takes no key.',
    sections: [
      { title: 'Read one label', id: 'one' },
      { title: 'Search by model', id: 'search' },
      { title: 'Ask about a past date', id: 'past' },
      {
        title: 'Check a list against a policy',
        id: 'check',
        text: [
          'Up to 1,000 rows at once. The answer is the record that the command (hoshirushi check --json) writes. The list is not stored.',
        ],
        links: [['/api/v1/policies', 'Policies and profiles (JSON)']],
      },
      {
        title: 'Use the whole register',
        id: 'register',
        text: [
          'Download it, verify signature and digests, and hold a list of your own against it. Neither verifying nor checking needs a network.',
        ],
        links: [['/data#whole', 'Files and what their fields mean']],
      },
      {
        title: 'Only what changed',
        id: 'changes',
        text: [
          'Give “after” the “next” of the answer before, 0 at first. While “more” is true, ask again. The order is that of the public log, and nothing comes twice. What is not in the log, such as security notices, is not in here.',
        ],
      },
      {
        title: 'Webhooks',
        text: [
          'When something happens to a label your server is told, signed; what does not arrive is sent again for three days.',
        ],
        links: [['/developers/webhooks', 'Subscribing, and how messages are delivered']],
      },
      {
        title: 'From a bar code number (GTIN)',
        text: [
          'Addresses of GS1 Digital Link lead to the page of the label, or to the list of links (RFC 9264). Products have a GTIN here only where their makers registered one.',
        ],
        id: 'gtin',
      },
      { title: 'Verify on your own machine', id: 'verify' },
      {
        title: 'What you can rely on',
        list: [
          'States come as permanent codes (valid, suspended, withdrawn, expired, ended) and as words in Japanese and English.',
          'Refusals follow RFC 9457, with a permanent code, the reason and what to do next.',
          'Models are found whatever the width, case or kind of hyphen.',
        ],
        links: [['/api/v1/openapi.json', 'API definition (OpenAPI 3.1)']],
      },
    ],
  },
} satisfies typeof ja
