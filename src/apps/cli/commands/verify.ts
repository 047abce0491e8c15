import type { Fault, FaultText } from '../../../core/kernel/fault.ts'
import { readLabelId, writeLabelId } from '../../../core/kernel/label-id.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import { type Bundle, readBundle } from '../../../core/verifier/bundle.ts'
import type { Crypto } from '../../../core/verifier/crypto.ts'
import { type VerifierFault, verifierFaults } from '../../../core/verifier/faults.ts'
import { complete, fetchBundle, type ReadPublished } from '../../../core/verifier/gather.ts'
import {
  type KnownCheckpoint,
  type Report,
  reportVerdictText,
  type Step,
  stepText,
  whyText,
} from '../../../core/verifier/report.ts'
import { readTrust } from '../../../core/verifier/trust.ts'
import { verify } from '../../../core/verifier/verify.ts'
import type { CommandOutcome } from './assess.ts'

/** What is to be verified, already read from where it was. */
export interface VerifyJob {
  readonly what: string // as typed: a file's name or a label's number
  readonly bundle?: string // content of the file; undefined: `what` is a label's number
  readonly trust: string // content of the trust anchor
  readonly read?: ReadPublished // where current lists are fetched from; undefined: offline
  /** What this verifier saw last, and where to keep what it sees now; undefined: nothing is remembered. */
  readonly memory?: {
    readonly last?: KnownCheckpoint
    save(head: KnownCheckpoint): Promise<void>
  }
}

export interface VerifyCommandOptions {
  readonly lang: Language
  readonly now: string
  readonly crypto: Crypto
}

type VerifyCommandFault =
  | VerifierFault
  | { readonly code: 'label-malformed'; readonly what: string }
  | { readonly code: 'label-without-source'; readonly what: string }
  | { readonly code: 'label-not-published'; readonly what: string }
  | { readonly code: 'state-of-another-log'; readonly remembered: string; readonly found: string }

type OwnFault = Exclude<VerifyCommandFault, VerifierFault>

const faultTexts: Record<OwnFault['code'], FaultText> = {
  'state-of-another-log': {
    what: {
      ja: '--state のファイルは、別の記録（{remembered}）を覚えています。',
      en: 'The --state file remembers another log ({remembered}).',
    },
    why: {
      ja: 'この証明の記録は {found} です。一つのファイルで覚えられる記録は一つです。',
      en: 'This credential is in the log {found}; one file remembers one log.',
    },
    next: { ja: '記録ごとに別の --state を指定してください。', en: 'Name a --state file of its own for each log.' },
  },
  'label-malformed': {
    what: {
      ja: '「{what}」はファイルでもラベル番号でもありません。',
      en: '“{what}” is neither a file nor a label number.',
    },
    why: {
      ja: 'ラベル番号は10文字で、最後の1文字は打ち間違いを見つけるための文字です。',
      en: 'A label number has ten characters; the last one finds mistyped numbers.',
    },
    next: { ja: '番号をもう一度確かめてください。', en: 'Check the number.' },
  },
  'label-without-source': {
    what: {
      ja: 'ラベル番号だけでは検証できません。取得元が要ります。',
      en: 'A label number alone cannot be verified: a source is needed.',
    },
    why: { ja: '証明そのものが手元にありません。', en: 'The credential itself is not at hand.' },
    next: {
      ja: '--from に公開先のURLか、写しのフォルダーを指定してください。',
      en: 'Give --from with the URL of the register or a folder that mirrors it.',
    },
  },
  'label-not-published': {
    what: { ja: 'ラベル {what} の証明は公開されていません。', en: 'No credential of label {what} is published there.' },
    why: { ja: '番号が違うか、まだ交付されていません。', en: 'The number is wrong, or the label was not issued.' },
    next: { ja: '番号と取得元を確かめてください。', en: 'Check the number and the source.' },
  },
}

/** `verify`: one label, one verdict. Exit 0 only for `valid`, 1 for every other verdict, 2 for unusable input. */
export async function verifyLabel(job: VerifyJob, options: VerifyCommandOptions): Promise<CommandOutcome> {
  const { lang, now, crypto } = options
  const trust = readTrust(job.trust)
  if (!trust.ok) return refusal(trust.fault, lang)
  const found = await findBundle(job)
  if ('fault' in found) return refusal(found.fault, lang)
  const last = job.memory?.last
  const bundle = job.read ? await complete(found.bundle, job.read, last && { last, crypto }) : found.bundle
  const report = await verify(bundle, trust.value, {
    now,
    crypto,
    ...(last && { lastCheckpoint: last }),
    ...(job.read && { growth: 'required' }),
    ...(found.label !== undefined && { label: found.label }),
  })
  const head = report.checkpoint
  if (head && last && head.origin !== last.origin)
    return refusal({ code: 'state-of-another-log', remembered: last.origin, found: head.origin }, lang)
  if (head && head.size > (last?.size ?? 0)) await job.memory?.save(head)
  return { exit: report.verdict === 'valid' ? 0 : 1, text: describe(report, lang), json: report }
}

type Found = { readonly bundle: Bundle; readonly label?: string } | { readonly fault: VerifyCommandFault }

async function findBundle(job: VerifyJob): Promise<Found> {
  if (job.bundle !== undefined) {
    const reading = readBundle(job.bundle)
    return reading.ok ? { bundle: reading.value } : { fault: reading.fault }
  }
  const label = readLabelId(job.what)
  if (!label.ok) return { fault: { code: 'label-malformed', what: job.what } }
  if (!job.read) return { fault: { code: 'label-without-source', what: job.what } }
  const bundle = await fetchBundle(job.read, label.value)
  return bundle
    ? { bundle, label: label.value }
    : { fault: { code: 'label-not-published', what: writeLabelId(label.value) } }
}

function refusal(fault: VerifyCommandFault, lang: Language): CommandOutcome {
  const told: Readonly<Record<string, FaultText>> = { ...verifierFaults, ...faultTexts }
  const { what, why, next } = told[fault.code]!
  return { exit: 2, text: [what, why, next].map((t) => fill(t, facts(fault))[lang]).join('\n'), json: { fault } }
}

const facts = (fault: Fault): Readonly<Record<string, unknown>> => ({ ...fault })

const words = {
  label: { ja: 'ラベル', en: 'Label' },
  validity: { ja: '有効期間', en: 'Valid' },
  models: { ja: '対象の型番', en: 'Models' },
  gtins: { ja: 'JANコード（GTIN）', en: 'GTINs' },
  at: { ja: '検証した時点', en: 'As of' },
} as const satisfies Record<string, Text>

const mark = ({ ok }: Step): string => (ok === null ? '－' : ok ? '○' : '×')

function describe(report: Report, lang: Language): string {
  const { credential, models, gtins } = report
  const line = (name: keyof typeof words, value: string) => `${words[name][lang]}: ${value}`
  return [
    `${reportVerdictText[report.verdict][lang]} [${report.verdict}]`,
    ...(report.label ? [line('label', writeLabelId(report.label))] : []),
    ...(credential ? [line('validity', `${credential.validFrom} – ${credential.validUntil}`)] : []),
    ...(models ? [line('models', models.join(', '))] : []),
    ...(gtins ? [line('gtins', gtins.join(', '))] : []),
    line('at', report.at),
    '',
    ...report.steps.map((step) => {
      const why = step.why ? ` – ${whyText[step.why][lang]}` : ''
      return `${mark(step)} ${stepText[step.step][lang]}${why}`
    }),
  ].join('\n')
}
