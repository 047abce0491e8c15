import type { Article } from './article.tsx'

export const ja: { readonly data: Article; readonly developers: Article } = {
  data: {
    title: 'データ',
    lead: '登録簿は、だれでも自由に使えます。鍵も利用登録も要りません。',
    sections: [
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
        text: [
          '登録された事実（製品、状態、日付）は、自由に写し、組み合わせて使えます。状態は変わるので、使うときは**調べた時点**を示してください。',
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
        text: [
          'Registered facts (products, states, dates) may be copied and combined freely. States change: when you use them, say **when you asked**.',
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
