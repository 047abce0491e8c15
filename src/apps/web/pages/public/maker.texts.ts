export const ja = {
  eyebrow: '事業者',
  labels: (n: number) => `ラベル ${n}件`,
  corporateNumber: '法人番号',
  contact: '問い合わせ先',
  now: '有効なラベル',
  noneNow: 'いま有効なラベルはありません。',
  past: 'いまは有効でないラベル',
  pastNote: '停止、取消し、期限切れ、終了も、記録として残しています。',
  more: (n: number) => `ほか${n}件を登録簿で見る`,
}

export const en = {
  eyebrow: 'Maker',
  labels: (n: number) => (n === 1 ? 'One label' : `${n} labels`),
  corporateNumber: 'Corporate number',
  contact: 'Contact',
  now: 'Valid labels',
  noneNow: 'There are no valid labels at present.',
  past: 'Labels that are not valid now',
  pastNote: 'Suspended, revoked, expired and ended labels stay on record.',
  more: (n: number) => `See ${n} more in the register`,
} satisfies typeof ja
