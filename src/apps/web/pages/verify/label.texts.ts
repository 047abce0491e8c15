import type { Role } from '../../../../casework/roles.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import type { DefaultPassword, Maker, UpdateMode } from '../../../../core/selection/product.ts'
import type { StandingCode } from '../../../../core/surveillance/standing.ts'

type NotValid = Exclude<StandingCode, 'valid'>

const updateModeJa: Record<UpdateMode, string> = {
  automatic: '自動。はじめからオンになっています。',
  'automatic-off': '自動にできます。はじめはオフなので、設定でオンにしてください。',
  manual: '手動。新しい版が出たら、自分で更新します。',
  none: '更新のしくみがありません。',
}
const updateModeEn: Record<UpdateMode, string> = {
  automatic: 'Automatic. On from the start.',
  'automatic-off': 'Automatic, but off at first: turn it on in the settings.',
  manual: 'Manual. You install new versions yourself.',
  none: 'There is no way to update this product.',
}
const passwordJa: Record<DefaultPassword, string> = {
  'unique-per-device': '初期パスワードは、機器ごとに違います。',
  'set-by-user': 'パスワードは、使いはじめに自分で決めます。',
  none: 'パスワードは使いません。',
  'cannot-change': '初期パスワードは変えられません。',
}
const passwordEn: Record<DefaultPassword, string> = {
  'unique-per-device': 'Every unit has its own initial password.',
  'set-by-user': 'You choose the password when you first use it.',
  none: 'There is no password.',
  'cannot-change': 'The initial password cannot be changed.',
}
const makerRoleJa: Record<Maker['role'], string> = { manufacturer: 'メーカー', importer: '輸入者', proxy: '代理人' }
const makerRoleEn: Record<Maker['role'], string> = {
  manufacturer: 'Maker',
  importer: 'Importer',
  proxy: 'Representative',
}

const sbomJa: Record<Entry['product']['sbom'], string> = {
  kept: '作成している（非公開）',
  published: '作成し、公開している',
  none: '作成していない',
}
const sbomEn: Record<Entry['product']['sbom'], string> = {
  kept: 'Kept by the maker (not public)',
  published: 'Published by the maker',
  none: 'Not made',
}

const doJa: Record<NotValid, readonly string[]> = {
  suspended: ['新しいソフトウェアがあるか確かめ、あれば更新してください。'],
  withdrawn: [
    '使いつづけてよいか、メーカーの案内を確かめてください。',
    '案内が見つからないときは、インターネットから切りはなすか、使うのをやめることを考えてください。',
  ],
  expired: [
    'すぐに危険になったわけではありません。ただし、期限のあとは確かめ直されていません。',
    'セキュリティ更新が続いているか、下の日付を見てください。',
  ],
  ended: [
    'メーカーがラベルを終えました。使いつづける場合は、セキュリティ更新が続いているか、下の日付を見てください。',
    '更新が終わっているときは、買い替えを考えてください。',
  ],
}
const doEn: Record<NotValid, readonly string[]> = {
  suspended: ['See whether there is new software, and install it.'],
  withdrawn: [
    'See what the maker says about going on using it.',
    'If you find nothing, consider taking the product off the internet or no longer using it.',
  ],
  expired: [
    'It has not suddenly become dangerous. But it has not been checked since this date.',
    'See below whether security updates are still provided.',
  ],
  ended: [
    'The maker ended the label. If you go on using the product, see below whether security updates are still provided.',
    'If they have ended, consider replacing it.',
  ],
}
const buyJa: Record<NotValid, string> = {
  suspended: 'これから買う場合は、停止が解除されるまで待つか、',
  withdrawn: 'これから買う場合は、',
  expired: 'これから買う場合は、新しいラベルがあるか確かめるか、',
  ended: 'これから買う場合は、新しいラベルがあるか確かめるか、',
}
const buyEn: Record<NotValid, string> = {
  suspended: 'If you are about to buy it, wait until the suspension is lifted or choose ',
  withdrawn: 'If you are about to buy it, choose ',
  expired: 'If you are about to buy it, look for a newer label or choose ',
  ended: 'If you are about to buy it, look for a newer label or choose ',
}
const noLevelJa: Record<NotValid, string> = {
  suspended: '停止中のため、レベルは表示していません。',
  withdrawn: '取り消されたため、レベルは表示していません。',
  expired: '期限が切れたため、レベルは表示していません。',
  ended: 'ラベルが終了したため、レベルは表示していません。',
}
const noLevelEn: Record<NotValid, string> = {
  suspended: 'The level is not shown while the label is suspended.',
  withdrawn: 'The level is not shown because the label was revoked.',
  expired: 'The level is not shown because the label has expired.',
  ended: 'The level is not shown because the label has ended.',
}
const reasonHeadJa: Record<NotValid, string> = {
  suspended: '停止の理由',
  withdrawn: '取消しの理由',
  expired: '期限切れの日',
  ended: '終了の理由',
}
const reasonHeadEn: Record<NotValid, string> = {
  suspended: 'Reason for suspension',
  withdrawn: 'Reason for revocation',
  expired: 'Expired',
  ended: 'Reason for ending',
}
const actorJa: Partial<Record<Role, string>> = { applicant: '事業者' }
const actorEn: Partial<Record<Role, string>> = { applicant: 'The label holder' }

