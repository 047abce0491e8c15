import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { storageProtection as step } from '../guided/steps/hardware.ts'

/** Secrets are stored as declared. */
export const storedSecrets: Check = {
  id: '5.4-1-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.4-1', 'etsi-en-303-645:5.4-1'],
  title: { ja: '秘密の情報の保管', en: 'Storage of secrets' },
  units: [
    {
      id: '5.4-1-2a',
      question: {
        ja: '申告した守り方が、実機の保管場所で働いているか',
        en: 'Is the declared protection at work where the device stores its secrets?',
      },
    },
  ],
  judge: (given) =>
    judgeAnswers(given, {
      unit: '5.4-1-2a',
      step,
      wants: { 'as-declared': true, 'nothing-in-clear': true },
      pictures: ['record'],
      table: '10-SecParam',
    }),
  reasons: guidedReasons,
}
