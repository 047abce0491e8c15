import type { Command } from '../command.ts'

type Told = NonNullable<Command['options']>[number]

const json: Told = ['--json', { ja: '結果をプログラム向けの JSON で出す', en: 'the result as JSON, for a program' }]
const key: Told = [
  '--key FILE',
  {
    ja: '試験をした人の公開鍵（probe key の出力、JWK、PEM）。いくつでも',
    en: 'public key of whoever ran the test (output of probe key, JWK or PEM); as many as you like',
  },
]

const device: readonly Told[] = [
  [
    '--target ADDRESS',
    {
      ja: '機器の IP アドレス。IPv6 も試すときは、もう一度書く',
      en: 'IP address of the device; once more for its IPv6 address',
    },
  ],
  [
    '--ixit DIR',
    {
      ja: '製造業者の申告。DIR/ixit/28-LogIntf.yaml などを読む',
      en: 'what the maker declares: DIR/ixit/28-LogIntf.yaml and others',
    },
  ],
  [
    '--consent LIST',
    {
      ja: '行ってよいこと（カンマ区切り、all、none）。wrong-tries：誤ったログインを試す（アカウントが使えなくなるおそれ）、real-account：実際に使うアカウントでも試す、robustness：不正なメッセージを送る（機器が止まるおそれ）、pages：製造業者の公開ページを読む',
      en: 'what you agree to (with commas, or all, or none). wrong-tries: wrong logins (an account may be locked); real-account: on an account in use as well; robustness: malformed messages (the device may stop); pages: the published pages of the maker are read',
    },
  ],
  [
    '--gentle',
    {
      ja: '接続の数と速さを抑える。弱い機器のために',
      en: 'fewer connections, more slowly, for a device with little strength',
    },
  ],
  [
    '--sample N',
    { ja: '何台目の試料か（1～9、はじめは 1）', en: 'which unit of the product this is (1 to 9, first 1)' },
  ],
  [
    '--scope FILE',
    {
      ja: '試験台のネットワークの外の機器を試験してよいという、署名付きの範囲（probe scope）',
      en: 'signed permission to test a device outside the network of the bench (probe scope)',
    },
  ],
  [
    '--logins FILE',
    {
      ja: '実際に使えるログイン（YAML、chmod 600）。試すだけで、どこにも残らない',
      en: 'logins that work (YAML, chmod 600); used and kept nowhere',
    },
  ],
]

const only = (...names: readonly string[]) =>
  device.filter(([written]) => names.some((name) => written.startsWith(name)))

