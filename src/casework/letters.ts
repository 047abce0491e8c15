import { fill, type Text } from '../core/kernel/text.ts'
import type { Addressees, CaseTransaction } from './ports.ts'

// One letter, one thing to do. The subject begins with the state or the deadline; both languages stand in one letter; there
// is no attachment and nothing confidential in it: the details are on the page, behind the sign-in.

interface Letter {
  readonly subject: Text
  readonly text: Text
}
const t = (ja: string, en: string): Text => ({ ja, en })

/** Every letter casework sends; `{…}` is filled by the act. */
export const letters = {
  submitted: {
    subject: t('【提出済み】申請 {number} を受け付けました', 'Submitted: your application {number}'),
    text: t(
      '「{product}」の申請を受け付けました。申請番号は {number} です。\n標準処理期間は{days}営業日で、目安は{due}です。',
      'We have received the application for “{product}”. Its number is {number}.\nThe standard period is {days} business days; expect an answer by {due}.',
    ),
  },
  'run-ordered': {
    subject: t('【実機試験】依頼 {order} を作成しました', 'Device test ordered: {order}'),
    text: t(
      '「{product}」の実機試験の依頼（{order}）を作成しました。試験台に入力する番号（ノンス）は、申請のページにあります。\n評価者が署名した証拠ファイル（evidence.zip）を、同じページから付けてください。',
      'A test on the device was ordered for “{product}” ({order}). The number (nonce) for the bench is on the page of the application.\nAttach the evidence file (evidence.zip) that the evaluator signs on the same page.',
    ),
  },
  'run-asked': {
    subject: t('【実機試験】試験の依頼があります（{order}）', 'A device test is asked for ({order})'),
    text: t(
      '「{product}」の実機試験の依頼（{order}）があります。試験台に渡すファイルと、人の手が要る手順は、試験のページにあります。',
      'A test of “{product}” on the device is asked for ({order}). The file for the bench and the steps that need a person are on the page of the test.',
    ),
  },
  'to-accept': {
    subject: t('【受付待ち】申請 {number}', 'To be accepted: application {number}'),
    text: t(
      '「{product}」の申請が提出されました。受付の確認をしてください。',
      'An application for “{product}” was submitted and waits to be checked.',
    ),
  },
  accepted: {
    subject: t('【支払い待ち】申請 {number} を受理しました', 'Payment due: application {number} is accepted'),
    text: t(
      '「{product}」の申請を受理しました。受理番号は {number}、手数料は {fee} です。\nお支払いを確認したあと、審査を始めます。',
      'The application for “{product}” is accepted under the number {number}. The fee is {fee}.\nThe review begins when the payment has arrived.',
    ),
  },
  'sent-back': {
    subject: t('【要修正】申請 {number} をお返しします', 'To be corrected: application {number}'),
    text: t(
      '「{product}」の申請に、直していただきたいところがあります。理由を確認し、修正して、もう一度宣言してください。',
      'Something in the application for “{product}” has to be corrected. Please read the reason, correct it and declare again.',
    ),
  },
  provisional: {
    subject: t('【仮登録】{number} を付けました', 'Provisional registration: {number}'),
    text: t(
      '「{product}」の申請に、仮登録番号 {number} を付けました。この番号とともになら、申請中であることを示せます。ラベルはまだ交付されていません。',
      'The application for “{product}” got the provisional registration number {number}. With this number you may say that a label is applied for. No label has been issued yet.',
    ),
  },
  paid: {
    subject: t('【審査中】お支払いを確認しました（{number}）', 'In review: payment received ({number})'),
    text: t(
      '「{product}」の手数料を確認し、審査に進みました。目安は{due}です。',
      'The fee for “{product}” has arrived and the review has begun. Expect an answer by {due}.',
    ),
  },
  asked: {
    subject: t('【{due}まで】申請 {number} について質問があります', 'By {due}: questions about application {number}'),
    text: t(
      '「{product}」の審査で、{count}件の質問があります。{due}までに回答してください。\n回答をいただくまで、標準処理期間は進みません。',
      'There are {count} questions about “{product}”. Please answer by {due}.\nThe processing period stands still until you do.',
    ),
  },
  replied: {
    subject: t('【回答あり】申請 {number}', 'Answered: application {number}'),
    text: t(
      '「{product}」の質問に回答がありました。審査を再開してください。',
      'The questions about “{product}” have been answered. The review can go on.',
    ),
  },
  'to-decide': {
    subject: t('【判定待ち】申請 {number}', 'To be decided: application {number}'),
    text: t(
      '「{product}」の審査が終わりました。審査に加わっていない人が判定してください。',
      'The review of “{product}” is finished. It has to be decided by someone who took no part in it.',
    ),
  },
  'review-reopened': {
    subject: t('【再審査】申請 {number}', 'Review reopened: application {number}'),
    text: t(
      '「{product}」の判定にあたり、審査のやりなおしが必要になりました。理由を確認してください。',
      'Before “{product}” can be decided, part of its review has to be done again. Please read the reason.',
    ),
  },
  refused: {
    subject: t('【不交付】申請 {number} の判定について', 'Refused: application {number}'),
    text: t(
      '「{product}」には、ラベルを交付しないことになりました。理由は案件のページにあります。\n判定に納得できないときは、案件のページから異議を申し立てる窓口を確認できます。',
      'No label will be issued for “{product}”. The reasons are on the page of the case.\nIf you disagree, the page says where to appeal.',
    ),
  },
  issued: {
    subject: t('【交付】ラベル {label} を交付しました', 'Issued: label {label}'),
    text: t(
      '「{product}」のラベルを交付しました。番号は {label}、有効期間は{until}までです。\n表示に使う図版は、ラベルのページで受け取れます。',
      'The label for “{product}” has been issued. Its number is {label}; it is valid until {until}.\nThe artwork is on the page of the label.',
    ),
  },
  renewed: {
    subject: t('【更新】ラベル {label} を更新しました', 'Renewed: label {label}'),
    text: t(
      '「{product}」のラベルを更新しました。番号は変わりません（{label}）。新しい有効期間は{until}までです。',
      'The label for “{product}” has been renewed. Its number stays {label}; it is now valid until {until}.',
    ),
  },
  'to-confirm': {
    subject: t('【確認待ち】ラベル {label}', 'To be confirmed: label {label}'),
    text: t(
      '「{product}」のラベルについて、確認を待っている提案があります（{kind}）。提案した人とは別の人が確認してください。',
      'A proposal about the label of “{product}” waits for another person to confirm it ({kind}).',
    ),
  },
  suspended: {
    subject: t('【停止】ラベル {label} を停止しました', 'Suspended: label {label}'),
    text: t(
      '「{product}」のラベルを停止しました（{from}から）。理由と必要な対応を、案件のページで確認してください。',
      'The label of “{product}” is suspended from {from}. The reason and what you have to do are on the page of the case.',
    ),
  },
  withdrawn: {
    subject: t('【取消し】ラベル {label} を取り消しました', 'Revoked: label {label}'),
    text: t(
      '「{product}」のラベルを取り消しました（{from}から）。理由は案件のページにあります。\nラベルの表示をやめてください。',
      'The label of “{product}” is revoked from {from}. The reason is on the page of the case.\nPlease stop showing the label.',
    ),
  },
  restored: {
    subject: t('【停止解除】ラベル {label} の停止を解除しました', 'Restored: label {label}'),
    text: t(
      '「{product}」のラベルの停止を解除しました（{from}から）。',
      'The suspension of the label of “{product}” is lifted from {from}.',
    ),
  },
  changed: {
    subject: t('【変更】ラベル {label} の内容を改めました', 'Changed: label {label}'),
    text: t(
      '「{product}」のラベルの内容を改めました。番号は変わりません。対象の型番は{models}件です。',
      'The label of “{product}” has been changed. Its number stays the same; it covers {models} models.',
    ),
  },
  'proposal-rejected': {
    subject: t('【見送り】ラベル {label} の変更について', 'Not accepted: change to label {label}'),
    text: t(
      '「{product}」のラベルについての申し出は、認められませんでした。理由は案件のページにあります。',
      'What you asked for the label of “{product}” was not accepted. The reason is on the page of the case.',
    ),
  },
  ended: {
    subject: t('【終了】ラベル {label} を終了しました', 'Ended: label {label}'),
    text: t(
      '「{product}」のラベルは、事業者の申し出により終了しました。',
      'The label of “{product}” was ended at the request of its holder.',
    ),
  },
} as const satisfies Record<string, Letter>
export type LetterName = keyof typeof letters

type Values = Readonly<Record<string, string | number | Text | undefined>>

const inLanguage = (values: Values, lang: 'ja' | 'en') =>
  Object.fromEntries(Object.entries(values).map(([k, v]) => [k, typeof v === 'object' ? v[lang] : v]))

/** Writes a letter in both languages: Japanese first, English below a rule. */
export function write(name: LetterName, values: Values): { readonly subject: string; readonly text: string } {
  const say = (text: Text, lang: 'ja' | 'en') => fill(text, inLanguage(values, lang))[lang]
  const { subject, text } = letters[name]
  return {
    subject: `${say(subject, 'ja')} / ${say(subject, 'en')}`,
    text: `${say(text, 'ja')}\n\n----\n\n${say(text, 'en')}\n`,
  }
}

/** Sends a letter to the people of an organisation, or to the body's people with a role. */
export async function send(
  tx: CaseTransaction,
  to: Addressees,
  name: LetterName,
  caseId: string,
  values: Values,
): Promise<void> {
  const letter = write(name, values)
  for (const address of await tx.addresses(to)) await tx.post({ to: address, ...letter, caseId })
}
