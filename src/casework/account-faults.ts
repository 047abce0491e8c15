import type { FaultTexts } from '../core/kernel/fault.ts'

/** Why somebody was not let in, or why a change of members was refused. */
export type AccountFault =
  | { readonly code: 'email-malformed' }
  | { readonly code: 'too-many-attempts'; readonly minutes: number }
  | { readonly code: 'code-not-accepted' }
  | { readonly code: 'passkey-not-accepted' }
  | { readonly code: 'passkey-unknown' }
  | { readonly code: 'oidc-not-configured' }
  | { readonly code: 'oidc-unreachable' }
  | { readonly code: 'oidc-not-accepted' }
  | { readonly code: 'oidc-not-linked' }
  | { readonly code: 'demonstration-only' }
  | { readonly code: 'account-unknown' }
  | { readonly code: 'organisation-not-yours' }
  | { readonly code: 'organisation-name-missing' }
  | { readonly code: 'organisation-name-unfit'; readonly limit: number }
  | { readonly code: 'corporate-number-malformed' }
  | { readonly code: 'name-missing' }
  | { readonly code: 'name-unfit'; readonly limit: number }
  | { readonly code: 'administrator-needed' }
  | { readonly code: 'member-role-missing' }
  | { readonly code: 'role-not-for-this-organisation'; readonly role: string }
  | { readonly code: 'already-member' }
  | { readonly code: 'member-unknown' }
  | { readonly code: 'last-administrator' }
  | { readonly code: 'invitation-not-valid' }

