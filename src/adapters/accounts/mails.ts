import type { Mail } from '../../casework/ports.ts'
import { type Role, roleText } from '../../casework/roles.ts'
import { fill, type Text } from '../../core/kernel/text.ts'
import type { Needs } from './needs.ts'

type Operator = Needs['operator']

const subjects = {
  code: { ja: 'ログイン用の確認コード（10分有効）', en: 'Your sign-in code (valid for 10 minutes)' },
  welcome: { ja: '利用登録の確認コード（10分有効）', en: 'Your code to complete sign-up (valid for 10 minutes)' },
  known: {
    ja: 'すでに登録されています：ログイン用の確認コード',
    en: 'You are already registered: your sign-in code',
  },
  invitation: {
    ja: '「{organisation}」への招待（7日間有効）',
    en: 'Invitation to “{organisation}” (valid for 7 days)',
  },
}

const texts = {
  code: {
    ja: '確認コード：{code}\n\n画面に入力すると、ログインできます。10分を過ぎると使えなくなります。\n心当たりがない場合は、何もせずにこのメールを削除してください。コードは誰にも教えないでください。',
    en: 'Your code: {code}\n\nEnter it on the page to sign in. It stops working after ten minutes.\nIf you did not ask for it, delete this mail. Never tell anyone the code.',
  },
  welcome: {
    ja: '「{organisation}」の利用登録を受け付けました。\n\n確認コード：{code}\n\n画面に入力すると登録が完了し、そのままログインできます。10分を過ぎると使えなくなります。\n心当たりがない場合は、何もせずにこのメールを削除してください。登録は行われません。',
    en: 'We received the sign-up of “{organisation}”.\n\nYour code: {code}\n\nEnter it on the page to complete the sign-up and to sign in. It stops working after ten minutes.\nIf this was not you, delete this mail; nothing will be registered.',
  },
  known: {
    ja: 'このメールアドレスはすでに登録されているため、新しい組織は作られません。\n\n確認コード：{code}\n\n画面に入力すると、いまのアカウントでログインできます。10分を過ぎると使えなくなります。\n別の組織に加わるには、その組織の管理者から招待を受けてください。',
    en: 'This mail address is registered already, so no new organisation will be made.\n\nYour code: {code}\n\nEnter it on the page to sign in to your account. It stops working after ten minutes.\nTo join another organisation, ask its administrator for an invitation.',
  },
  invitation: {
    ja: '{name} 様\n\n{by} さんが、あなたを「{organisation}」に招待しました。\n役割：{roles}\n\n次のページで内容を確かめて、参加してください。7日間、1回だけ使えます。\n{url}\n\n心当たりがない場合は、何もせずにこのメールを削除してください。',
    en: 'Dear {name},\n\n{by} invited you to “{organisation}”.\nRoles: {roles}\n\nRead the details and join on this page. The link works once, within seven days.\n{url}\n\nIf you did not expect this, delete this mail.',
  },
}

/** Both languages in one mail, Japanese first: the address does not tell what its owner reads. */
const both = (operator: Operator, subject: Text, text: Text) => ({
  subject: `${subject.ja} / ${subject.en}`,
  text: `${text.ja}\n\n----------------------------------------\n\n${text.en}\n\n-- \n${operator.name.ja} / ${operator.name.en}\n${operator.address}\n`,
})

export const codeMail = (operator: Operator, to: string, code: string, kind: 'code' | 'known'): Mail => ({
  to,
  ...both(operator, subjects[kind], fill(texts[kind], { code })),
})

export const welcomeMail = (operator: Operator, to: string, code: string, organisation: string): Mail => ({
  to,
  ...both(operator, subjects.welcome, fill(texts.welcome, { code, organisation })),
})

export function invitationMail(
  operator: Operator,
  to: string,
  facts: {
    readonly token: string
    readonly name: string
    readonly by: string
    readonly organisation: string
    readonly roles: readonly Role[]
  },
): Mail {
  const told = (language: 'ja' | 'en') => ({
    ...facts,
    roles: facts.roles.map((role) => roleText[role][language]).join(language === 'ja' ? '、' : ', '),
    url: `${operator.address}/${language}/account/invitation?token=${facts.token}`,
  })
  const text = { ja: fill(texts.invitation, told('ja')).ja, en: fill(texts.invitation, told('en')).en }
  return { to, ...both(operator, fill(subjects.invitation, facts), text) }
}
