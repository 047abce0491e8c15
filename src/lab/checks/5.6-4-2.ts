import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { physicalPorts as step } from '../guided/steps/hardware.ts'

const table = '15-Intf'

/** No debug access is left open. */
export const debugInterfaces: Check = {
  id: '5.6-4-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.6-4', 'etsi-en-303-645:5.6-4'],
  title: { ja: 'デバッグ用の接続口', en: 'Debug interfaces' },
  units: [
    {
      id: '5.6-4-2a',
      question: { ja: '申告されていないデバッグ用の口はないか', en: 'Is there no undeclared debug port?' },
    },
    { id: '5.6-4-2b', question: { ja: '無効とした口は、使えないか', en: 'Do the disabled ones stay closed?' } },
  ],
  judge: (given) => [
    ...judgeAnswers(given, {
      unit: '5.6-4-2a',
      step,
      wants: { 'no-undeclared-debug': true },
      pictures: ['board'],
      table,
    }),
    ...judgeAnswers(given, { unit: '5.6-4-2b', step, wants: { 'disabled-stay-closed': true }, table }),
  ],
  reasons: guidedReasons,
}