/** What each refusal says to the person. None tells whether an address is known here. */
export const accountFaults: FaultTexts<AccountFault> = {
  'email-malformed': {
    what: { ja: 'メールアドレスの形が正しくありません。', en: 'This is not a mail address.' },
    why: {
      ja: '「@」の前後に文字が必要です。空白は使えません。',
      en: 'A mail address has characters before and after “@” and no spaces.',
    },
    next: { ja: '例（name@example.jp）のように入力してください。', en: 'Enter it like name@example.jp.' },
  },
  'too-many-attempts': {
    what: {
      ja: '短い時間に何度も試されたため、いったん止めています。',
      en: 'There were too many attempts in a short time.',
    },
    why: {
      ja: '第三者が番号を当てようとすることを防ぐためです。',
      en: 'This keeps others from guessing their way in.',
    },
    next: { ja: '約{minutes}分たってから、もう一度お試しください。', en: 'Try again in about {minutes} minutes.' },
  },
  'code-not-accepted': {
    what: { ja: 'この確認コードでは続けられません。', en: 'This code was not accepted.' },
    why: {
      ja: '番号が違うか、10分の期限が過ぎたか、すでに使われています。5回間違えたコードも使えなくなります。',
      en: 'It may be mistyped, older than ten minutes, or already used. Five wrong entries also end a code.',
    },
    next: {
      ja: '最後に届いたメールの6桁の数字を確かめるか、新しいコードを送り直してください。',
      en: 'Check the six digits in the latest mail, or ask for a new code.',
    },
  },
  'passkey-not-accepted': {
    what: { ja: 'パスキーを確認できませんでした。', en: 'The passkey could not be verified.' },
    why: {
      ja: '操作が途中で終わったか、時間が過ぎたか、このサイトのパスキーではありません。',
      en: 'The step was interrupted, took too long, or the passkey belongs to another site.',
    },
    next: {
      ja: 'もう一度お試しください。うまくいかないときは、メールの確認コードでログインできます。',
      en: 'Try again. If it keeps failing, sign in with a code by mail.',
    },
  },
  'passkey-unknown': {
    what: { ja: 'そのパスキーは登録されていません。', en: 'That passkey is not registered.' },
    why: { ja: 'すでに削除されたか、別の人のものです。', en: 'It was removed already, or belongs to someone else.' },
    next: { ja: 'アカウントのページで一覧を確かめてください。', en: 'Check the list on your account page.' },
  },
  'oidc-not-configured': {
    what: {
      ja: '外部アカウントでのログインは使えません。',
      en: 'Signing in with an outside account is not available.',
    },
    why: { ja: '運営者が接続先を設定していません。', en: 'The operator has not set up a provider.' },
    next: { ja: 'メールの確認コードでログインしてください。', en: 'Sign in with a code by mail.' },
  },
  'oidc-unreachable': {
    what: { ja: '外部アカウントのサービスに接続できません。', en: 'The sign-in provider cannot be reached.' },
    why: {
      ja: '先方のサービスが応答していないか、通信が途切れています。',
      en: 'It does not answer, or the connection is broken.',
    },
    next: {
      ja: '少し待ってからお試しいただくか、メールの確認コードでログインしてください。',
      en: 'Wait a little and try again, or sign in with a code by mail.',
    },
  },
  'oidc-not-accepted': {
    what: {
      ja: '外部アカウントでのログインが完了しませんでした。',
      en: 'Signing in with the outside account did not complete.',
    },
    why: {
      ja: '途中で取り消されたか、時間が過ぎたか、別の画面で始めた手続きの続きです。',
      en: 'It was cancelled, took too long, or was begun in another window.',
    },
    next: { ja: 'ログインのページから、もう一度始めてください。', en: 'Start again from the sign-in page.' },
  },
  'oidc-not-linked': {
    what: {
      ja: 'この外部アカウントは、まだ登録されていません。',
      en: 'This outside account is not linked to anyone here.',
    },
    why: {
      ja: '組織の管理者が外部アカウントの利用を許可し、同じメールアドレスの人が登録されている場合だけ使えます。',
      en: 'It works only where the administrator of the organisation allows it and a member has the same verified mail address.',
    },
    next: {
      ja: '組織の管理者に招待と許可を依頼するか、メールの確認コードでログインしてください。',
      en: 'Ask your administrator for an invitation and the permission, or sign in with a code by mail.',
    },
  },
  'demonstration-only': {
    what: { ja: '見本のアカウントには入れません。', en: 'Sample accounts cannot be entered here.' },
    why: { ja: 'このシステムは本番として運用されています。', en: 'This system is in production.' },
    next: { ja: 'ご自身のメールアドレスでログインしてください。', en: 'Sign in with your own mail address.' },
  },
  'account-unknown': {
    what: { ja: 'その見本のアカウントはありません。', en: 'There is no such sample account.' },
    why: { ja: '一覧が古くなっている可能性があります。', en: 'The list may be out of date.' },
    next: { ja: 'ログインのページを開き直して選んでください。', en: 'Open the sign-in page again and choose one.' },
  },
  'organisation-not-yours': {
    what: { ja: 'その組織には切り替えられません。', en: 'You cannot switch to that organisation.' },
    why: { ja: 'あなたはその組織に所属していません。', en: 'You are not a member of it.' },
    next: { ja: '組織の管理者に招待を依頼してください。', en: 'Ask its administrator for an invitation.' },
  },
  'organisation-name-missing': {
    what: { ja: '事業者名が入力されていません。', en: 'The organisation has no name yet.' },
    why: { ja: '申請と登録簿に事業者名が必要です。', en: 'Applications and the register need it.' },
    next: { ja: '登記どおりの名称を入力してください。', en: 'Enter the name as registered.' },
  },
  'organisation-name-unfit': {
    what: { ja: 'この組織名は登録できません。', en: 'This name cannot be registered.' },
    why: {
      ja: '長すぎるか、表示できない文字（改行や制御文字）が含まれています。',
      en: 'It is too long, or contains characters that cannot be shown (line breaks, control characters).',
    },
    next: {
      ja: '登記などに書かれた名前を、{limit}文字以内で入力してください。',
      en: 'Enter the name as registered, in at most {limit} characters.',
    },
  },
  'corporate-number-malformed': {
    what: { ja: '法人番号が正しくありません。', en: 'The corporate number does not hold.' },
    why: {
      ja: '13桁の数字で、先頭の1桁は残り12桁から計算した検査用の数字です。',
      en: 'It has 13 digits; the first is a check digit computed from the other twelve.',
    },
    next: {
      ja: '番号を確かめてください。法人でない場合は空欄のままにしてください。',
      en: 'Check the number, or leave it empty if you are not a corporation in Japan.',
    },
  },
  'name-missing': {
    what: { ja: '氏名が入力されていません。', en: 'The name of the person is missing.' },
    why: { ja: '記録に残る操作は、氏名とともに保存されます。', en: 'What people do here is recorded with their name.' },
    next: { ja: '氏名を入力してください。', en: 'Enter the name.' },
  },
  'name-unfit': {
    what: { ja: 'この氏名は登録できません。', en: 'This name cannot be registered.' },
    why: {
      ja: '長すぎるか、表示できない文字（改行や制御文字）が含まれています。',
      en: 'It is too long, or contains characters that cannot be shown (line breaks, control characters).',
    },
    next: { ja: '{limit}文字以内で入力してください。', en: 'Enter at most {limit} characters.' },
  },
  'administrator-needed': {
    what: { ja: 'この操作は管理者だけができます。', en: 'Only an administrator may do this.' },
    why: { ja: 'あなたの役割に「管理者」が含まれていません。', en: 'Your roles do not include “Administrator”.' },
    next: { ja: '組織の管理者に依頼してください。', en: 'Ask an administrator of your organisation.' },
  },
  'member-role-missing': {
    what: { ja: '役割が選ばれていません。', en: 'No role was chosen.' },
    why: { ja: '役割がない人は何もできません。', en: 'A person without a role can do nothing here.' },
    next: { ja: '役割を1つ以上選んでください。', en: 'Choose at least one role.' },
  },
  'role-not-for-this-organisation': {
    what: {
      ja: '役割「{role}」はこの組織では使えません。',
      en: 'The role “{role}” does not exist in this kind of organisation.',
    },
    why: {
      ja: '審査や判定の役割は運営組織だけに、申請者の役割は事業者だけにあります。',
      en: 'Review and decision belong to the certification body, applying belongs to makers.',
    },
    next: { ja: '一覧にある役割から選んでください。', en: 'Choose from the roles offered.' },
  },
  'already-member': {
    what: { ja: 'その人はすでにこの組織の一員です。', en: 'That person is a member already.' },
    why: { ja: '同じメールアドレスの人が登録されています。', en: 'A member has this mail address.' },
    next: { ja: '一覧から役割を変更してください。', en: 'Change the roles in the list instead.' },
  },
  'member-unknown': {
    what: { ja: 'その人はこの組織の一員ではありません。', en: 'That person is not a member of this organisation.' },
    why: { ja: 'すでに外されたか、別の組織の人です。', en: 'They have left, or belong to another organisation.' },
    next: { ja: '一覧を開き直してください。', en: 'Open the list again.' },
  },
  'last-administrator': {
    what: { ja: '最後の管理者は外せません。', en: 'The last administrator has to stay.' },
    why: {
      ja: '管理者がいなくなると、誰も人を招待できなくなります。',
      en: 'Without one, nobody could invite people any more.',
    },
    next: { ja: '先に別の人を管理者にしてください。', en: 'Make someone else an administrator first.' },
  },
  'invitation-not-valid': {
    what: { ja: 'この招待は使えません。', en: 'This invitation cannot be used.' },
    why: {
      ja: '7日の期限が過ぎたか、すでに使われたか、新しい招待に置き換えられました。',
      en: 'It is older than seven days, was used already, or was replaced by a newer one.',
    },
    next: {
      ja: '招待した人に、もう一度送ってもらってください。',
      en: 'Ask the person who invited you to send a new one.',
    },
  },
}
