export const ja = {
  title: '実機試験にかかった時間',
  lead: '付けられた試験の記録から計算した平均です。どの事業者の、どの製品の試験かは分かりません。計画づくり（⟦gap --effort⟧）に使えます。',
  caption: '要求ごとの平均時間',
  node: '要求',
  hours: '平均（時間）',
  runs: '試験の数',
  empty: 'まだ示せる平均がありません。',
  emptyNext: (n: number) => `同じ要求の試験が${n}件そろうと、平均を示します。`,
  leftOut: (n: number, fewest: number) => `試験が${fewest}件に満たない要求が、ほかに${n}件あります。`,
  download: 'CSVで保存する',
  back: '評価者の登録簿に戻る',
}

export const en: typeof ja = {
  title: 'Time taken by device tests',
  lead: 'Means over the tests that were attached. They tell neither maker nor product. The planner reads them (⟦gap --effort⟧).',
  caption: 'Mean time by demand',
  node: 'Demand',
  hours: 'Mean (hours)',
  runs: 'Tests',
  empty: 'There is no mean to show yet.',
  emptyNext: (n) => `A mean is shown once there are ${n} tests of the same demand.`,
  leftOut: (n, fewest) => `${n} more ${n === 1 ? 'demand has' : 'demands have'} fewer than ${fewest} tests.`,
  download: 'Save as CSV',
  back: 'Back to the register of evaluators',
}
