import type { Text } from '../kernel/text.ts'

export const verdicts = ['pass', 'fail', 'inconclusive', 'not-applicable', 'not-evaluated'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictText: Record<Verdict, Text> = {
  pass: { ja: '合格', en: 'Pass' },
  fail: { ja: '不合格', en: 'Fail' },
  inconclusive: { ja: '判定不能', en: 'Inconclusive' },
  'not-applicable': { ja: '対象外', en: 'Not applicable' },
  'not-evaluated': { ja: '未実施', en: 'Not evaluated' },
}

// What weighs more decides: one fail sinks the whole, and what was not shown is never passed over.
const weight: Record<Verdict, number> = { fail: 4, inconclusive: 3, 'not-evaluated': 2, pass: 1, 'not-applicable': 0 }

/** The verdict over several: the heaviest. Nothing at all is `not-evaluated`, never a pass. */
export function combine(parts: readonly Verdict[]): Verdict {
  return (
    parts.reduce<Verdict | undefined>((a, b) => (a && weight[a] >= weight[b] ? a : b), undefined) ?? 'not-evaluated'
  )
}
