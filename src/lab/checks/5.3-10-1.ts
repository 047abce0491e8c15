import type { Check } from '../check.ts'
import { scanGapReasons } from '../exposure/scan-gaps.ts'
import { udpReasons } from '../exposure/udp-gaps.ts'
import { judgeUpdateInterfaces, updateInterfaceReasons } from '../exposure/update-interfaces.ts'

/** The functional part of a mixed case: no update reaches the device over the network in a way nobody declared. */
export const updateInterfacesAsDeclared: Check = {
  id: '5.3-10-1',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.3-10', 'etsi-en-303-645:5.3-10'],
  title: { ja: '申告のない更新の入口', en: 'Undeclared ways in for updates' },
  units: [
    {
      id: '5.3-10-1c',
      question: {
        ja: 'ネットワークから見える、申告のない更新の入口がないか',
        en: 'Can no update mechanism be seen over the network that is not declared?',
      },
    },
  ],
  judge: (given) => judgeUpdateInterfaces(given, '5.3-10-1c'),
  reasons: { ...updateInterfaceReasons, ...scanGapReasons, ...udpReasons },
}
