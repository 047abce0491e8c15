import type { FaultTexts } from '../kernel/fault.ts'
import type { DecisionFault } from './decision.ts'

/** What the refusals of this room say to a person. */
export const decisionFaultTexts: FaultTexts<DecisionFault> = {
  'decider-took-part': {
    what: { ja: 'あなたはこの案件の判定を行えません。', en: 'You cannot decide this case.' },
    why: {
      ja: 'あなたはこの案件の評価または審査に加わっています（{act}）。判定は、評価に加わっていない人が行います（ISO/IEC 17065 7.6.2）。',
      en: 'You took part in its evaluation or review ({act}). The decision belongs to someone who did not (ISO/IEC 17065 7.6.2).',
    },
    next: { ja: '別の判定者に依頼してください。', en: 'Ask another decider.' },
  },
  'criterion-not-reviewed': {
    what: { ja: '交付を決定できません。', en: 'The label cannot be granted.' },
    why: {
      ja: '適合要件 {criterion} の審査が「十分」で終わっていません。',
      en: 'Criterion {criterion} has not been reviewed as sufficient.',
    },
    next: { ja: '審査に差し戻すか、不交付を決定してください。', en: 'Return the case to review, or refuse it.' },
  },
  'criterion-blocks': {
    what: { ja: '交付を決定できません。', en: 'The label cannot be granted.' },
    why: {
      ja: '適合要件 {criterion} が満たされていません：{reason}',
      en: 'Criterion {criterion} is not fulfilled ({verdict}): {reason}',
    },
    next: {
      ja: '不足が解消されるまで審査に差し戻すか、不交付を決定してください。',
      en: 'Return the case to review until this is resolved, or refuse it.',
    },
  },
  'validity-too-long': {
    what: { ja: '有効期間が長すぎます。', en: 'The period of validity is too long.' },
    why: {
      ja: 'このレベルの有効期間は最長 {months} か月です。',
      en: 'At this level a label is valid for at most {months} months.',
    },
    next: { ja: '有効期間の末日を早めてください。', en: 'Choose an earlier last day.' },
  },
  'validity-in-the-past': {
    what: { ja: '有効期間の日付が正しくありません。', en: 'The dates of validity do not fit.' },
    why: {
      ja: '開始日が判定日より前か、末日が開始日より前になっています。',
      en: 'The first day lies before the day of the decision, or the last day before the first.',
    },
    next: {
      ja: '判定日以降の開始日と、それ以降の末日を指定してください。',
      en: 'Choose a first day from today on, and a last day after it.',
    },
  },
  'refusal-reason-missing': {
    what: { ja: '不交付の理由がありません。', en: 'The refusal has no reason.' },
    why: { ja: '申請者には、不交付の理由を伝える必要があります。', en: 'The applicant has to be told why.' },
    next: { ja: '理由を記入してください。', en: 'Write the reason.' },
  },
}
