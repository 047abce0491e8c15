export const ja = {
  title: '入力内容の確認',
  lead: '「変更」から直すと、このページに戻ります。公開されるのは、製品の情報・対象の型番・連絡先・更新の情報と、基準ごとの結果だけです。説明と証拠は公開しません。',
  readOnly: '提出した内容です。',
  declare: '自己宣言に進む',
  continue: '続ける',
  lacking: (n: number) => `まだ${n}か所が足りません`,
  lackingNote: '次のところを入力すると、宣言に進めます。',
}

export const en = {
  title: 'Check your answers',
  lead: '“Change” brings you back here. Published are the product, its models, contacts and update information, and the result for each criterion. Explanations and evidence are not published.',
  readOnly: 'This is what was submitted.',
  declare: 'Continue to the self-declaration',
  continue: 'Continue',
  lacking: (n: number) => `${n} ${n === 1 ? 'thing is' : 'things are'} still missing`,
  lackingNote: 'Once these are filled in you can declare.',
} satisfies typeof ja
