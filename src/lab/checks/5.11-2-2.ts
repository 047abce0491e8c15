import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { deletionReasons, judgeMarkers, marksGone, marksLeft } from '../guided/judge-deletion.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { deletionAtService as step } from '../guided/steps/deletion.ts'

/** Users can remove personal data from associated services. */
export const serviceDeletion: Check = {
  id: '5.11-2-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.11-2', 'etsi-en-303-645:5.11-2'],
  title: { ja: '関連サービスに残る個人情報の消去', en: 'Deletion of personal data at associated services' },
  units: [
    { id: '5.11-2-2a', question: { ja: '消すものを、先に残したか', en: 'Was there something to delete?' } },
    {
      id: '5.11-2-2b',
      question: { ja: '申告のとおりの、簡単な操作で消せるか', en: 'Can it be deleted as declared, and simply?' },
    },
    { id: '5.11-2-2c', question: { ja: 'サービスに、何も残っていないか', en: 'Is nothing left at the service?' } },
  ],
  judge: (given) => [
    ...judgeMarkers(given, '5.11-2-2a', step, marksLeft),
    ...judgeAnswers(given, {
      unit: '5.11-2-2b',
      step,
      wants: { 'as-declared': true, simple: true },
      table: '25-DelFunc',
    }),
    ...judgeMarkers(given, '5.11-2-2c', step, marksGone),
  ],
  reasons: { ...guidedReasons, ...deletionReasons },
}