export const ja = {
  description: (name: string, maker: string) =>
    `「${name}」（${maker}）のセキュリティラベルが、いま有効か、何を意味するか、いつまで更新されるか。`,
  registerOf: ' の登録簿',
  sample: '見本',
  level: (code: string, symbol: string, of: number) => `レベル${code}（${symbol}、${of}段階）`,
  levelShort: (code: string) => `レベル${code}`,
  band: {
    asOf: '確認した時刻',
    label: 'ラベルの期限',
    updates: 'セキュリティ更新',
    until: (day: string) => `${day}まで`,
    over: {
      withdrawn: (day: string) => `${day}に取消し`,
      expired: (day: string) => `${day}まででした`,
      ended: (day: string) => `${day}に終了`,
    },
    updatesOver: (day: string) => `${day}に終了`,
    noUpdates: '更新されません',
  },
  past: (moment: string) => `${moment} の時点の内容です。いまの状態とは違うことがあります。`,
  toNow: 'いまの状態を見る',
  soon: (left: string) => `まもなく期限です（${left}）。`,
  supportEnded: 'セキュリティ更新は終わりました。新しく見つかった弱点は、直されません。',
  doNow: {
    title: 'いますること',
    steps: doJa,
    buy: buyJa,
    others: 'ほかの製品',
    buyEnd: 'を選んでください。',
    reason: reasonHeadJa,
    since: (moment: string) => `${moment} から。`,
    record: '記録を見る',
  },
  notices: {
    title: '安全上のお知らせ',
    none: (moment: string) => `安全上のお知らせは、ありません（${moment} 時点）。`,
    some: (n: number) => `${n}件あります。`,
    more: 'くわしく',
  },
  sameModel: 'お手元の型番と同じか確かめる',
  levelSection: {
    title: 'レベルと確かめ方',
    self: '**メーカーの自己宣言です。**第三者は試験していません。',
    tested: (day: string) => `**メーカーの自己宣言です。**機器の試験は、資格を登録した評価者が行いました（${day}）。`,
    third: '**第三者が評価しました。**メーカーとは別の評価機関が、基準に合うか確かめています。',
    noGuarantee: '弱点がないことを保証するものではありません。',
    meaning: 'レベルの意味',
    hidden: noLevelJa,
    before: (level: string) => `それまでは、${level}でした。`,
  },
  updates: {
    title: 'セキュリティ更新',
    until: '更新の終了日',
    none: '更新されません',
    noneWhy: 'メーカーは更新を約束していません。',
    over: '（終わりました）',
    mode: '更新の方法',
    modes: updateModeJa,
    off: '自動更新を切る',
    version: '版の見かた',
  },
  use: {
    title: '安全に使う手順',
    setUp: '使いはじめ',
    daily: '使うあいだ',
    disposal: '手放すとき',
    password: passwordJa,
  },
  models: {
    title: '対象の型番',
    joint: '、',
    all: (n: number) => `全${n}件`,
    list: (n: number) => `型番の一覧を見る、さがす（全${n}件）`,
    gtins: (n: number) => `JANコード（${n}件）`,
    more: (n: number, all: number) => `ほか${n}件を表示（全${all}件）`,
    where:
      '型番は、多くの製品で本体の底面や背面にあります。一致しないときは、別の製品か、不正な表示の可能性があります。',
    report: '知らせる',
  },
  who: {
    title: 'だれの、何が対象か',
    number: 'ラベル番号',
    makerRole: makerRoleJa,
    corporateNumber: (n: string) => `法人番号 ${n}`,
    contact: '問い合わせ先',
    page: '製品のページ',
    software: '対象ソフトウェア',
    orLater: (version: string) => `${version} 以上`,
    services: '関連サービス',
    noServices: 'ありません',
    vulnerability: '脆弱性（弱点）の窓口',
    policy: '脆弱性の開示方針',
    scheme: '適合基準',
    dates: '日付',
    declared: (day: string) => `宣言 ${day}`,
    issued: (day: string) => `交付 ${day}`,
    body: '決めた機関',
    sbom: '部品表（SBOM）',
    sboms: sbomJa,
  },
  abroad: {
    title: '海外の制度',
    none: (day: string) => `${day}の時点で、このレベルを認める海外の規則は知られていません。`,
    some: (day: string) =>
      `${day}の時点で、このレベルを認める規則です。条件を満たすかどうかは製品によります。ここでは確かめていません。`,
    rule: '承認の規則あり',
    notValid: 'このラベルは有効ではないため、海外で認められる根拠になりません。',
    conditions: (n: number) => (n === 0 ? '規則を読む' : `条件${n}件を読む`),
    criteria: '海外の基準との技術的な関係は、承認とは別の問いです。項目ごとに見られます。',
    link: 'どこで通用するかを見る',
  },
  record: {
    title: '記録と証明',
    proof: '署名つき証明',
    history: '履歴',
    json: 'JSON',
    compare: 'ほかの製品とくらべる',
    logged: (n: string) =>
      `このラベルの証明は、だれでも調べられる公開の記録簿（No. ${n}）にのこっています。手元に保存すれば、ネットワークがなくても検証できます。`,
    notYet: 'このラベルの証明は、まもなく公開の記録簿に載ります。',
  },
  reportLine: 'ラベルの表示がおかしいと思ったら、',
  report: '不正な表示を知らせる',
  plain: {
    title: 'このページの読みかた',
    lines: [
      'この ページは、機械の セキュリティ（安全）を しらべた 記録です。',
      'いちばん上の ことばが、いまの 状態です。「有効」は、記録が いまも 生きている という いみです。',
      '「更新」は、弱いところを なおす 新しい ソフトウェアです。更新が おわると、弱いところは なおりません。',
      '同じ 名前でも、型番が ちがう 機械は、この 記録に はいっていません。',
    ],
  },
  printed: (address: string, moment: string) =>
    `${address}　印刷 ${moment}　最新の状態は、このアドレスで確認してください。`,
  history: {
    title: '履歴',
    lead: 'このラベルに起きたことを、新しい順に並べています。消したり、書き換えたりはしません。',
    back: 'ラベルのページへ戻る',
    by: (who: string) => `${who}による`,
    body: (role: string) => `運営者（${role}）`,
    actor: actorJa,
    effective: (day: string) => `効力は ${day} から`,
    models: (n: number) => `対象の型番 ${n}件`,
    credential: '証明の指紋',
    reason: '理由',
  },
}

