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
  pages: {
    label: '有効なラベルのページ',
    of: (page: number, pages: number) => `${pages}ページのうち ${page}ページ目`,
    previous: '前のページ',
    next: '次のページ',
  },
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
  pages: {
    label: 'Pages of valid labels',
    of: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous page',
    next: 'Next page',
  },
} satisfies typeof ja
