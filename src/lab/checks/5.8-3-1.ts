import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { sensors as step } from '../guided/steps/hardware.ts'

const table = '22-ExtSens'

/** What senses the surroundings is documented for users. */
export const sensingDocumented: Check = {
  id: '5.8-3-1',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.8-3', 'etsi-en-303-645:5.8-3'],
  title: { ja: '周囲を感知する機能の説明', en: 'Documentation of sensing' },
  units: [
    {
      id: '5.8-3-1a',
      question: {
        ja: '説明を、申告された場所で開けるか',
        en: 'Can the documentation be opened where it is declared to be?',
      },
    },
    {
      id: '5.8-3-1b',
      question: { ja: '専門知識のない人にも分かるか', en: 'Is it understandable without technical knowledge?' },
    },
    {
      id: '5.8-3-1c',
      question: {
        ja: '見つけたセンサーは、すべて申告と説明にあるか',
        en: 'Are all sensors that were found declared and documented?',
      },
    },
  ],
  judge: (given) => [
    ...judgeAnswers(given, { unit: '5.8-3-1a', step, wants: { accessible: true }, table }),
    ...judgeAnswers(given, { unit: '5.8-3-1b', step, wants: { understandable: true }, table }),
    ...judgeAnswers(given, { unit: '5.8-3-1c', step, wants: { 'all-declared': true }, pictures: ['outside'], table }),
  ],
  reasons: guidedReasons,
}
