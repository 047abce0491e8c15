export const ja = {
  title: '申請を取り下げる',
  lead: '取り下げると、この申請の手続きは終わります。元に戻すことはできません。',
  keeps: '入力した内容と記録は、あとから見ることができます。証拠の棚のファイルも残ります。',
  fee: '支払い済みの手数料については、お問い合わせください。',
  reason: '理由',
  reasonHint: 'よろしければ教えてください。手続きの改善に使います。',
  button: 'この申請を取り下げる',
  keep: '取り下げない',
}

export const en = {
  title: 'Withdraw the application',
  lead: 'Withdrawing ends this application. It cannot be undone.',
  keeps: 'What was entered stays readable, and your files stay in your library.',
  fee: 'About a fee you have already paid, please contact us.',
  reason: 'Reason',
  reasonHint: 'If you like, tell us why. It helps us to improve.',
  button: 'Withdraw this application',
  keep: 'Keep the application',
} satisfies typeof ja
