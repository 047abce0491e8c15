import type { Text } from '../kernel/text.ts'
import type { Procedure, TestUnit } from '../scheme/criterion.ts'
import type { Ixit } from '../selection/ixit.ts'
import type { PlanItem } from '../selection/plan.ts'
import type { UnitResult } from './evaluation.ts'
import { inBoth, shortfalls } from './evidence.ts'
import type { Finding } from './finding.ts'
import { combine, type Verdict } from './verdict.ts'

/** The result of one test unit, and what would change it. */
export interface JudgedUnit extends UnitResult {
  readonly next?: Text
}

interface Judged {
  readonly verdict: Verdict
  readonly reason: Text
  readonly next?: Text
}

const fixAndShow: Text = {
  ja: '製品または文書を直し、改めて確認した結果を記録してください。',
  en: 'Correct the product or its documents, look again, and record what was found.',
}
const judgeAgain: Text = {
  ja: '不足を補い、改めて確認した結果を記録してください。',
  en: 'Supply what is missing, look again, and record what was found.',
}
const testDevice: Text = {
  ja: '実機で試験し、その記録を添えてください。',
  en: 'Test the device itself and add the record.',
}
const attachRun: Text = {
  ja: '登録された評価者に実機試験を依頼し、署名された証拠ファイルを案件に付けてください。',
  en: 'Have a registered evaluator test the device, and attach the signed evidence file to the case.',
}
const answerAgain: Text = {
  ja: '「該当しない」という回答を改め、製品を直して、もう一度試験してください。',
  en: 'Correct the answer “not applicable”, correct the product, and have it tested again.',
}
const review: Text = {
  ja: '文書を確認し、結果を記録してください。',
  en: 'Review the documents and record what was found.',
}
const answerFirst: Text = {
  ja: 'この適合要件に、理由と証拠を添えて回答してください。',
  en: 'Answer this criterion, with a reason and evidence.',
}

type Way = Pick<Procedure, 'method' | 'evaluator'>

/** Judges one unit from the answer and everything that was found; the heaviest finding decides. */
export function judgeUnit(
  item: PlanItem,
  way: Way,
  unit: TestUnit,
  findings: readonly Finding[],
  ixit: Ixit,
): JudgedUnit {
  const mine = findings.filter((f) => f.unit === unit.id)
  const result = (judged: Judged): JudgedUnit => ({ unit: unit.id, ...judged, findings: mine })

  if (!item.applicability.applies) {
    // What does not apply cannot fail: whoever saw it fail on the device has shown that it does.
    const seen = mine.find(failsOnDevice)
    if (seen !== undefined) return result({ verdict: 'fail', reason: inBoth(seen.reason), next: answerAgain })
    const { conditionText, reason } = item.applicability
    const given = inBoth(reason)
    return result({
      verdict: 'not-applicable',
      reason: { ja: `${conditionText.ja}：${given.ja}`, en: `${conditionText.en}: ${given.en}` },
    })
  }
  if (item.answer.claim === 'not-fulfilled') {
    const given = inBoth(item.answer.reason)
    return result({
      verdict: 'fail',
      reason: {
        ja: `製造業者が「適合していない」と回答しています：${given.ja}`,
        en: `The maker answers that it is not fulfilled: ${given.en}`,
      },
      next: fixAndShow,
    })
  }
  if (item.answer.claim === 'unanswered')
    return result({
      verdict: 'not-evaluated',
      reason: { ja: 'この適合要件への回答がありません。', en: 'This criterion has not been answered.' },
      next: answerFirst,
    })
  const counted = whoeverMay(way, mine)
  if (counted.length === 0) return result(nothingFound(way))

  const judged = counted.map((finding) => judgeFinding(finding, way, unit, ixit))
  const verdict = combine(judged.map((j) => j.verdict))
  return result(judged.find((j) => j.verdict === verdict) ?? nothingFound(way))
}

