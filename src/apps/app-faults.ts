import type { FaultTexts } from '../core/kernel/fault.ts'
import type { Text } from '../core/kernel/text.ts'

/** Refusals of the doors themselves: what a request, a page or a command could not be given. */
export type AppFault =
  | { readonly code: 'request-malformed'; readonly field: string; readonly reason: string | Text }
  | { readonly code: 'request-too-large' }
  | { readonly code: 'too-many-requests'; readonly seconds: number }
  | { readonly code: 'sign-in-needed' }
  | { readonly code: 'page-not-found' }
  | { readonly code: 'label-unknown'; readonly label: string }
  | { readonly code: 'standard-not-found'; readonly standard: string }
  | { readonly code: 'maker-not-found'; readonly maker: string }
  | { readonly code: 'as-of-malformed'; readonly found: string }
  | { readonly code: 'cursor-ahead'; readonly cursor: number; readonly size: number }
  | { readonly code: 'database-away' }
  | { readonly code: 'disk-full' }
  | { readonly code: 'unexpected' }
  | { readonly code: 'command-unknown'; readonly command: string }
  | { readonly code: 'option-wrong'; readonly reason: string | Text }
  | { readonly code: 'ixit-tables-missing'; readonly folder: string }
  | { readonly code: 'ixit-draft-exists'; readonly folder: string }
  | { readonly code: 'device-not-found'; readonly address: string }
  | { readonly code: 'plan-differs'; readonly expected: string; readonly found: string }
  | { readonly code: 'plan-not-confirmed'; readonly digest: string }
  | { readonly code: 'demonstration-not-on-loopback'; readonly host: string }
  | { readonly code: 'demonstration-keys-in-production'; readonly folder: string }
  | { readonly code: 'demonstration-over-production'; readonly home: string }
  | { readonly code: 'not-initialised'; readonly home: string }
  | { readonly code: 'already-initialised'; readonly home: string }
  | { readonly code: 'port-taken'; readonly port: number }
  | { readonly code: 'folder-not-found'; readonly folder: string }
  | { readonly code: 'crosswalk-not-inverse'; readonly file: string; readonly expected: string; readonly found: string }
  | { readonly code: 'edition-already-published'; readonly edition: string; readonly date: string }
  | { readonly code: 'published-edition-broken'; readonly edition: string; readonly problem: string }
  | { readonly code: 'finding-unit-unknown'; readonly unit: string }
  | { readonly code: 'level-mismatch'; readonly expected: string; readonly found: string }

const t = (ja: string, en: string) => ({ ja, en })
const nothing = t('', '')

