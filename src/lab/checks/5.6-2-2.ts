import type { Check } from '../check.ts'
import { statusReasons } from '../exposure/declared-status.ts'
import { disclosureReasons, judgeDisclosures } from '../exposure/disclosed.ts'
import { scanGapReasons } from '../exposure/scan-gaps.ts'

/** Before a login the device tells nothing but what is declared. */
export const disclosureAsDeclared: Check = {
  id: '5.6-2-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.6-2', 'etsi-en-303-645:5.6-2'],
  title: { ja: '認証前に知らせる情報', en: 'Information told before authentication' },
  units: [
    {
      id: '5.6-2-2a',
      question: {
        ja: 'ログインせずに見える情報は、申告したものだけか',
        en: 'Is nothing told without a login but what is declared?',
      },
    },
  ],
  judge: (given) => judgeDisclosures(given, '5.6-2-2a'),
  reasons: {
    ...disclosureReasons,
    ...scanGapReasons,
    'interfaces-not-declared': statusReasons['interfaces-not-declared']!,
  },
}
