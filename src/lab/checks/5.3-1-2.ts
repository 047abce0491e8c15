import type { Check } from '../check.ts'
import { judgeMisuseAttempted, updateReasons } from '../guided/judge-updates.ts'
import { guidedReasons } from '../guided/reasons.ts'

/** No component can be given software that its maker did not make. The specification refers to the tries of 5.3-2-2. */
export const componentUpdates: Check = {
  id: '5.3-1-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.3-1', 'etsi-en-303-645:5.3-1'],
  title: { ja: 'ソフトウェア部品の更新の悪用', en: 'Misuse of the updates of components' },
  units: [
    {
      id: '5.3-1-2a',
      question: {
        ja: '一覧にある部品の更新の仕組みは、どれも悪用を防ぐか',
        en: 'Does every update mechanism of the listed components withstand misuse?',
      },
    },
  ],
  judge: (given) => judgeMisuseAttempted(given, '5.3-1-2a'),
  reasons: { ...guidedReasons, ...updateReasons },
}
