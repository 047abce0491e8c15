import type { Check } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { automaticUpdates as step } from '../guided/steps/automatic-updates.ts'

const table = '7-UpdMech'

/** Automatic updates and their notices are on at first, and the user's setting is obeyed. */
export const automaticUpdateSettings: Check = {
  id: '5.3-6-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.3-6', 'etsi-en-303-645:5.3-6'],
  title: { ja: '自動更新の設定', en: 'Settings of automatic updates' },
  units: [
    {
      id: '5.3-6-2a',
      question: {
        ja: '更新を受け取る方法は、申告されたものだけか',
        en: 'Are the declared ways the only ones by which updates come in?',
      },
    },
    {
      id: '5.3-6-2b',
      question: {
        ja: '設定を終えた時点で、自動更新は有効か',
        en: 'Are automatic updates on when the set-up is finished?',
      },
    },
    {
      id: '5.3-6-2c',
      question: {
        ja: '利用者は自動更新を入れる・切る・延期することができ、そのとおりになるか',
        en: 'Can the user switch automatic updates on, off, or postpone them, and is that obeyed?',
      },
    },
    {
      id: '5.3-6-2d',
      question: {
        ja: '更新のお知らせは初めから有効で、設定のとおりになるか',
        en: 'Are notices of updates on at first, and as they are set?',
      },
    },
  ],
  judge: (given) => [
    ...judgeAnswers(given, { unit: '5.3-6-2a', step, wants: { 'only-declared': true }, table }),
    ...judgeAnswers(given, { unit: '5.3-6-2b', step, wants: { 'on-at-first': true }, pictures: ['screenshot'], table }),
    ...judgeAnswers(given, { unit: '5.3-6-2c', step, wants: { 'can-change': true, obeyed: true }, table }),
    ...judgeAnswers(given, {
      unit: '5.3-6-2d',
      step,
      wants: { 'notices-on-at-first': true, 'notices-obeyed': true },
      table,
    }),
  ],
  reasons: guidedReasons,
}
