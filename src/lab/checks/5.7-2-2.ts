import type { Check } from '../check.ts'
import { alteredFirst, notAltered } from '../guided/judge-start-up.ts'
import { guidedReasons } from '../guided/reasons.ts'

/** A change that was noticed is told, and the device keeps off the network but for that. */
export const startUpAlert: Check = {
  id: '5.7-2-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.7-2', 'etsi-en-303-645:5.7-2'],
  title: { ja: '書き換えを見つけたときの知らせ', en: 'What follows when a change is noticed' },
  units: [
    { id: '5.7-2-2a', question: { ja: '利用者か管理者に知らせるか', en: 'Is the user or administrator told?' } },
    {
      id: '5.7-2-2b',
      question: { ja: '通信は、知らせるために必要なものだけか', en: 'Is communication limited to what telling needs?' },
    },
  ],
  judge: (given) => [
    ...alteredFirst(given, '5.7-2-2a', 'alerted'),
    ...alteredFirst(given, '5.7-2-2b', 'network-limited'),
  ],
  reasons: { ...guidedReasons, ...notAltered },
}
