import type { Check } from '../check.ts'
import { judgeMisuseAttempted, judgeMisuseWorkedOut, updateReasons } from '../guided/judge-updates.ts'
import { guidedReasons } from '../guided/reasons.ts'

/** Ways of misusing the update mechanism are worked out and tried. */
export const updateMisuse: Check = {
  id: '5.3-2-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.3-2', 'etsi-en-303-645:5.3-2'],
  title: { ja: '更新の仕組みの悪用', en: 'Misuse of the update mechanism' },
  units: [
    {
      id: '5.3-2-2a',
      question: {
        ja: '悪用の手口（改ざんした写し）を組み立てたか',
        en: 'Were ways of misuse worked out, as tampered copies?',
      },
    },
    {
      id: '5.3-2-2b',
      question: {
        ja: '機器は、改ざんした更新と古い更新を拒むか',
        en: 'Does the device refuse tampered and older updates?',
      },
    },
  ],
  judge: (given) => [...judgeMisuseWorkedOut(given, '5.3-2-2a'), ...judgeMisuseAttempted(given, '5.3-2-2b')],
  reasons: { ...guidedReasons, ...updateReasons },
}
