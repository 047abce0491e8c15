export const ja = {
  title: '送っていない記録があります',
  lead: (n: number) =>
    `この端末に、まだ送っていない試験の記録が${n}件あります。ログアウトすると、端末から消えて元に戻せません。`,
  send: '電波のあるところで手順のページを開くと、自動で送られます。送られたあとで、もう一度ログアウトしてください。',
  back: '手順のページに戻る',
  anyway: '消してログアウトする',
}

export const en: typeof ja = {
  title: 'Some records are not sent yet',
  lead: (n) =>
    `This device holds ${n} ${n === 1 ? 'record' : 'records'} of a test that ${n === 1 ? 'was' : 'were'} not sent. Signing out removes ${n === 1 ? 'it' : 'them'} for good.`,
  send: 'Open the page of the steps where there is a connection: they are sent by themselves. Sign out after that.',
  back: 'Back to the tests',
  anyway: 'Remove them and sign out',
}