/** Whether somebody with a registered qualification saw it on the device. */
const seenByQualified = ({ means, run }: Finding): boolean =>
  means === 'device-test' && run?.qualification !== undefined

const failsOnDevice = ({ means, verdict }: Finding): boolean => means === 'device-test' && verdict === 'fail'

// Where a qualified evaluator has looked, what others declare to be fulfilled adds nothing and takes nothing away. What they
// found wrong still weighs.
const whoeverMay = ({ evaluator }: Way, findings: readonly Finding[]): readonly Finding[] =>
  evaluator === undefined || !findings.some(seenByQualified)
    ? findings
    : findings.filter((f) => seenByQualified(f) || (f.verdict !== 'pass' && f.verdict !== 'not-applicable'))

function nothingFound({ method, evaluator }: Way): Judged {
  if (evaluator !== undefined)
    return {
      verdict: 'not-evaluated',
      reason: {
        ja: '資格のある評価者による実機試験の証拠がありません。',
        en: 'There is no evidence of a test on the device by a qualified evaluator.',
      },
      next: attachRun,
    }
  return method === 'real-device'
    ? {
        verdict: 'not-evaluated',
        reason: { ja: '実機で試験した記録がありません。', en: 'There is no record of a test on the device itself.' },
        next: testDevice,
      }
    : {
        verdict: 'not-evaluated',
        reason: { ja: '確認した記録がありません。', en: 'There is no record that this was looked at.' },
        next: review,
      }
}

function judgeFinding(finding: Finding, { method, evaluator }: Way, unit: TestUnit, ixit: Ixit): Judged {
  const reason = inBoth(finding.reason)
  switch (finding.verdict) {
    // A defect that was seen stays a defect, however it was seen: reading the documents may well show a failing device.
    case 'fail':
      return { verdict: 'fail', reason, next: fixAndShow }
    case 'not-evaluated':
      return { verdict: 'not-evaluated', reason, next: method === 'real-device' ? testDevice : review }
    case 'inconclusive':
      return { verdict: 'inconclusive', reason, next: judgeAgain }
    default:
      break
  }
  if (method === 'real-device' && !seenOnDevice(finding))
    return {
      verdict: 'not-evaluated',
      reason: {
        ja: `実機で試験した記録がありません（記録されているのは文書などの確認です：${reason.ja}）`,
        en: `There is no record of a test on the device itself (what is recorded was seen on paper: ${reason.en})`,
      },
      next: testDevice,
    }
  if (evaluator !== undefined && !seenByQualified(finding))
    return {
      verdict: 'inconclusive',
      reason: {
        ja: `この手順は、資格のある評価者が実機で試験して示します（記録されている内容：${reason.ja}）`,
        en: `This procedure is shown by a qualified evaluator who tests the device (what is recorded: ${reason.en})`,
      },
      next: attachRun,
    }
  if (finding.verdict === 'not-applicable') return { verdict: 'not-applicable', reason }

  const missing = shortfalls(unit, finding, ixit)
  const first = missing[0]
  if (first === undefined) return { verdict: 'pass', reason }
  const list = (language: 'ja' | 'en') => missing.map((m) => `${m.place} – ${m.problem[language]}`).join('; ')
  return {
    verdict: 'inconclusive',
    reason: {
      ja: `合格と記録されていますが、根拠が足りません：${list('ja')}`,
      en: `Recorded as a pass, but what it rests on is missing: ${list('en')}`,
    },
    next: {
      ja: `${first.place} を埋め、それを根拠に改めて判定してください。`,
      en: `Fill in ${first.place} and judge again on that ground.`,
    },
  }
}

function seenOnDevice(finding: Finding): boolean {
  if (finding.means === 'device-test') return true
  return (
    finding.means === 'self-declaration' &&
    finding.restsOn.some((ref) => ref.kind === 'file' && ref.shows === 'real-device')
  )
}
