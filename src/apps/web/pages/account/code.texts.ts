export const ja = {
  title: 'メールをご確認ください',
  enterTitle: 'コードの入力',
  sent: (email: string) => `登録があれば、${email} に確認コードを送りました。`,
  wait: '届くまで1〜2分かかることがあります。迷惑メールのフォルダーもご確認ください。',
  code: '確認コード（6桁の数字）',
  hint: '例：012345。メールからの貼り付けもできます。10分以内に入力してください。',
  enter: 'ログインする',
  again: { title: '届かないとき', note: '前のコードは使えなくなります。', send: '新しいコードを送る' },
  other: '別のメールアドレスを使う',
  outbox: '見本の画面なので、メールは外に出ません。送信箱で読めます。',
  outboxLink: '送信箱を見る',
}

export const en = {
  title: 'Check your mail',
  enterTitle: 'Enter the code',
  sent: (email: string) => `If ${email} is registered, we have sent a code to it.`,
  wait: 'It can take a minute or two. Look in the junk folder, too.',
  code: 'Code (six digits)',
  hint: 'For example 012345. You can paste it from the mail. Enter it within ten minutes.',
  enter: 'Sign in',
  again: { title: 'Nothing arrived?', note: 'The earlier code stops working.', send: 'Send a new code' },
  other: 'Use another mail address',
  outbox: 'In this demonstration mails do not leave the machine. Read them in the outbox.',
  outboxLink: 'Open the outbox',
} satisfies typeof ja
