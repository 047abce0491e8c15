import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import { aboutOf, carriedOut, finished, said } from './judge-answers.ts'
import { outageNetwork, outagePower } from './steps/outage.ts'

/** Why the device stands as it does after an outage. */
export const outageReasons = {
  'back-in-time': {
    ja: '{seconds}秒後に戻りました（申告は{limit}秒以内）',
    en: 'Back after {seconds} s (declared: within {limit} s)',
  },
  'kept-running': { ja: '内蔵の電池などで、止まらずに動き続けました', en: 'It kept running on a battery of its own' },
  'back-too-late': {
    ja: '戻るまでに{seconds}秒かかりました（申告は{limit}秒以内）',
    en: 'It took {seconds} s to come back (declared: within {limit} s)',
  },
  'not-back': {
    ja: '{seconds}秒たっても戻りませんでした（申告は{limit}秒以内）',
    en: 'It was not back after {seconds} s (declared: within {limit} s)',
  },
  'watched-too-short': {
    ja: '戻るのを見届けていません（{seconds}秒で終わりました。申告は{limit}秒以内）',
    en: 'It was not watched long enough ({seconds} s; declared: within {limit} s)',
  },
  'too-close-to-tell': {
    ja: '戻ったのは申告の時間のころで、測り方の粗さのため、どちらとも言えません（{seconds}秒、申告は{limit}秒以内）',
    en: 'It came back about when the declared time ended; the measurement is too coarse to tell ({seconds} s, declared: {limit} s)',
  },
  'recovery-not-declared': {
    ja: '戻るまでの時間が申告（23-ResMech）されていません（{seconds}秒で戻りました）',
    en: 'The time until it is back is not declared in 23-ResMech (it was back after {seconds} s)',
  },
  'not-up-before': {
    ja: '切る前から、機器が答えていませんでした',
    en: 'The device did not answer before anything was cut',
  },
  'outage-not-seen': {
    ja: '切っている間も、機器が答え続けました。切れていなかったのかもしれません',
    en: 'The device went on answering all the time; perhaps nothing was cut',
  },
  'not-steady': {
    ja: '戻った後に、また答えなくなりました（{drops}回）',
    en: 'It went away again after it was back ({drops} times)',
  },
  'not-steady-yet': {
    ja: '戻った後、安定して動くかを見届けていません（{seconds}秒だけ）',
    en: 'It was not watched long enough after it was back ({seconds} s)',
  },
} as const satisfies Record<string, Text>

type Outage = ObservationOf<'outage'>

/** What one outage says: whether the device was really away, and is really back. */
export function judgeOutage(given: Given, unit: string, what: 'network' | 'power'): readonly UnitVerdict[] {
  const step = what === 'network' ? outageNetwork : outagePower
  return carriedOut(given, step).flatMap(({ about, observation }) => {
    const titles = { titleJa: step.title.ja, titleEn: step.title.en }
    if (observation === undefined) return said(unit, about, 'not-evaluated', 'step-not-done', { facts: titles })
    const rest = { restsOn: [observation.id], facts: titles }
    if (observation.seen.outcome === 'not-possible')
      return said(unit, about, 'inconclusive', 'step-not-possible', {
        ...rest,
        facts: { ...titles, why: observation.seen.why ?? '' },
      })
    const outages = ofKind(given.observations, 'outage').filter(
      (o) => o.seen.what === what && o.sample === observation.sample,
    )
    if (outages.length === 0) return said(unit, about, 'inconclusive', 'step-unfinished', rest)
    return outages.map((outage) => {
      const judged = judgeOne(given, unit, aboutOf('device', observation.sample), outage, observation)
      // What speaks against the device counts; what speaks for it only where the step was finished.
      return judged.verdict === 'pass' && !finished(observation, outage)
        ? said(unit, about, 'inconclusive', 'step-unfinished', rest)
        : judged
    })
  })
}

function judgeOne(
  { declared, policy }: Given,
  unit: string,
  about: string,
  { id, seen }: Outage,
  step: ObservationOf<'guided-step'>,
): UnitVerdict {
  const limit = declared.recoverySeconds
  const seconds = seen.backAfterSeconds
  const say = (
    verdict: UnitVerdict['verdict'],
    code: keyof typeof outageReasons,
    facts: Record<string, number> = {},
  ): UnitVerdict => ({ unit, about, verdict, reason: { code, facts }, restsOn: [id, step.id] })
  if (!seen.answeredBefore) return say('inconclusive', 'not-up-before')
  if (!seen.wentDown) {
    const kept = step.seen.answers.find((a) => a.question === 'kept-running')?.answer === true
    return kept && seen.what === 'power' ? say('pass', 'kept-running') : say('inconclusive', 'outage-not-seen')
  }
  if (seconds === undefined) {
    const facts = { seconds: Math.round(seen.watchedSeconds), limit: limit ?? policy.outage.patienceSeconds }
    return limit !== undefined && seen.watchedSeconds > limit + coarse(seen)
      ? say('fail', 'not-back', facts)
      : say('inconclusive', 'watched-too-short', facts)
  }
  const facts = { seconds: Math.round(seconds), limit: limit ?? 0 }
  if (limit !== undefined && seconds > limit)
    return seconds - coarse(seen) > limit
      ? say('fail', 'back-too-late', facts)
      : say('inconclusive', 'too-close-to-tell', facts)
  if (seen.drops > 0) return say('inconclusive', 'not-steady', { drops: seen.drops })
  if (seen.by === 'bench' && seen.steadySeconds < policy.outage.steadySeconds)
    return say('inconclusive', 'not-steady-yet', { seconds: Math.round(seen.steadySeconds) })
  return limit === undefined ? say('inconclusive', 'recovery-not-declared', facts) : say('pass', 'back-in-time', facts)
}

/** How far the true moment may lie before the measured one, in seconds: the port is asked seldom, and one answer is waited for. */
const coarse = ({ everySeconds = 5 }: Outage['seen']): number => everySeconds + 1
