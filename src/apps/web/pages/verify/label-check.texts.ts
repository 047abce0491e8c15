export const ja = {
  title: 'ラベル番号を調べる',
  lead: '製品や箱についているラベルの、10文字の番号を入れてください。',
  label: 'ラベル番号',
  hint: '例：7K3M-9QXP-2C。ハイフン、大文字・小文字、全角・半角は、どれでもかまいません。',
  button: '調べる',
  errors: {
    empty: 'ラベル番号を入れてください',
    'label-id-malformed': 'ラベル番号は10文字の英数字です。0・1・I・L・O は使いません',
    'label-id-check-character': '最後の文字が合いません。打ち間違いがないか、1文字ずつ見くらべてください',
  },
  aside: {
    title: '番号が見つからないときは',
    text: '型番やメーカー名でもさがせます。',
    link: '製品をさがす',
  },
}

export const en = {
  title: 'Look up a label number',
  lead: 'Type the ten-character number of the label on the product or its box.',
  label: 'Label number',
  hint: 'For example 7K3M-9QXP-2C. Hyphens and upper or lower case do not matter.',
  button: 'Look up',
  errors: {
    empty: 'Type a label number',
    'label-id-malformed': 'A label number has ten letters and digits. It never contains 0, 1, I, L or O',
    'label-id-check-character':
      'The check character at the end does not fit. Compare the number one by one for a typing mistake',
  },
  aside: {
    title: 'If you cannot find a number',
    text: 'You can also search by model or maker.',
    link: 'Find a product',
  },
} satisfies typeof ja
