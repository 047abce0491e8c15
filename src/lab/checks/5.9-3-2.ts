import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { reconnection as step } from '../guided/steps/reconnection.ts'

/** The device reconnects in an orderly way. */
export const orderlyReconnection: Check = {
  id: '5.9-3-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.9-3', 'etsi-en-303-645:5.9-3'],
  title: { ja: '再接続のしかた', en: 'Orderly reconnection' },
  units: [
    {
      id: '5.9-3-2a',
      question: {
        ja: '申告の順と間隔で再接続し、一斉に押し寄せないか',
        en: 'Does it reconnect in the declared order and pace, without storming?',
      },
    },
  ],
  judge: (given) =>
    judgeAnswers(given, {
      unit: '5.9-3-2a',
      step,
      wants: { 'as-declared': true, spreads: true },
      pictures: ['log'],
      table: '11-ComMech',
    }),
  reasons: guidedReasons,
}
