export const ja = {
  joint: '、',
  andMore: ' ほか',
  models: (n: number) => `このラベルの型番 ${n}件`,
  level: (code: string, of: number) => `レベル${code}（${of}段階）`,
  assessor: { self: '自己宣言', 'third-party': '第三者評価' },
  updates: (day: string) => `更新 ${day}まで`,
  updatesOver: (day: string) => `更新 ${day}に終了`,
  noUpdates: '更新されません',
  since: (day: string) => `${day}から`,
  soon: 'まもなく期限',
  pick: 'くらべる',
  pickWhat: (name: string) => `：${name}`,
}

export const en = {
  joint: ', ',
  andMore: ' and more',
  models: (n: number) => (n === 1 ? 'one model on this label' : `${n} models on this label`),
  level: (code: string, of: number) => `Level ${code} of ${of}`,
  assessor: { self: 'Self-declared', 'third-party': 'Third-party assessed' },
  updates: (day: string) => `Updates until ${day}`,
  updatesOver: (day: string) => `Updates ended on ${day}`,
  noUpdates: 'No updates',
  since: (day: string) => `Since ${day}`,
  soon: 'Ends soon',
  pick: 'Compare',
  pickWhat: (name: string) => `: ${name}`,
} satisfies typeof ja
