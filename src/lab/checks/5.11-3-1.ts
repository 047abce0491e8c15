import type { Check, Given, UnitVerdict } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { deletionReasons, judgeMarkers, marksLeft } from '../guided/judge-deletion.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { deletionAtService, deletionOnDevice } from '../guided/steps/deletion.ts'

const table = '25-DelFunc'

/** Users are shown how to delete their data. */
export const deletionInstructions: Check = {
  id: '5.11-3-1',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.11-3', 'etsi-en-303-645:5.11-3'],
  title: { ja: '消去の案内', en: 'Instructions on deletion' },
  units: [
    { id: '5.11-3-1a', question: { ja: '消すものを、先に残したか', en: 'Was there something to delete?' } },
    {
      id: '5.11-3-1b',
      question: {
        ja: '案内は、すべての消去の機能を説明しているか',
        en: 'Do the instructions cover every way of deletion?',
      },
    },
    {
      id: '5.11-3-1c',
      question: { ja: '案内のとおりにすれば、迷わず消せるか', en: 'Does following them lead to the deletion?' },
    },
  ],
  judge: (given) => [
    ...onBoth(given, (step) => judgeMarkers(given, '5.11-3-1a', step, marksLeft)),
    ...onBoth(given, (step) => judgeAnswers(given, { unit: '5.11-3-1b', step, wants: { documented: true }, table })),
    ...onBoth(given, (step) =>
      judgeAnswers(given, { unit: '5.11-3-1c', step, wants: { 'instructions-work': true }, table }),
    ),
  ],
  reasons: { ...guidedReasons, ...deletionReasons },
}

/** On the device, and where services are declared, at them as well. */
const onBoth = (
  { declared }: Given,
  judge: (step: typeof deletionOnDevice) => readonly UnitVerdict[],
): readonly UnitVerdict[] => [
  ...judge(deletionOnDevice),
  ...(deletionAtService.about(declared).length > 0 ? judge(deletionAtService) : []),
]
