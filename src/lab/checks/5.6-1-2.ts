import type { Check } from '../check.ts'
import { judgeStatus, statusReasons } from '../exposure/declared-status.ts'
import { scanGapReasons } from '../exposure/scan-gaps.ts'
import { udpReasons } from '../exposure/udp-gaps.ts'
import { judgeUndeclared, undeclaredReasons } from '../exposure/undeclared.ts'

/**
 * Only declared interfaces are open, and disabled ones are closed, as far as IP reaches: physical ports and radio interfaces are for a
 * person. Units are lettered as in ETSI TS 103 701 V1.1.1: a compares the status, b looks for what nobody declared.
 */
export const interfacesAsDeclared: Check = {
  id: '5.6-1-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.6-1', 'etsi-en-303-645:5.6-1'],
  title: { ja: '使わない通信口の無効化', en: 'Unused interfaces are disabled' },
  units: [
    {
      id: '5.6-1-2a',
      question: {
        ja: '申告した通信口（IP）の有効・無効は、実機と一致するか',
        en: 'Are the declared interfaces (over IP) on or off as declared?',
      },
    },
    {
      id: '5.6-1-2b',
      question: {
        ja: '申告のない通信口（IP）が開いていないか',
        en: 'Are there no open interfaces (over IP) that are not declared?',
      },
    },
  ],
  judge: (given) => [...judgeStatus(given, '5.6-1-2a'), ...judgeUndeclared(given, '5.6-1-2b')],
  reasons: { ...statusReasons, ...undeclaredReasons, ...scanGapReasons, ...udpReasons },
}
