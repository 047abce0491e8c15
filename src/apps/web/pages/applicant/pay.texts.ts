export const ja = {
  title: '手数料の支払い',
  due: '手数料を支払ってください',
  dueLead: '申請を受理しました。次の手数料をお支払いください。',
  paid: '支払いを確認しました',
  paidLead: '手数料の支払いを確認し、審査に進みました。',
  notYet: 'まだ支払えません',
  notYetLead: '手数料は、申請を受理したあとに支払います。受理したらメールでお知らせします。',
  over: 'この申請に、支払うものはありません。',
  section: '手数料',
  facts: {
    amount: '金額（税込み）',
    name: '種類',
    reference: '振込のときに書く番号',
    provisional: '仮登録番号',
    paidAt: '確認した日',
  },
  how: {
    title: '支払い方',
    items: [
      '認証機関からメールで届く請求書の口座に、お振り込みください。',
      '振込人の名前の前に、上の番号を付けてください。',
      '認証機関が入金を確認すると、この画面が「支払いを確認しました」に変わり、審査が始まります。',
    ],
    help: '請求書が届かないときの連絡先：',
  },
  noFee: 'この申請に手数料はかかりません。認証機関が確認すると、審査が始まります。',
}

export const en = {
  title: 'Pay the fee',
  due: 'Please pay the fee',
  dueLead: 'Your application has been accepted. Please pay the following fee.',
  paid: 'Your payment has arrived',
  paidLead: 'The fee has been received and the review has begun.',
  notYet: 'There is nothing to pay yet',
  notYetLead: 'The fee is paid once the application has been accepted. You will be told by mail.',
  over: 'There is nothing to pay for this application.',
  section: 'Fee',
  facts: {
    amount: 'Amount, tax included',
    name: 'Kind',
    reference: 'Reference for the transfer',
    provisional: 'Provisional registration number',
    paidAt: 'Received',
  },
  how: {
    title: 'How to pay',
    items: [
      'Transfer the amount to the account on the invoice that the certification body sends by mail.',
      'Put the reference above in front of your name.',
      'When the body has confirmed the payment, this page says so and the review begins.',
    ],
    help: 'If the invoice does not arrive or you have a question about it, please contact us.',
  },
  noFee: 'There is no fee for this application. The review begins when the body has confirmed it.',
} satisfies typeof ja