export const en = {
  description: (name: string, maker: string) =>
    `Whether the security label of ${name} by ${maker} is valid now, what it means, and how long updates last.`,
  registerOf: ' register',
  sample: 'Sample',
  level: (code: string, symbol: string, of: number) => `Level ${code} of ${of} (${symbol})`,
  levelShort: (code: string) => `Level ${code}`,
  band: {
    asOf: 'Checked at',
    label: 'Label valid',
    updates: 'Security updates',
    until: (day: string) => `until ${day}`,
    over: {
      withdrawn: (day: string) => `revoked on ${day}`,
      expired: (day: string) => `ended on ${day}`,
      ended: (day: string) => `ended on ${day}`,
    },
    updatesOver: (day: string) => `ended on ${day}`,
    noUpdates: 'none',
  },
  past: (moment: string) => `As of ${moment}. The present state may differ.`,
  toNow: 'See the present state',
  soon: (left: string) => `The label ends soon (${left}).`,
  supportEnded: 'Security updates have ended. Weaknesses found from now on will not be repaired.',
  doNow: {
    title: 'What to do now',
    steps: doEn,
    buy: buyEn,
    others: 'another product',
    buyEnd: '.',
    reason: reasonHeadEn,
    since: (moment: string) => `Since ${moment}.`,
    record: 'See the record',
  },
  notices: {
    title: 'Security notices',
    none: (moment: string) => `No security notices (as of ${moment}).`,
    some: (n: number) => (n === 1 ? 'There is one.' : `There are ${n}.`),
    more: 'Details',
  },
  sameModel: 'Check that your model is covered',
  levelSection: {
    title: 'Level, and who checked',
    self: '**Declared by the maker.** No third party tested it.',
    tested: (day: string) =>
      `**Declared by the maker.** The device was tested by an evaluator with a registered qualification (${day}).`,
    third: '**Assessed by a third party.** A body independent of the maker checked it against the criteria.',
    noGuarantee: 'It does not guarantee that there are no weaknesses.',
    meaning: 'What the levels mean',
    hidden: noLevelEn,
    before: (level: string) => `Before that, it was ${level}.`,
  },
  updates: {
    title: 'Security updates',
    until: 'Updates end on',
    none: 'No updates',
    noneWhy: 'The maker does not promise security updates.',
    over: ' (ended)',
    mode: 'How it updates',
    modes: updateModeEn,
    off: 'To turn automatic updates off',
    version: 'To see the version',
  },
  use: {
    title: 'Using it safely',
    setUp: 'First use',
    daily: 'While using it',
    disposal: 'Before giving it away',
    password: passwordEn,
  },
  models: {
    title: 'Models covered',
    joint: ', ',
    all: (n: number) => (n === 1 ? 'one model' : `${n} models`),
    list: (n: number) => `See and search all ${n} models`,
    gtins: (n: number) => (n === 1 ? 'Bar code number (one)' : `Bar code numbers (${n})`),
    more: (n: number, all: number) => `Show ${n} more (${all} in all)`,
    where:
      'On most products the model number is on the bottom or the back. If yours is not listed, it is another product or the label may be false.',
    report: 'Tell us',
  },
  who: {
    title: 'Who and what it covers',
    number: 'Label number',
    makerRole: makerRoleEn,
    corporateNumber: (n: string) => `Corporate number ${n}`,
    contact: 'Contact',
    page: 'Product page',
    software: 'Software',
    orLater: (version: string) => `${version} or later`,
    services: 'Services included',
    noServices: 'None',
    vulnerability: 'To report a vulnerability',
    policy: 'Disclosure policy',
    scheme: 'Criteria',
    dates: 'Dates',
    declared: (day: string) => `Declared ${day}`,
    issued: (day: string) => `Issued ${day}`,
    body: 'Decided by',
    sbom: 'Bill of materials (SBOM)',
    sboms: sbomEn,
  },
  abroad: {
    title: 'Schemes abroad',
    none: (day: string) => `As of ${day} no rule abroad is known that recognises this level.`,
    some: (day: string) =>
      `Rules that recognise this level as of ${day}. Whether a product meets the conditions depends on the product; that has not been checked here.`,
    rule: 'A rule recognises it',
    notValid: 'The label is not valid, so nothing abroad can rest on it.',
    conditions: (n: number) =>
      n === 0 ? 'Read the rule' : n === 1 ? 'Read the condition' : `Read the ${n} conditions`,
    criteria: 'How the criteria compare with those abroad is another question than recognition, answered one by one.',
    link: 'See where it counts',
  },
  record: {
    title: 'Record and proof',
    proof: 'Signed proof',
    history: 'History',
    json: 'JSON',
    compare: 'Compare with others',
    logged: (n: string) =>
      `The proof of this label is in the public log that anyone can inspect (No. ${n}). Keep a copy and you can verify it without a network.`,
    notYet: 'The proof of this label is about to enter the public log.',
  },
  reportLine: 'If something about this label looks wrong: ',
  report: 'report misuse',
  plain: {
    title: 'How to read this page',
    lines: [
      'This page is a record of how the security of a device was checked.',
      'The word at the top is its state now. “Valid” means that the record still holds.',
      'Updates are new software that repairs weaknesses. When updates end, weaknesses stay.',
      'A device with a similar name but another model number is not covered.',
    ],
  },
  printed: (address: string, moment: string) =>
    `${address} – printed ${moment}. See this address for the present state.`,
  history: {
    title: 'History',
    lead: 'What happened to this label, newest first. Nothing is ever deleted or rewritten.',
    back: 'Back to the label',
    by: (who: string) => `by ${who.toLowerCase()}`,
    body: (role: string) => `The body (${role})`,
    actor: actorEn,
    effective: (day: string) => `Effective from ${day}`,
    models: (n: number) => (n === 1 ? 'One model covered' : `${n} models covered`),
    credential: 'Fingerprint of the credential',
    reason: 'Reason',
  },
} satisfies typeof ja
