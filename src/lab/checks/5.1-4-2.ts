import type { Text } from '../../core/kernel/text.ts'
import type { Check, Given, UnitVerdict } from '../check.ts'
import { aboutOf, carriedOut, finished, judgeAnswers, said } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { passwordChange as step } from '../guided/steps/passwords.ts'
import { type ObservationOf, ofKind } from '../observation.ts'

const reasons = {
  'only-new-works': { ja: '新しいパスワードだけが通ります', en: 'The new password alone lets one in' },
  'old-still-works': {
    ja: '変えた後も、前のパスワードでログインできます',
    en: 'The old password still lets one in after the change',
  },
  'not-changed': {
    ja: '変えたはずが、前のパスワードだけが通ります',
    en: 'The change had no effect: the old password alone lets one in',
  },
  'neither-works': {
    ja: '前のパスワードも新しいパスワードも通りません。打ち間違いかもしれません',
    en: 'Neither the old nor the new password lets one in; one may be mistyped',
  },
  'any-works': { ja: 'でたらめなパスワードでも通ります', en: 'A password that nobody set lets one in' },
  'old-not-known': {
    ja: '変える前のパスワードで入れることを、確かめていません',
    en: 'It was not seen that the old password let one in before the change',
  },
  'try-not-answered': {
    ja: 'ログインの試みに、はっきりした答えがありませんでした（制限、または無応答）',
    en: 'A try to log in got no clear answer (limited, or silent)',
  },
} as const satisfies Record<string, Text>

type Change = ObservationOf<'password-change'>

/** A user can change a password, and the change takes effect. */
export const passwordChange: Check = {
  id: '5.1-4-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.1-4', 'etsi-en-303-645:5.1-4'],
  title: { ja: 'パスワードの変更', en: 'Changing a password' },
  units: [
    {
      id: '5.1-4-2a',
      question: {
        ja: '案内のとおりに、パスワードを変えられるか',
        en: 'Can the password be changed as users are instructed?',
      },
    },
    {
      id: '5.1-4-2b',
      question: {
        ja: '変えた後は、新しいパスワードだけが通るか',
        en: 'Is the new password the only one that works afterwards?',
      },
    },
  ],
  judge: (given) => [
    ...judgeAnswers(given, { unit: '5.1-4-2a', step, wants: { 'as-instructed': true }, table: '1-AuthMech' }),
    ...takesEffect(given),
  ],
  reasons: { ...guidedReasons, ...reasons },
}

function takesEffect(given: Given): readonly UnitVerdict[] {
  const unit = '5.1-4-2b'
  const titles = { titleJa: step.title.ja, titleEn: step.title.en }
  const all = carriedOut(given, step)
  if (all.length === 0)
    return [said(unit, 'device', 'not-evaluated', 'nothing-declared', { facts: { table: '1-AuthMech' } })]
  return all.flatMap(({ about, observation }) => {
    if (observation === undefined) return said(unit, about, 'not-evaluated', 'step-not-done', { facts: titles })
    const { seen, sample, id } = observation
    if (seen.outcome === 'not-possible')
      return said(unit, about, 'inconclusive', 'step-not-possible', {
        facts: { ...titles, why: seen.why ?? '' },
        restsOn: [id],
      })
    const unfinished = said(unit, about, 'inconclusive', 'step-unfinished', { facts: titles, restsOn: [id] })
    const changes = ofKind(given.observations, 'password-change').filter(
      (o) => o.seen.authentication === seen.about && o.sample === sample,
    )
    if (changes.length === 0) return unfinished
    return changes.map((change): UnitVerdict => {
      const [verdict, code] = judgeChange(change)
      return verdict === 'pass' && !finished(observation, change)
        ? unfinished
        : { unit, about: aboutOf(seen.about, sample), verdict, reason: { code }, restsOn: [change.id] }
    })
  })
}

function judgeChange({ seen }: Change): readonly [UnitVerdict['verdict'], keyof typeof reasons] {
  const { oldBefore, oldAfter, newAfter, randomAfter } = seen
  // A service that lets everybody in makes every other answer worthless (lab.md 4.5).
  if (randomAfter === 'accepted') return ['fail', 'any-works']
  if (oldAfter === 'accepted') return newAfter === 'accepted' ? ['fail', 'old-still-works'] : ['fail', 'not-changed']
  if ([oldBefore, oldAfter, newAfter, randomAfter].some((o) => o === 'throttled' || o === 'no-answer'))
    return ['inconclusive', 'try-not-answered']
  if (oldBefore !== 'accepted') return ['inconclusive', 'old-not-known']
  if (newAfter === 'refused' && oldAfter === 'refused') return ['inconclusive', 'neither-works']
  if (newAfter !== 'accepted' || oldAfter !== 'refused' || randomAfter !== 'refused')
    return ['inconclusive', 'try-not-answered']
  return ['pass', 'only-new-works']
}