export const appFaults: FaultTexts<AppFault> = {
  'finding-unit-unknown': {
    what: t('{unit} という試験項目はありません。', 'There is no test unit {unit}.'),
    why: t(
      'findings.yaml が、この製品の適合要件にない番号を挙げています。',
      'findings.yaml names a number that the criteria of this product do not have.',
    ),
    next: t('番号を確かめ、findings.yaml を直してください。', 'Check the number and correct findings.yaml.'),
  },
  'edition-already-published': {
    what: t('「{edition}」は、もう公表されています。', '{edition} is published already.'),
    why: t(
      '{date}に公表したときと内容が違います。公表した版は変えられません。',
      'It says something else than when it was published on {date}. A published edition never changes.',
    ),
    next: t(
      '内容を公表したときに戻し、変更は新しい版（edition.key）として加えてください。',
      'Put it back, and make the change a new edition with an edition.key of its own.',
    ),
  },
  'published-edition-broken': {
    what: t(
      '公表した版「{edition}」が、公表したときと違います。',
      'The published edition {edition} is not what it was.',
    ),
    why: t(
      '案件とラベルはその版で判定されています（{problem}）。内容が変わると、判定の意味が変わってしまいます。',
      'Cases and labels are judged by it ({problem}). With other words the judgements would mean something else.',
    ),
    next: t(
      'カタログのその版を元に戻してから、もう一度始めてください。変更は新しい版として加えます。',
      'Put that edition of the catalogue back and start again. A change is a new edition.',
    ),
  },
  'request-malformed': {
    what: t('送られた内容を読み取れませんでした（{field}）。', 'What was sent could not be read ({field}).'),
    why: t('{reason}', '{reason}'),
    next: t('内容を直して、もう一度送ってください。', 'Correct it and send it again.'),
  },
  'request-too-large': {
    what: t('送られた内容が大きすぎます。', 'What was sent is too large.'),
    why: t('受け取れる大きさを超えています。保存はされていません。', 'It exceeds what is accepted. Nothing was saved.'),
    next: t('内容を分けるか、小さくして送ってください。', 'Send it in parts, or make it smaller.'),
  },
  'too-many-requests': {
    what: t('短い間に、たくさんの操作がありました。', 'There were too many requests in a short time.'),
    why: t('ほかの方も使えるように、回数を限っています。', 'They are limited so that others can use the service, too.'),
    next: t('{seconds}秒ほど待ってから、もう一度お試しください。', 'Wait about {seconds} seconds and try again.'),
  },
  'sign-in-needed': {
    what: t('ログインが必要です。', 'Signing in is needed.'),
    why: t(
      'この内容は、関係する組織の人だけが見られます。',
      'Only people of the organisations concerned may see this.',
    ),
    next: t('ログインしてから、もう一度開いてください。', 'Sign in and open it again.'),
  },
  'page-not-found': {
    what: t('ページが見つかりません。', 'This page does not exist.'),
    why: t('アドレスが変わったか、打ちまちがいの可能性があります。', 'The address may have changed or be mistyped.'),
    next: t('型番やラベル番号でさがしてください。', 'Search by model or label number.'),
  },
  'label-unknown': {
    what: t('この番号のラベルはありません（{label}）。', 'There is no label with this number ({label}).'),
    why: t('番号の形は正しいのですが、登録簿にありません。', 'The number is well formed but is not in the register.'),
    next: t(
      '製品の表示をもう一度確かめてください。本物らしくない表示を見つけたときは、お知らせください。',
      'Check the product again. If the marking looks false, please tell us.',
    ),
  },
  'standard-not-found': {
    what: t('規格「{standard}」は登録されていません。', 'There is no standard “{standard}” here.'),
    why: nothing,
    next: t('規格の一覧から選んでください。', 'Choose one from the list of standards.'),
  },
  'maker-not-found': {
    what: t('この事業者は登録簿にありません。', 'This maker is not in the register.'),
    why: t('ラベルをまだ受けていないか、アドレスがちがいます。', 'It has no label yet, or the address is wrong.'),
    next: t('事業者名でさがしてください。', 'Search by the maker’s name.'),
  },
  'cursor-ahead': {
    what: t(
      'カーソル {cursor} は、この記録簿（{size}件）にはありません。',
      'The cursor {cursor} is not in this log of {size} entries.',
    ),
    why: t('別の登録簿のカーソルか、書きまちがいです。', 'It belongs to another register, or was mistyped.'),
    next: t(
      '前の応答の next をそのまま使うか、after=0 から読みなおしてください。',
      'Use the `next` of the answer before as it is, or read again from after=0.',
    ),
  },
  'as-of-malformed': {
    what: t('日付を読み取れませんでした（{found}）。', 'The date could not be read ({found}).'),
    why: t(
      '2026-11-24 か 2026-11-24T10:00:00+09:00 の形で書きます。',
      'It is written 2026-11-24 or 2026-11-24T10:00:00+09:00.',
    ),
    next: t('日付を直してください。', 'Correct the date.'),
  },
  'database-away': {
    what: t('いま、データベースにつながりません。', 'The database does not answer just now.'),
    why: t(
      '保守中か、障害の可能性があります。受け付けた内容は失われていません。',
      'It may be under maintenance or have failed. Nothing that was accepted is lost.',
    ),
    next: t(
      '数分後にもう一度お試しください。ラベルの検証は、公開ファイルでいつでもできます。',
      'Try again in a few minutes. Labels can be verified from the public files at any time.',
    ),
  },
  'disk-full': {
    what: t('保存する場所がいっぱいです。', 'There is no room left to store this.'),
    why: t(
      '送られた内容は保存されていません。これまでの内容は失われていません。',
      'What you sent was not saved. Nothing saved before is lost.',
    ),
    next: t(
      '運営者に連絡してください。空きができたら、もう一度送ってください。',
      'Tell the operator. Send it again once there is room.',
    ),
  },
  unexpected: {
    what: t('こちらの問題で、処理できませんでした。', 'Something went wrong on our side.'),
    why: t(
      '記録を残しました。途中まで保存されることはありません。',
      'It has been recorded. Nothing is ever saved half-way.',
    ),
    next: t(
      'もう一度お試しください。続くときはお知らせください。',
      'Try again; if it keeps happening, please tell us.',
    ),
  },
  'command-unknown': {
    what: t('「{command}」というコマンドはありません。', 'There is no command “{command}”.'),
    why: nothing,
    next: t('hoshirushi help で一覧を見てください。', 'See the list with: hoshirushi help'),
  },
  'ixit-tables-missing': {
    what: t(
      '{folder} に、製造業者の申告（IXIT の表）がありません。',
      'There is no declaration (IXIT tables) in {folder}.',
    ),
    why: t(
      '試験台は、製造業者が申告したことと機器とを比べます。申告がなければ、比べるものがありません。',
      'The bench compares the device with what its maker declares; without a declaration there is nothing to compare.',
    ),
    next: t(
      '{folder}/ixit/28-LogIntf.yaml などを置くか、hoshirushi probe init {folder} --target ADDRESS で下書きをつくってください。',
      'Supply {folder}/ixit/28-LogIntf.yaml and others, or draft them with: hoshirushi probe init {folder} --target ADDRESS',
    ),
  },
  'ixit-draft-exists': {
    what: t('{folder}/ixit にはすでに表があります。', 'There are tables in {folder}/ixit already.'),
    why: t(
      '人が直した申告を、下書きで上書きすることはありません。',
      'What a person has corrected is not overwritten by a draft.',
    ),
    next: t('別のフォルダーを指定してください。', 'Name another folder.'),
  },
  'device-not-found': {
    what: t('{address} が応答しません。', '{address} does not answer.'),
    why: t(
      'TCPにもUDPにも、一つも応答がありませんでした。何も見ていないので、下書きはつくっていません。',
      'There was no answer over TCP or UDP, not one. Nothing was seen, so nothing was drafted.',
    ),
    next: t(
      '機器の電源、ケーブル、アドレス、あいだのファイアウォールを確かめて、もう一度実行してください。',
      'Check its power, its cable, the address and what may filter in between, then try again.',
    ),
  },
  'plan-differs': {
    what: t('確認された計画と、いまの計画が違います。', 'The plan that was confirmed is not the plan as it stands.'),
    why: t('確認：{expected}、いま：{found}', 'Confirmed: {expected}; now: {found}'),
    next: t(
      'probe plan で計画を見直し、その名前を --yes に付けてください。何も送っていません。',
      'Look at the plan with probe plan and give its name to --yes. Nothing was sent.',
    ),
  },
  'plan-not-confirmed': {
    what: t('計画が確認されていません。', 'The plan has not been confirmed.'),
    why: t(
      '何を何回送るかを人が確かめてからでないと、機器には何も送りません。',
      'Nothing is sent to a device before a person has seen what would be sent.',
    ),
    next: t('--yes {digest} を付けて、もう一度始めてください。', 'Start again with --yes {digest}.'),
  },
  'option-wrong': {
    what: t('指定が足りないか、正しくありません。', 'An option is missing or wrong.'),
    why: t('{reason}', '{reason}'),
    next: t('hoshirushi help で書き方を見てください。', 'See how it is written with: hoshirushi help'),
  },
  'demonstration-not-on-loopback': {
    what: t('見本の状態では {host} で公開できません。', 'A demonstration is not served on {host}.'),
    why: t('見本の鍵とアカウントは、だれでも使えるものです。', 'Its keys and accounts are open to anyone.'),
    next: t(
      '127.0.0.1 で開くか、hoshirushi init で本番の設定をしてください。',
      'Use 127.0.0.1, or set up production with: hoshirushi init',
    ),
  },
  'demonstration-keys-in-production': {
    what: t('{folder} の鍵は見本用です。', 'The keys in {folder} are demonstration keys.'),
    why: t('見本の鍵で本物のラベルを出すことはできません。', 'Real labels are never signed with demonstration keys.'),
    next: t(
      '別の HOSHIRUSHI_HOME で hoshirushi init を実行してください。',
      'Run hoshirushi init with another HOSHIRUSHI_HOME.',
    ),
  },
  'demonstration-over-production': {
    what: t(
      '本番の設定またはデータがある場所では、見本を動かせません（{home}）。',
      'The demonstration does not run where there is a production installation ({home}).',
    ),
    why: t(
      '見本のアカウントはだれでも入れ、見本のデータは本物の登録簿に混ざります。',
      'Anyone may enter its accounts, and its invented labels would stand in the real register.',
    ),
    next: t(
      '空のフォルダーを HOSHIRUSHI_HOME に指定し、DATABASE_URL を外すか、空のデータベースを指定してください。',
      'Set HOSHIRUSHI_HOME to an empty folder, and leave DATABASE_URL out or name an empty database.',
    ),
  },
  'not-initialised': {
    what: t('{home} には、まだ設定がありません。', 'There is no configuration in {home} yet.'),
    why: nothing,
    next: t(
      'hoshirushi init で設定するか、npm start で見本を動かしてください。',
      'Set it up with hoshirushi init, or try the demonstration with npm start.',
    ),
  },
  'already-initialised': {
    what: t('{home} は、もう設定されています。', '{home} is already set up.'),
    why: t('鍵や設定を上書きすることはありません。', 'Keys and configuration are never overwritten.'),
    next: t('別の HOSHIRUSHI_HOME を指定してください。', 'Choose another HOSHIRUSHI_HOME.'),
  },
  'port-taken': {
    what: t('ポート {port} は、ほかのプログラムが使っています。', 'Port {port} is in use by another program.'),
    why: nothing,
    next: t('PORT=別の番号 を付けて実行してください。', 'Choose another with PORT=number.'),
  },
  'folder-not-found': {
    what: t('フォルダー {folder} が見つかりません。', 'The folder {folder} was not found.'),
    why: nothing,
    next: t('場所を確かめて、もう一度実行してください。', 'Check the place and run it again.'),
  },
  'crosswalk-not-inverse': {
    what: t('「{file}」は、逆向きの対応表ではありません。', '{file} is not the table of the other direction.'),
    why: t('{found} の表です。必要なのは {expected} の表です。', 'It is {found}; what is needed is {expected}.'),
    next: t('--inverse に渡すファイルを確かめてください。', 'Check the file given to --inverse.'),
  },
  'level-mismatch': {
    what: t('チェックリストはレベル{found}のものです。', 'The checklist is for level {found}.'),
    why: t('レベル{expected}として判定することはできません。', 'It cannot be judged as level {expected}.'),
    next: t('--level を直すか、ics.yaml を確かめてください。', 'Correct --level, or check ics.yaml.'),
  },
}
