import { businessDaysBetween } from '../../../../casework/calendar.ts'
import { type State, turn } from '../../../../casework/lifecycle.ts'
import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Language } from '../../../../core/kernel/text.ts'
import type { Shape, Tone } from '../../parts/mark.tsx'

/** How much time is left, as words; shape and colour only repeat what the words say. */
export interface TimeLeft {
  readonly text: string
  readonly look?: { readonly shape: Shape; readonly tone: Tone }
}

const words = {
  ja: {
    over: (n: number) => `${n}営業日 超過`,
    today: '今日まで',
    left: (n: number) => `あと${n}営業日`,
    waits: '申請者の回答待ち',
    pays: '入金待ち',
    corrects: '申請者が修正中',
  },
  en: {
    over: (n: number) => `${n} business day${n === 1 ? '' : 's'} overdue`,
    today: 'Due today',
    left: (n: number) => `${n} business day${n === 1 ? '' : 's'} left`,
    waits: 'Waiting for the applicant',
    pays: 'Waiting for the payment',
    corrects: 'Being corrected',
  },
}

/** Business days until the due date. A day off that follows the due date is late as well, by one day at least. */
export function timeLeft(dueOn: IsoDate, today: IsoDate, lang: Language): TimeLeft {
  const t = words[lang]
  if (today > dueOn)
    return {
      text: t.over(Math.max(1, businessDaysBetween(dueOn, today))),
      look: { shape: 'cross', tone: 'stop' },
    }
  const days = businessDaysBetween(today, dueOn)
  if (days <= 0) return { text: t.today, look: { shape: 'diamond', tone: 'wait' } }
  return days <= 2 ? { text: t.left(days), look: { shape: 'diamond', tone: 'wait' } } : { text: t.left(days) }
}

/** Why the body's clock stands still, or undefined while it runs or there is nothing to wait for. */
export function stoppedBecause(state: State, lang: Language): string | undefined {
  if (turn[state] !== 'applicant') return undefined
  const t = words[lang]
  return state === 'payment-due' ? t.pays : state === 'draft' ? t.corrects : t.waits
}
