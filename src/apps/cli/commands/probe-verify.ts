import { verdictText } from '../../../core/determination/verdict.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import {
  type EvidenceStep,
  type EvidenceWhy,
  evidenceStepText,
  evidenceWhyText,
} from '../../../lab/evidence/evidence-steps.ts'
import { endingText } from '../../../lab/evidence/export/test-report-words.ts'
import { evidenceFaultTexts } from '../../../lab/evidence/faults.ts'
import {
  type EvidenceReport,
  type EvidenceResult,
  type EvidenceTrust,
  verifyEvidence,
} from '../../../lab/evidence/verify-evidence.ts'
import { tally } from '../../../lab/explain-verdict.ts'
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
} as const satisfies Record<string, Text>

/** `probe verify`: 0 only for verified evidence signed by a known key, 1 for everything else that is evidence, 2 for what is none. */
export function probeVerify(file: Uint8Array, trust: EvidenceTrust, lang: Language, columns?: number): CommandOutcome {
  const report = verifyEvidence(file, trust)
  const notEvidence = report.fault?.code === 'evidence-not-a-zip' || report.fault?.code === 'evidence-too-large'
  return {
    exit: report.result === 'verified' ? 0 : notEvidence ? 2 : 1,
    text: describe(report, lang, columns),
    json: told(report),
  }
}

function describe(report: EvidenceReport, lang: Language, columns: number | undefined): string {
  const { evidence, signer, ending } = report
  const line = (name: keyof typeof words, value: string) =>
    wrapped(`${words[name][lang]}${lang === 'ja' ? '：' : ': '}`, value, columns).join('\n')
  const counted = evidence && tally(evidence.assessment)
  return [
    ...wrapped('', `${resultText[report.result][lang]} [${report.result}]`, columns),
    ...(ending && ending !== 'finished' ? [fill(words.partial, { ending: endingText[ending][lang] })[lang]] : []),
    ...(evidence
      ? [
          line('run', evidence.record.id),
          line('sample', evidence.record.devices.map(({ label }) => label).join(', ')),
          line('ended', inJapan(evidence.record.ended)),
        ]
      : []),
    ...(signer ? [line('signer', `${signer.kid} ${signer.publicKey}`)] : []),
    ...(signer?.known?.role ? [line('role', signer.known.role)] : []),
    ...(counted
      ? [
          line(
            'verdicts',
            (['fail', 'inconclusive', 'pass', 'not-applicable', 'not-evaluated'] as const)
              .map((v) => `${verdictText[v][lang]} ${counted[v]}`)
              .join('  '),
          ),
        ]
      : []),
    ...(report.verdicts && report.result !== 'broken' ? [line('digest', report.verdicts)] : []),
    '',
    ...report.steps.flatMap((step) =>
      wrapped(`${mark(step)} `, `${evidenceStepText[step.step][lang]}${because(step, report, lang)}`, columns),
    ),
  ].join('\n')
}

/** A moment as it was on the clocks in Japan; to the second, as nobody reads more. */
const inJapan = (at: string): string =>
  `${new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} JST`

const mark = ({ ok }: EvidenceStep): string => (ok === null ? '－' : ok ? '○' : '×')

function because({ why, about }: EvidenceStep, { fault }: EvidenceReport, lang: Language): string {
  if (why === undefined) return ''
  const text = fault?.code === why ? evidenceFaultTexts[fault.code].what : evidenceWhyText[why as EvidenceWhy]
  return ` – ${fill(text, { ...fault, about })[lang]} [${why}]`
}

/** What a program is told: everything but the evidence itself. */
function told({ evidence, ...report }: EvidenceReport): unknown {
  return {
    ...report,
    ...(evidence && {
      run: evidence.record.id,
      digests: evidence.record.digests,
      outcomes: evidence.record.outcomes,
    }),
  }
}
