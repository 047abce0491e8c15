import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { physicalPorts as step } from '../guided/steps/hardware.ts'

const table = '15-Intf'

/** Sockets, pads and radios are as declared. */
export const physicalInterfaces: Check = {
  id: '5.6-3-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.6-3', 'etsi-en-303-645:5.6-3'],
  title: { ja: '物理的な接続口', en: 'Physical interfaces' },
  units: [
    {
      id: '5.6-3-2a',
      question: { ja: '外に見える口は、すべて申告されているか', en: 'Are all ports that show outside declared?' },
    },
    {
      id: '5.6-3-2b',
      question: { ja: '見せない口は、ケースで守られているか', en: 'Are the others protected by the casing?' },
    },
    { id: '5.6-3-2c', question: { ja: '無線は、申告されたものだけか', en: 'Are the declared radios the only ones?' } },
    {
      id: '5.6-3-2d',
      question: {
        ja: '口の有効・無効は、申告のとおりか',
        en: 'Are the ports on, off, or open only when needed, as declared?',
      },
    },
  ],
  judge: (given) => [
    ...judgeAnswers(given, {
      unit: '5.6-3-2a',
      step,
      wants: { 'outside-declared': true },
      pictures: ['outside'],
      table,
    }),
    ...judgeAnswers(given, { unit: '5.6-3-2b', step, wants: { 'casing-protects': true }, pictures: ['board'], table }),
    ...judgeAnswers(given, { unit: '5.6-3-2c', step, wants: { 'radio-declared': true }, table }),
    ...judgeAnswers(given, { unit: '5.6-3-2d', step, wants: { 'status-declared': true }, table }),
  ],
  reasons: guidedReasons,
}
