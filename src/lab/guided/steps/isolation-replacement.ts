import type { GuidedStep } from '../step.ts'

/** ETSI TS 103 701, 5.3-15-2: a device that cannot be updated can be taken off the network and replaced. */
export const isolationReplacement: GuidedStep = {
  id: 'isolation-replacement',
  title: { ja: '切り離しと交換', en: 'Isolation and replacement' },
  serves: ['5.3-15-2'],
  about: ({ tables }) => (tables.includes('9-ReplSup') ? [{ id: 'ReplSup', name: '9-ReplSup' }] : []),
  ready: [
    { ja: '申告の切り離しと交換の方法（9-ReplSup）', en: 'The declared ways of isolation and replacement (9-ReplSup)' },
    { ja: '交換する部品か、同じ型の機器', en: 'The part to be replaced, or another unit of the model' },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: '機器をふだんどおりに設定し、主な機能が動くことを見ます。',
        en: 'Set the device up as usual and see that its main functions work.',
      },
    },
    { move: 'ask', question: 'set-up' },
    {
      move: 'do',
      text: { ja: '手順のとおりに、ネットワークから切り離します。', en: 'Isolate it from the network as instructed.' },
    },
    { move: 'ask', question: 'isolated' },
    { move: 'ask', question: 'works-isolated' },
    {
      move: 'do',
      text: { ja: '手順のとおりに、部品か機器を交換します。', en: 'Replace the part or the device as instructed.' },
    },
    { move: 'ask', question: 'replaced' },
    { move: 'ask', question: 'works-replaced' },
    { move: 'ask', question: 'functions' },
  ],
  questions: [
    {
      id: 'set-up',
      kind: 'yes-no',
      ask: { ja: '設定でき、主な機能が動きましたか', en: 'Could it be set up, and did its main functions work?' },
    },
    {
      id: 'isolated',
      kind: 'yes-no',
      ask: { ja: '手順のとおりに切り離すことができましたか', en: 'Could it be isolated as instructed?' },
    },
    {
      id: 'works-isolated',
      kind: 'yes-no',
      ask: { ja: '切り離した後も、申告のとおりに動きましたか', en: 'Did it work as declared after that?' },
    },
    {
      id: 'replaced',
      kind: 'yes-no',
      ask: { ja: '手順のとおりに交換できましたか', en: 'Could it be replaced as instructed?' },
    },
    {
      id: 'works-replaced',
      kind: 'yes-no',
      ask: { ja: '交換した後、申告のとおりに動きましたか', en: 'Did it work as declared after that?' },
    },
    {
      id: 'functions',
      kind: 'text',
      ask: { ja: '確かめた機能（並べて書いてください）', en: 'The functions that were tried (a list)' },
    },
  ],
  minutes: 45,
}
