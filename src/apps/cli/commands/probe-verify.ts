import { verdictText } from '../../../core/determination/verdict.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { BriefReport } from '../../../lab/evidence/brief-report.ts'
import {
  type EvidenceStep,
  type EvidenceWhy,
  evidenceStepText,
  evidenceWhyText,
} from '../../../lab/evidence/evidence-steps.ts'
import { endingText } from '../../../lab/evidence/export/test-report-words.ts'
import { evidenceFaultTexts } from '../../../lab/evidence/faults.ts'
import { differenceText, type SaidOfPart, type VerdictDifference } from '../../../lab/evidence/verdict-differences.ts'
import type { EvidenceResult } from '../../../lab/evidence/verify-evidence.ts'
import { tamed } from '../../../lab/observation.ts'
import { wrapped } from '../text-layout.ts'
import type { CommandOutcome } from './assess.ts'

const resultText: Record<EvidenceResult, Text> = {
  verified: {
    ja: '検証できました。1バイトも変わっておらず、署名は指定された鍵のもので、判定をやり直しても同じ結果です。',
    en: 'Verified: not a byte was changed, the signature is by a key you named, and judging again gives the same verdicts.',
  },
  'verified-unknown-key': {
    ja: '1バイトも変わっておらず、判定をやり直しても同じ結果ですが、だれが署名したかは分かりません。署名した人の公開鍵を --key で指定してください。',
    en: 'Intact, and judging again gives the same verdicts, but it is not known whose key signed it. Name the public key of the signer with --key.',
  },
  'judged-otherwise': {
    ja: '1バイトも変わっていませんが、ほかの検査で判定されていて、この検査でやり直すと判定が変わります。どちらが正しいかを確かめるまで、この証拠を根拠にしないでください。',
    en: 'Intact, but judged by other checks than those of this program, and these come to other verdicts. Do not rely on it before somebody has found out which are right.',
  },
  broken: {
    ja: '検証できません。この証拠を根拠にしないでください。',
    en: 'Not verified. Do not rely on this evidence.',
  },
}

const words = {
  run: { ja: '試験', en: 'Run' },
  sample: { ja: '試料', en: 'Sample' },
  ended: { ja: '終了', en: 'Ended' },
  partial: { ja: '途中で終わった試験の記録です（{ending}）。', en: 'A partial record: {ending}.' },
  signer: { ja: '署名した鍵', en: 'Signed by' },
  role: { ja: '立場', en: 'Role' },
  verdicts: { ja: '判定', en: 'Verdicts' },
  digest: { ja: '判定のダイジェスト', en: 'Digest of the verdicts' },
  differences: { ja: '判定の違い（{count}）', en: 'Verdicts that differ ({count})' },
  recorded: { ja: '記録だけ', en: 'recorded only' },
  again: { ja: 'やり直しだけ', en: 'judged again only' },
  more: { ja: 'ほか {count} 件', en: 'and {count} more' },
} as const satisfies Record<string, Text>

/** `probe verify`: 0 only for verified evidence signed by a known key, 1 for everything else that is evidence, 2 for what is none. */
export function probeVerify(report: BriefReport, lang: Language, columns?: number): CommandOutcome {
  const notEvidence = report.fault?.code === 'evidence-not-a-zip' || report.fault?.code === 'evidence-too-large'
  return {
    exit: report.result === 'verified' ? 0 : notEvidence ? 2 : 1,
    text: describe(report, lang, columns),
    json: told(report),
  }
}

function describe(report: BriefReport, lang: Language, columns: number | undefined): string {
  const { about, signer, ending } = report
  const line = (name: 'run' | 'sample' | 'ended' | 'signer' | 'role' | 'verdicts' | 'digest', value: string) =>
    wrapped(`${words[name][lang]}${lang === 'ja' ? '：' : ': '}`, tamed(value, 500), columns).join('\n')
  return [
    ...wrapped('', `${resultText[report.result][lang]} [${report.result}]`, columns),
    ...(ending && ending !== 'finished' ? [fill(words.partial, { ending: endingText[ending][lang] })[lang]] : []),
    ...(about
      ? [line('run', about.run), line('sample', about.labels.join(', ')), line('ended', inJapan(about.ended))]
      : []),
    ...(signer ? [line('signer', `${signer.kid} ${signer.publicKey}`)] : []),
    ...(signer?.known?.role ? [line('role', signer.known.role)] : []),
    ...(about
      ? [
          line(
            'verdicts',
            (['fail', 'inconclusive', 'pass', 'not-applicable', 'not-evaluated'] as const)
              .map((v) => `${verdictText[v][lang]} ${about.counted[v]}`)
              .join('  '),
          ),
        ]
      : []),
    ...(report.verdicts && report.result.startsWith('verified') ? [line('digest', report.verdicts)] : []),
    '',
    ...report.steps.flatMap((step) =>
      wrapped(`${mark(step)} `, `${evidenceStepText[step.step][lang]}${because(step, report, lang)}`, columns),
    ),
    ...(report.differences ? whatDiffers(report.differences, lang, columns) : []),
  ].join('\n')
}

const mostUnitsPrinted = 30

/** Both sides of what differs, unit by unit. */
function whatDiffers(
  all: readonly VerdictDifference[],
  lang: Language,
  columns: number | undefined,
): readonly string[] {
  const said = (name: 'recorded' | 'again', parts: readonly SaidOfPart[]) =>
    parts.flatMap(({ about, verdict, code }) =>
      wrapped(`    ${words[name][lang]} `, `${about} – ${verdictText[verdict][lang]} [${code}]`, columns),
    )
  const left = (count: number, indent: string) => (count > 0 ? [indent + fill(words.more, { count })[lang]] : [])
  return [
    '',
    fill(words.differences, { count: all.length })[lang],
    ...all
      .slice(0, mostUnitsPrinted)
      .flatMap((one) => [
        ...wrapped('  ', differenceText(one)[lang], columns),
        ...said('recorded', one.onlyRecorded),
        ...said('again', one.onlyAgain),
        ...left(one.parts - one.onlyRecorded.length - one.onlyAgain.length, '    '),
      ]),
    ...left(all.length - mostUnitsPrinted, '  '),
  ]
}

/** A moment as it was on the clocks in Japan; to the second, as nobody reads more. */
const inJapan = (at: string): string =>
  `${new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} JST`

const mark = ({ ok }: EvidenceStep): string => (ok === null ? '－' : ok ? '○' : '×')

function because({ why, about }: EvidenceStep, { fault }: BriefReport, lang: Language): string {
  if (why === undefined) return ''
  const text = fault?.code === why ? evidenceFaultTexts[fault.code].what : evidenceWhyText[why as EvidenceWhy]
  return ` – ${fill(text, { ...fault, about })[lang]} [${why}]`
}

/** What a program is told: everything but the evidence itself. */
function told({ about, ...report }: BriefReport): unknown {
  return { ...report, ...(about && { run: about.run, digests: about.digests, outcomes: about.outcomes }) }
}
