import { type Verdict, verdicts, verdictText } from '../../../core/determination/verdict.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Assessment } from '../../../lab/assess.ts'
import { checks } from '../../../lab/checks/all.ts'
import { questionOf, reasonText, tally } from '../../../lab/explain-verdict.ts'
import { padded } from '../terminal.ts'

const words = {
  none: { ja: 'この試験では調べない項目：{units}', en: 'Units this run does not look at: {units}' },
  digest: { ja: '判定の要約値：{digest}', en: 'Digest of the verdicts: {digest}' },
} as const satisfies Record<string, Text>

const mark: Record<Verdict, string> = {
  pass: '○',
  fail: '✕',
  inconclusive: '？',
  'not-applicable': '–',
  'not-evaluated': '・',
}

/** The verdicts of a run for a terminal: what failed first, with its reasons; what was not looked at in one line at the end. */
export function verdictLines(assessment: Assessment, lang: Language): readonly string[] {
  const order: readonly Verdict[] = ['fail', 'inconclusive', 'pass', 'not-applicable']
  const counted = tally(assessment)
  const lines = order.flatMap((verdict) =>
    assessment.units
      .filter((unit) => unit.verdict === verdict)
      .flatMap((unit) => {
        const parts = unit.parts.filter((part) => part.verdict === verdict)
        return [
          `${mark[verdict]} ${padded(verdictText[verdict][lang], 12)} ${padded(unit.unit, 10)} ${questionOf(checks, unit)[lang]}`,
          ...(verdict === 'not-applicable' ? parts.slice(0, 1) : parts).map(
            (part) => `      ${padded(part.about, 20)} ${reasonText(checks, unit, part)[lang]} [${part.reason.code}]`,
          ),
        ]
      }),
  )
  const left = assessment.units.filter((unit) => unit.verdict === 'not-evaluated').map((unit) => unit.unit)
  return [
    ...lines,
    ...(left.length === 0 ? [] : ['', fill(words.none, { units: left.join(', ') })[lang]]),
    '',
    verdicts.map((verdict) => `${verdictText[verdict][lang]} ${counted[verdict]}`).join('  '),
    fill(words.digest, { digest: assessment.digest })[lang],
  ]
}

/** 0 where nothing failed and nothing was left open, 1 otherwise. */
export const exitOf = ({ units }: Assessment): 0 | 1 =>
  units.some(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive') ? 1 : 0
