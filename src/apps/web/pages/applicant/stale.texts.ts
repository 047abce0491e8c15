export const ja = {
  title: '先にほかの人が保存しました',
  lead: 'あなたの入力は、まだ保存していません。見くらべて、残すほうを選んでください。',
  who: (name: string, at: string) => `${name} さんが ${at} に保存しました。`,
  caption: '食いちがっている項目',
  field: '項目',
  mine: 'あなたの入力',
  theirs: '保存されている内容',
  keepMine: '自分の入力で置きかえる',
  keepTheirs: '保存されている内容を使う',
}

export const en = {
  title: 'Someone else saved first',
  lead: 'What you entered has not been saved yet. Compare both versions and choose which to keep.',
  who: (name: string, at: string) => `Saved by ${name} on ${at}.`,
  caption: 'What differs',
  field: 'Item',
  mine: 'Your version',
  theirs: 'The saved version',
  keepMine: 'Replace it with my version',
  keepTheirs: 'Use the saved version',
} satisfies typeof ja
