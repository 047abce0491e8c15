import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { deletionAtService, deletionOnDevice } from '../guided/steps/deletion.ts'

const table = '25-DelFunc'

/** Users are told clearly that their data was deleted. */
export const deletionConfirmed: Check = {
  id: '5.11-4-1',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.11-4', 'etsi-en-303-645:5.11-4'],
  title: { ja: '消去が終わったことの知らせ', en: 'Confirmation of deletion' },
  units: [
    {
      id: '5.11-4-1a',
      question: { ja: '消去を申告のとおりに行ったか', en: 'Was the deletion carried out as declared?' },
    },
    { id: '5.11-4-1b', question: { ja: '終わったことが、はっきり伝わるか', en: 'Is it clearly confirmed?' } },
  ],
  judge: (given) =>
    [deletionOnDevice, ...(deletionAtService.about(given.declared).length > 0 ? [deletionAtService] : [])].flatMap(
      (step) => [
        ...judgeAnswers(given, { unit: '5.11-4-1a', step, wants: { 'as-declared': true }, table }),
        ...judgeAnswers(given, { unit: '5.11-4-1b', step, wants: { confirmed: true }, table }),
      ],
    ),
  reasons: guidedReasons,
}
