export const ja = {
  title: '送信箱',
  lead: '見本の画面では、メールは外に出ません。送られるはずだったメールを、新しい順にここで読めます。',
  none: 'まだ1通もありません。',
  to: (address: string) => `宛先：${address}`,
  back: 'ログインに戻る',
}

export const en = {
  title: 'Outbox',
  lead: 'In this demonstration mails do not leave the machine. Those that would have been sent are here, newest first.',
  none: 'There are none yet.',
  to: (address: string) => `To: ${address}`,
  back: 'Back to sign-in',
} satisfies typeof ja
