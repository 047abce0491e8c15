import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { isolationReplacement as step } from '../guided/steps/isolation-replacement.ts'

const table = '9-ReplSup'

/** A device that cannot be updated can be isolated and replaced. */
export const isolationAndReplacement: Check = {
  id: '5.3-15-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.3-15', 'etsi-en-303-645:5.3-15'],
  title: { ja: '切り離しと交換', en: 'Isolation and replacement' },
  units: [
    {
      id: '5.3-15-2a',
      question: { ja: '設定でき、主な機能が動くか', en: 'Can it be set up, and do its main functions work?' },
    },
    { id: '5.3-15-2b', question: { ja: '手順のとおりに切り離せるか', en: 'Can it be isolated as instructed?' } },
    {
      id: '5.3-15-2c',
      question: { ja: '切り離した後も、申告のとおりに動くか', en: 'Does it work as declared when isolated?' },
    },
    { id: '5.3-15-2d', question: { ja: '手順のとおりに交換できるか', en: 'Can it be replaced as instructed?' } },
    {
      id: '5.3-15-2e',
      question: { ja: '交換した後、申告のとおりに動くか', en: 'Does it work as declared after the replacement?' },
    },
  ],
  judge: (given) =>
    (['set-up', 'isolated', 'works-isolated', 'replaced', 'works-replaced'] as const).flatMap((question, i) =>
      judgeAnswers(given, { unit: `5.3-15-2${'abcde'[i]}`, step, wants: { [question]: true }, table }),
    ),
  reasons: guidedReasons,
}
