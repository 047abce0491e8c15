export const ja = {
  title: '提出しました',
  lead: '自己宣言を受け付けました。この番号は、問い合わせのときに使います。',
  number: '申請番号',
  at: '宣言した日時',
  by: '宣言した人',
  next: {
    title: 'これからの流れ',
    intake: '認証機関が、書類がそろっているかを確かめます。',
    pay: '受理のお知らせが届いたら、手数料を支払います。',
    review: '支払いを確認したあと、審査と判定をします。質問があるときは、メールとこの画面でお知らせします。',
    due: (day: string) => `判定の目安は${day}です。`,
    dueNote: '支払いや回答を待つあいだの日数は、ふくみません。',
  },
  keep: {
    title: '控えを残す',
    paper: '宣言書を保存（PDF）',
    file: '宣言した内容を保存（JSON）',
    page: '入力した内容を見る（印刷できます）',
    bookmark: 'このページはいつでも開けます。読み込みなおしても、もう一度提出されることはありません。',
  },
  feedback: {
    title: 'ふりかえり（任意）',
    why: '満足度と、かかった時間や費用をたずねています。制度がだれにどれだけの負担をかけているかを、集めた数字で公開するためです。',
    link: '5つの質問に答える（1分）',
  },
  status: '申請のいまの状態を見る',
}

export const en = {
  title: 'Submitted',
  lead: 'Your self-declaration has been received. Please use this number when you contact us.',
  number: 'Application number',
  at: 'Declared',
  by: 'Declared by',
  next: {
    title: 'What happens next',
    intake: 'The certification body checks that everything is there.',
    pay: 'When you are told that it is accepted, you pay the fee.',
    review: 'Then it is reviewed and decided. If there are questions you get a mail and find them here.',
    due: (day: string) => `A decision can be expected by ${day}.`,
    dueNote: 'Days spent waiting for your payment or your answers do not count.',
  },
  keep: {
    title: 'Keep a copy',
    paper: 'Save the declaration (PDF)',
    file: 'Save what was declared (JSON)',
    page: 'See what was entered (can be printed)',
    bookmark: 'You can open this page at any time. Loading it again does not submit anything.',
  },
  feedback: {
    title: 'Looking back (optional)',
    why: 'How satisfied you are, and what it took in time and money. Only figures over many answers are published, to learn what burden falls on whom.',
    link: 'Answer five questions (1 minute)',
  },
  status: 'See where the application stands',
} satisfies typeof ja
