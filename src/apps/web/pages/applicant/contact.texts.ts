export const ja = {
  title: '連絡先と脆弱性の窓口',
  lead: 'ラベルのページで公開します。買った人や、弱点を見つけた人が使います。',
  labels: {
    contact: '問い合わせ先',
    report: '脆弱性（弱点）を知らせる窓口',
    policy: '脆弱性の開示ポリシーのURL',
  },
  hints: {
    contact: 'メールアドレス、または https:// で始まる問い合わせフォームのURL',
    report: '製品セキュリティの担当（PSIRTなど）に届くメールアドレス、または https:// で始まるフォームのURL',
    policy: '知らせを受けてからの対応を説明した、だれでも読めるページ。例：https://www.example.jp/security/policy',
  },
}

export const en = {
  title: 'Contact and vulnerability reports',
  lead: 'This is published on the page of the label, for buyers and for people who find a weakness.',
  labels: {
    contact: 'Contact for questions',
    report: 'Where to report a vulnerability',
    policy: 'URL of your disclosure policy',
  },
  hints: {
    contact: 'An e-mail address, or the URL of a contact form that begins with https://',
    report:
      'An e-mail address of your product security team (PSIRT or similar), or the URL of a form that begins with https://',
    policy:
      'A public page that explains what happens after a report. For example https://www.example.jp/security/policy',
  },
} satisfies typeof ja
