export const ja = {
  title: '記録を残す・見守る',
  note: 'メモ（記録票に印刷します。なくてもかまいません）',
  noteHint: '例：総務課、庁内ネットワークの更新',
  sheet: '記録票（PDF）',
  sheetWhat: 'A4の確認記録票です。署名があり、何年たっても、同じ判定になるかを確かめられます。',
  watch: '買ったものが変わったら知らせる',
  watchWhat: 'ラベルの停止・取消し・期限切れなどを、メールかAtomでお知らせします。',
}

export const en = {
  title: 'Keep a record, keep watch',
  note: 'Note to be printed on the sheet (optional)',
  noteHint: 'Such as: general affairs, renewal of the office network',
  sheet: 'Record sheet (PDF)',
  sheetWhat: 'One A4 sheet, signed: years later anybody can see whether the same verdicts come out.',
  watch: 'Tell me when something changes',
  watchWhat: 'By mail or Atom, when a label is suspended or revoked, or expires.',
} satisfies typeof ja
