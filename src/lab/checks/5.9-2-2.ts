import type { Check, Given, UnitVerdict } from '../check.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { judgeOutage, outageReasons } from '../guided/judge-outage.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { outageNetwork, outagePower } from '../guided/steps/outage.ts'

const table = '23-ResMech'

/** Local functions go on without a network, and after a loss of power the device resumes as it was. */
export const outageContinuity: Check = {
  id: '5.9-2-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.9-2', 'etsi-en-303-645:5.9-2'],
  title: { ja: '通信断と停電のときの動き', en: 'Behaviour during and after outages' },
  units: [
    {
      id: '5.9-2-2a',
      question: { ja: '通信がなくても、手元の機能は使えるか', en: 'Do local functions work without a network?' },
    },
    {
      id: '5.9-2-2b',
      question: { ja: '停電の後、元の状態で動きだすか', en: 'Does it resume as it was after a loss of power?' },
    },
  ],
  judge: (given) => [
    ...withOutage(given, '5.9-2-2a', 'network', { 'local-functions': true }),
    ...withOutage(given, '5.9-2-2b', 'power', { 'same-state': true }),
  ],
  reasons: { ...guidedReasons, ...outageReasons },
}

// What was answered counts only for an outage that really was one, and after a loss of power only for a device that came back;
// that it came back too late is for 5.9-1-2.
const noOutage: readonly string[] = ['not-up-before', 'outage-not-seen']
const notBack: readonly string[] = ['not-back', 'watched-too-short']

function withOutage(
  given: Given,
  unit: string,
  what: 'network' | 'power',
  wants: Readonly<Record<string, boolean>>,
): readonly UnitVerdict[] {
  const answered = judgeAnswers(given, { unit, step: what === 'network' ? outageNetwork : outagePower, wants, table })
  const against = what === 'power' ? [...noOutage, ...notBack] : noOutage
  return [...answered, ...judgeOutage(given, unit, what).filter(({ reason }) => against.includes(reason.code))]
}
