import type { Case } from '../../../../casework/case.ts'
import type { ReviewOutcome } from '../../../../core/decision/decision.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import type { Claim } from '../../../../core/selection/ics.ts'
import type { Shape, Tone } from '../../parts/mark.tsx'

/** What a reviewer said of a criterion; `none`: nobody looked yet, which is not the same as waiting. */
export type Looked = ReviewOutcome | 'none'

export const lookedText: Record<Looked, Text> = {
  sufficient: { ja: '十分', en: 'Sufficient' },
  question: { ja: '質問あり', en: 'Question' },
  waiting: { ja: '情報待ち', en: 'Seen, waiting' },
  insufficient: { ja: '不十分', en: 'Insufficient' },
  none: { ja: '未確認', en: 'Not looked at' },
}

export const lookedLook: Record<Looked, { readonly shape: Shape; readonly tone: Tone }> = {
  sufficient: { shape: 'disc', tone: 'ok' },
  question: { shape: 'diamond', tone: 'wait' },
  waiting: { shape: 'bars', tone: 'wait' },
  insufficient: { shape: 'cross', tone: 'stop' },
  none: { shape: 'ring', tone: 'off' },
}

export const claimText: Record<Claim, Text> = {
  fulfilled: { ja: '適合している', en: 'Fulfilled' },
  accepted: { ja: 'ほかの制度への適合で示す', en: 'Shown by another scheme' },
  'not-applicable': { ja: '該当しない', en: 'Not applicable' },
  'not-fulfilled': { ja: '適合していない', en: 'Not fulfilled' },
  unanswered: { ja: '未回答', en: 'Not answered' },
}

export const lookedAt = (c: Case, criterion: string): Looked => c.reviews[criterion]?.outcome ?? 'none'
