export const ja = {
  title: 'この番号のラベルはありません',
  why: {
    'label-not-found': '番号の形は正しいのですが、登録簿に載っていません。',
    'label-id-malformed': 'ラベル番号は10文字の英数字です。0・1・I・L・O は使いません。',
    'label-id-check-character': '最後の文字が合いません。どこかに打ち間違いがあります。1文字ずつ見くらべてください。',
  },
  counterfeit:
    '製品や広告にこの番号が書かれているときは、打ち間違いか、不正な表示の可能性があります。番号が正しければ、お知らせください。',
  report: '不正な表示を知らせる',
}

export const en = {
  title: 'There is no label with this number',
  why: {
    'label-not-found': 'The number is well formed, but it is not in the register.',
    'label-id-malformed': 'A label number has ten letters and digits. It never contains 0, 1, I, L or O.',
    'label-id-check-character':
      'The last character does not fit, so one of the characters is wrong. Compare them one by one.',
  },
  counterfeit:
    'If this number is printed on a product or in an advertisement, it may be a misprint or a false label. If you typed it correctly, please tell us.',
  report: 'Report misuse',
} satisfies typeof ja
