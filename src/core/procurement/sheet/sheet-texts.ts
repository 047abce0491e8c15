import type { Language } from '../../kernel/text.ts'

/** The words printed on a record sheet. */
export interface SheetWords {
  readonly title: string
  readonly subtitle: string
  readonly sample: string
  readonly unsigned: string
  readonly all: (n: number) => string
  readonly lead: (all: number, fails: number, asks: number) => string
  readonly unit: string
  readonly premises: string
  readonly policy: string
  readonly profile: string
  readonly importance: string
  readonly asOf: string
  readonly delivery: string
  readonly contractEnd: string
  readonly register: string
  readonly snapshot: (name: string) => string
  readonly list: string
  readonly rows: (lines: number, rows: number) => string
  readonly madeAt: string
  readonly madeBy: string
  readonly byCommand: string
  readonly note: string
  readonly noteBy: string
  readonly resultDigest: string
  readonly foreign: string
  readonly rowsOf: (answer: string, n: number) => string
  readonly columns: readonly [string, string, string, string]
  readonly also: string
  readonly candidates: (labels: string, more: number) => string
  readonly systems: string
  readonly wholeSystem: string
  readonly systemColumns: readonly [string, string, string]
  readonly meets: (n: number) => string
  readonly attached: string
  readonly howTo: string
  readonly sign: readonly [string, string, string]
}

export const sheetWords: Record<Language, SheetWords> = {
  ja: {
    title: '確認記録票',
    subtitle: 'ラベルの確認の記録',
    sample: '【見本】登録簿も製品も架空のものです。調達の根拠にはなりません。',
    unsigned: '【署名なし】手元のコマンドで作った記録票です。確かめるには、登録簿のファイルで判定を再現してください。',
    all: (n) => `${n}行すべてが、方針を満たします。`,
    lead: (all, fails, asks) =>
      `${all}行のうち、${[...(fails > 0 ? [`不適が${fails}行`] : []), ...(asks > 0 ? [`要確認が${asks}行`] : [])].join('、')}あります。`,
    unit: '行',
    premises: '判定の前提',
    policy: '方針',
    profile: 'プロファイル',
    importance: '重要度',
    asOf: '判定日',
    delivery: '納入予定日',
    contractEnd: '契約終了日',
    register: '登録簿',
    snapshot: (name) => `公開ファイル ${name}`,
    list: '一覧',
    rows: (lines, rows) => (lines === rows ? `${lines}行` : `${lines}行（同じ内容の行をまとめて${rows}件）`),
    madeAt: '判定した日時',
    madeBy: '判定したところ',
    byCommand: '手元のコマンド hoshirushi check',
    note: 'メモ',
    noteBy: '（確認した人が書いたもので、内容は確かめていません）',
    resultDigest: '結果の要約値',
    foreign: 'ほかの制度の一覧',
    rowsOf: (answer, n) => `${answer}　${n}行`,
    columns: ['行', '入力した製品', '理由', '次にすること'],
    also: 'ほかに：',
    candidates: (labels, more) => `候補：${labels}${more > 0 ? ` ほか${more}件` : ''}`,
    systems: 'システムの判定',
    wholeSystem: '一覧のシステム',
    systemColumns: ['システム', '判定', '足りない役割'],
    meets: (n) => `適の${n}行は、印刷していません。`,
    attached: 'すべての行の記録を、record.json としてこのPDFに添付しています。',
    howTo: '確かめ方：hoshirushi record verify ファイル --trust root.json --register 登録簿のファイル',
    sign: ['確認した人', '所属', '確認した日'],
  },
  en: {
    title: 'Record of a check',
    subtitle: 'of labels against a policy',
    sample: '[SAMPLE] Register and products are invented. Nothing may be bought on the strength of this.',
    unsigned:
      '[NOT SIGNED] Made by the command on somebody’s own machine. To verify it, judge it again by a file of the register.',
    all: (n) => `All ${n} rows meet the policy.`,
    lead: (all, fails, asks) =>
      `Of ${all} rows, ${[...(fails > 0 ? [`${fails} do not meet the policy`] : []), ...(asks > 0 ? [`${asks} need checking`] : [])].join(' and ')}.`,
    unit: 'rows',
    premises: 'What it rests on',
    policy: 'Policy',
    profile: 'Profile',
    importance: 'Importance',
    asOf: 'Day asked about',
    delivery: 'Delivery',
    contractEnd: 'End of the contract',
    register: 'Register',
    snapshot: (name) => `published as ${name}`,
    list: 'List',
    rows: (lines, rows) => (lines === rows ? `${lines} rows` : `${lines} rows; those that say the same once: ${rows}`),
    madeAt: 'Checked at',
    madeBy: 'Checked by',
    byCommand: 'the command hoshirushi check, on somebody’s own machine',
    note: 'Note',
    noteBy: '(written by whoever asked; nobody has verified it)',
    resultDigest: 'Digest of the result',
    foreign: 'Lists of other schemes',
    rowsOf: (answer, n) => `${answer}: ${n} rows`,
    columns: ['Row', 'Product as entered', 'Reason', 'What to do next'],
    also: 'Also: ',
    candidates: (labels, more) => `Candidates: ${labels}${more > 0 ? ` and ${more} more` : ''}`,
    systems: 'Systems',
    wholeSystem: 'The system of this list',
    systemColumns: ['System', 'Answer', 'Roles without a device'],
    meets: (n) => `The ${n} rows that meet the policy are not printed.`,
    attached: 'The record of every row is attached to this PDF as record.json.',
    howTo: 'To verify: hoshirushi record verify FILE --trust root.json --register REGISTER-FILE',
    sign: ['Checked by', 'Office', 'Date'],
  },
}
