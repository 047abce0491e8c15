import type { Check } from '../check.ts'
import { judgeOutage, outageReasons } from '../guided/judge-outage.ts'
import { guidedReasons } from '../guided/reasons.ts'

/** The device withstands the loss of network and power. */
export const outageResilience: Check = {
  id: '5.9-1-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.9-1', 'etsi-en-303-645:5.9-1'],
  title: { ja: '通信断と停電への備え', en: 'Resilience to outages' },
  units: [
    {
      id: '5.9-1-2a',
      question: {
        ja: '通信が切れても、申告の時間のうちに戻るか',
        en: 'After a loss of the network, is it back in the declared time?',
      },
    },
    {
      id: '5.9-1-2b',
      question: {
        ja: '停電しても、申告の時間のうちに戻るか',
        en: 'After a loss of power, is it back in the declared time?',
      },
    },
  ],
  judge: (given) => [...judgeOutage(given, '5.9-1-2a', 'network'), ...judgeOutage(given, '5.9-1-2b', 'power')],
  reasons: { ...guidedReasons, ...outageReasons },
}
