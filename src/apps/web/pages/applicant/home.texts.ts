export const ja = {
  title: '今日の対応',
  todo: (n: number) => `対応が必要なことが${n}件あります。`,
  nothing: '今日の対応はありません。',
  list: '対応が必要なこと',
  what: {
    question: '質問に回答してください',
    'payment-due': '手数料を支払ってください',
    draft: '下書きの続きを入力できます',
    'sent-back': '差し戻された申請を直してください',
    suspended: 'ラベルが停止中です。理由を確かめてください',
    'expires-soon': 'ラベルの期限が近づいています。更新できます',
    'support-ended': 'セキュリティ更新の期限が過ぎています',
  },
  applications: '手続き中の申請',
  allApplications: 'すべての申請',
  labels: 'ラベル',
  noLabels: '交付されたラベルは、まだありません。',
  allLabels: 'すべてのラベル',
  begin: '新しい申請をはじめる',
  first: {
    lead: 'ここから、製品のラベルを申請します。',
    steps: [
      '製品が対象になるかを、いくつかの質問で確かめます。',
      '組織・製品・基準の順に入力します。途中で保存できます。',
      '確かめて、自己宣言をします。',
    ],
  },
}

export const en = {
  title: 'Today',
  todo: (n: number) => `${n} ${n === 1 ? 'thing needs' : 'things need'} you.`,
  nothing: 'Nothing needs you today.',
  list: 'What needs you',
  what: {
    question: 'Answer the questions',
    'payment-due': 'Pay the fee',
    draft: 'Go on with the draft',
    'sent-back': 'Correct the application that was sent back',
    suspended: 'The label is suspended: see the reason',
    'expires-soon': 'The label expires soon and can be renewed',
    'support-ended': 'Security updates have ended',
  },
  applications: 'Applications in progress',
  allApplications: 'All applications',
  labels: 'Labels',
  noLabels: 'No label has been issued yet.',
  allLabels: 'All labels',
  begin: 'Start a new application',
  first: {
    lead: 'This is where you apply for a label for your product.',
    steps: [
      'A few questions tell whether the product is covered.',
      'You fill in organisation, product and criteria. You can save and come back.',
      'You check it and make the self-declaration.',
    ],
  },
} satisfies typeof ja
