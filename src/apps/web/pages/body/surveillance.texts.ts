export const ja = {
  title: '市場の見守り',
  lead: 'ラベルが出たあとに、気をつけるもの。',
  partial: (n: number) => `有効なラベルのうち、新しい${n}件を調べました。それより古いものは、ここに出ません。`,
  expiring: {
    title: (n: number) => `まもなく期限（${n}件）`,
    note: '90日以内に有効期間が終わるラベル。',
    empty: '90日以内に期限を迎えるラベルはありません。',
  },
  support: {
    title: (n: number) => `更新が終わった（${n}件）`,
    note: 'セキュリティ更新が終わったのに、まだ有効なラベル。',
    empty: '更新が終わったのに有効なラベルはありません。',
  },
  proposals: {
    title: (n: number) => `確認待ちの提案（${n}件）`,
    note: '停止・取消し・解除・型番の追加・内容の変更。',
    empty: '確認を待つ提案はありません。',
  },
  advisories: {
    title: (n: number) => `お知らせのある製品（${n}件）`,
    note: '終わっていないセキュリティのお知らせ。',
    empty: '続いているお知らせはありません。',
  },
  until: (day: string, days: number) => `${day}まで（あと${days}日）`,
  ended: (day: string) => `${day}に終了`,
  waits: (n: number) => `${n}件が確認待ち`,
}
export const en = {
  title: 'Surveillance',
  lead: 'What to watch once labels are out.',
  partial: (n: number) => `The newest ${n} valid labels were looked at; older ones do not appear here.`,
  expiring: {
    title: (n: number) => `Expiring soon (${n})`,
    note: 'Labels whose validity ends within 90 days.',
    empty: 'No label expires within 90 days.',
  },
  support: {
    title: (n: number) => `Updates ended (${n})`,
    note: 'Labels that are still valid although security updates have ended.',
    empty: 'No valid label has outlived its updates.',
  },
  proposals: {
    title: (n: number) => `Proposals to confirm (${n})`,
    note: 'Suspension, revocation, restoration, more models, changes.',
    empty: 'No proposal waits to be confirmed.',
  },
  advisories: {
    title: (n: number) => `Products with notices (${n})`,
    note: 'Security notices that are still open.',
    empty: 'There are no open notices.',
  },
  until: (day: string, days: number) => `until ${day} (${days} day${days === 1 ? '' : 's'} left)`,
  ended: (day: string) => `ended on ${day}`,
  waits: (n: number) => `${n} waiting`,
} satisfies typeof ja
