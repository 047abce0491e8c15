import { device, type GuidedStep } from '../step.ts'

/** One sample says nothing of "different on every device": the same is looked at on a second one (lab.md 4.10). */
export const twoSamples: GuidedStep = {
  id: 'two-samples',
  title: { ja: '2台目との比較', en: 'Comparison with a second unit' },
  serves: ['5.1-1-2', '5.1-2-2', '5.4-3-2'],
  about: () => device,
  ready: [
    { ja: '同じ型の、未使用の機器をもう1台', en: 'Another unused unit of the same model' },
    {
      ja: '2台のラベルにあるパスワード（証拠には特徴だけが残ります）',
      en: 'The passwords on both labels (only features of them are kept in the evidence)',
    },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: '2台目をつなぎ、--sample 2 を付けて試験を実行します。2台目のアドレスは1台目と違っていてかまいません。',
        en: 'Connect the second unit and run the tests on it with --sample 2. Its address may differ from that of the first.',
      },
    },
    { move: 'ask', question: 'second-run' },
    { move: 'ask', question: 'bought-separately' },
    { move: 'ask', question: 'labels' },
  ],
  questions: [
    {
      id: 'second-run',
      kind: 'yes-no',
      ask: { ja: '2台目の試験を実行しましたか', en: 'Were the tests run on the second unit?' },
    },
    {
      id: 'bought-separately',
      kind: 'yes-no',
      optional: true,
      ask: { ja: '2台は、別に入手したものですか', en: 'Were the two units obtained separately?' },
    },
    {
      id: 'labels',
      kind: 'picture',
      optional: true,
      ask: { ja: 'ラベルの写真（パスワードを隠したもの）', en: 'Pictures of the labels, with the passwords covered' },
    },
  ],
  minutes: 15,
}
