import type { Check } from '../check.ts'
import { alteredFirst, notAltered } from '../guided/judge-start-up.ts'
import { guidedReasons } from '../guided/reasons.ts'

/** Changed software is noticed at start-up. */
export const startUpDetection: Check = {
  id: '5.7-1-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.7-1', 'etsi-en-303-645:5.7-1'],
  title: { ja: '起動時の検証', en: 'Check at start-up' },
  units: [
    {
      id: '5.7-1-2a',
      question: { ja: '書き換えたソフトウェアを、起動時に見つけるか', en: 'Is altered software noticed at start-up?' },
    },
  ],
  judge: (given) => alteredFirst(given, '5.7-1-2a', 'detected'),
  reasons: { ...guidedReasons, ...notAltered },
}