/** What `hoshirushi help probe …` tells of each option, in one place, so that the same option says the same everywhere. */
export const probeHelp = {
  init: [
    [
      'DIR',
      { ja: '下書きを置くフォルダー（DIR/ixit/ に表ができる）', en: 'where the draft goes (tables in DIR/ixit/)' },
    ],
    ...only('--target', '--gentle'),
  ],
  plan: [...device, json],
  run: [
    ...device,
    [
      '--run DIR',
      {
        ja: '記録と証拠を置く新しいフォルダー（なければ runs/日時）',
        en: 'a new folder for the record and the evidence (else runs/ with the time)',
      },
    ],
    [
      '--yes PLAN',
      {
        ja: '質問なしで始める。PLAN は probe plan が最後に示す計画の名前',
        en: 'starts without questions; PLAN is the name that probe plan ends with',
      },
    ],
    ['--person NAME', { ja: '試験する人の氏名', en: 'name of the person at the bench' }],
    ['--role ROLE', { ja: '立場（はじめは evaluator）', en: 'in which role (first evaluator)' }],
    [
      '--label TEXT',
      { ja: '試料に書かれた番号（製造番号など）', en: 'what is written on the sample (a serial number)' },
    ],
    ['--condition TEXT', { ja: '受け取ったときの試料の状態', en: 'condition of the sample as received' }],
    ['--laboratory NAME', { ja: '試験所の名称', en: 'name of the laboratory' }],
    [
      '--order FILE',
      {
        ja: '申請のページからダウンロードした、試験の依頼',
        en: 'the order for this test, downloaded from the application',
      },
    ],
    json,
  ],
  guide: [
    ['RUN', { ja: 'probe run がつくったフォルダー', en: 'the folder that probe run made' }],
    ['--list', { ja: '手順の一覧と残りだけを示す', en: 'only lists the steps and what is left' }],
    ['--step STEP', { ja: 'この手順だけ（済んでいれば、もう一度）', en: 'this step alone, again if it was done' }],
    ['--person NAME', { ja: '試験する人の氏名', en: 'name of the person at the bench' }],
    ['--answers FILE', { ja: '電話の画面で記録したものを取り込む', en: 'takes in what was recorded on a telephone' }],
    [
      '--update FILE',
      {
        ja: '開発元の更新ファイルを調べ、改ざんした写しをつくる',
        en: "looks at the maker's update file and makes tampered copies",
      },
    ],
    [
      '--mechanism ID',
      { ja: '--update がどの更新の仕組み（7-UpdMech）のものか', en: 'which mechanism of 7-UpdMech --update is for' },
    ],
    ['--key FILE', { ja: '更新ファイルを確かめる、開発元の公開鍵', en: "the maker's public key for the update file" }],
    ['--second RUN', { ja: '2台目の試験と比べる', en: 'compares with the run of a second unit' }],
    ...only('--logins'),
    [
      '--offline',
      { ja: '機器には接続せず、代わりに人に尋ねる', en: 'does not speak to the device; a person is asked instead' },
    ],
  ],
  show: [
    [
      'RUN | FILE',
      {
        ja: 'probe run がつくったフォルダーか、証拠のファイル',
        en: 'a folder that probe run made, or an evidence file',
      },
    ],
    [
      '--all',
      {
        ja: '合格したものと見ていないものも、理由とともに示す',
        en: 'what passed and what was not looked at as well, with the reasons',
      },
    ],
    key,
    json,
  ],
  verify: [
    ['FILE', { ja: '証拠のファイル（evidence.zip）', en: 'the evidence file (evidence.zip)' }],
    key,
    ['--nonce VALUE', { ja: '依頼したときの番号（ノンス）と照らす', en: 'compares with the nonce of the order' }],
    ['--order ID', { ja: '依頼の番号と照らす', en: 'compares with the id of the order' }],
    json,
  ],
  import: [
    ['FILE', { ja: 'ほかのツールの出力、または通信の記録', en: 'output of another tool, or a capture' }],
    ['--run DIR', { ja: 'この試験に加え、証拠に署名し直す', en: 'adds it to this run and signs the evidence anew' }],
    [
      '--address ADDRESS',
      {
        ja: 'ファイルに複数の機器があるときの、この機器のアドレス',
        en: 'address of this device where the file speaks of several',
      },
    ],
    ...only('--sample'),
    ['--out FILE', { ja: '読み込んだ観測をファイルに書く', en: 'writes the observations to a file' }],
    json,
  ],
  export: [
    ['FILE', { ja: '証拠のファイル（evidence.zip）', en: 'the evidence file (evidence.zip)' }],
    [
      '--format FORMAT',
      {
        ja: 'oscal、sarif、effort（所要時間のCSV）、public（公開用の要約）、report（報告書のPDF）',
        en: 'oscal, sarif, effort (minutes, as CSV), public (a summary that may be published), report (PDF)',
      },
    ],
    [
      '--out FILE',
      {
        ja: '書き出す先（report では必要。ほかは、なければ画面に出す）',
        en: 'where it goes (needed for report; else shown)',
      },
    ],
    key,
  ],
  scope: [
    ['FILE', { ja: 'つくるファイル', en: 'the file to make' }],
    ...only('--target'),
    ['--owner NAME', { ja: '機器の持ち主', en: 'who owns the device' }],
    ['--reason TEXT', { ja: '試験する理由', en: 'why it is tested' }],
    ['--from DATE', { ja: 'いつから（2026-11-23 の形）', en: 'from when (as 2026-11-23)' }],
    ['--until DATE', { ja: 'いつまで', en: 'until when' }],
  ],
  key: [json],
} as const satisfies Record<string, readonly Told[]>
