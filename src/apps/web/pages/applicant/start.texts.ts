export const ja = {
  title: '下書きをはじめる',
  lead: 'この答えで、新しい申請の下書きを作ります。提出するまで、認証機関には見えません。',
  answers: 'あなたの答え',
  role: 'この製品での立場',
  roleHint: 'あとで変えられます。',
  roleMissing: 'この製品での立場を選んでください。わからないときは「わからない」を選べます。',
  unknown: 'わからない',
  button: '下書きをはじめる',
  back: '答えを変える',
  level: 'レベル',
  organisation: '申請する組織',
}

export const en = {
  title: 'Start a draft',
  lead: 'A new application is started from these answers. The certification body cannot see it until you declare.',
  answers: 'Your answers',
  role: 'Your part in this product',
  roleHint: 'You can change it later.',
  roleMissing: 'Choose your part in this product, or “I do not know”.',
  unknown: 'I do not know',
  button: 'Start the draft',
  back: 'Change the answers',
  level: 'Level',
  organisation: 'Organisation that applies',
} satisfies typeof ja
