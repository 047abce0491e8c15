import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { deletionReasons, judgeMarkers, marksGone, marksLeft } from '../guided/judge-deletion.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { deletionOnDevice as step } from '../guided/steps/deletion.ts'

/** Users can delete their data from the device. */
export const deviceDeletion: Check = {
  id: '5.11-1-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.11-1', 'etsi-en-303-645:5.11-1'],
  title: { ja: '機器に残るデータの消去', en: 'Deletion of data on the device' },
  units: [
    { id: '5.11-1-2a', question: { ja: '消すものを、先に残したか', en: 'Was there something to delete?' } },
    {
      id: '5.11-1-2b',
      question: { ja: '申告のとおりの、簡単な操作で消せるか', en: 'Can it be deleted as declared, and simply?' },
    },
    { id: '5.11-1-2c', question: { ja: '消去の後、何も残っていないか', en: 'Is nothing left afterwards?' } },
  ],
  judge: (given) => [
    ...judgeMarkers(given, '5.11-1-2a', step, marksLeft),
    ...judgeAnswers(given, {
      unit: '5.11-1-2b',
      step,
      wants: { 'as-declared': true, simple: true },
      table: '25-DelFunc',
    }),
    ...judgeMarkers(given, '5.11-1-2c', step, marksGone),
  ],
  reasons: { ...guidedReasons, ...deletionReasons },
}
