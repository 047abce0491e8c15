import type { BrokenEvidence, EvidenceJudgedOtherwise, RunReading } from '../../casework/device-runs.ts'
import type { TestedUnit } from '../../core/determination/device-findings.ts'
import { combine, type Verdict } from '../../core/determination/verdict.ts'
import { type Digest, digestOf } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { fill, type Text } from '../../core/kernel/text.ts'
import type { AssessedUnit } from '../../lab/assess.ts'
import type { Check } from '../../lab/check.ts'
import { readIxit } from '../../lab/declared/read-ixit.ts'
import { type EvidenceStep, evidenceStepText, evidenceWhyText } from '../../lab/evidence/evidence-steps.ts'
import { evidenceFaultTexts } from '../../lab/evidence/faults.ts'
import type { Evidence } from '../../lab/evidence/open-evidence.ts'
import type { RunDevice } from '../../lab/evidence/run-record.ts'
import { differenceText, type VerdictDifference } from '../../lab/evidence/verdict-differences.ts'
import { type EvidenceReport, verifyEvidence } from '../../lab/evidence/verify-evidence.ts'
import { reasonText } from '../../lab/explain-verdict.ts'
import { disagreements, disagreementTexts } from '../../lab/imports/disagreements.ts'
import { tamed } from '../../lab/observation.ts'

/** By what evidence is judged here. */
export interface ReadingRules {
  readonly policies: readonly Digest[]
  readonly checks: readonly Check[]
  readonly checksDigest?: Digest // the identity of these checks
  readonly version?: string // of this program, for records that do not say by which checks they were judged
}

/** Verifies a file from its bytes alone, judges it again, and says in words what it came to. */
export function readRun(
  file: Uint8Array,
  { policies, checks, checksDigest, version }: ReadingRules,
): Result<RunReading, BrokenEvidence | EvidenceJudgedOtherwise> {
  const report = verifyEvidence(file, {
    keys: [], // whose key it is, the register of evaluators says
    checks,
    declare: readIxit,
    policies, // before anything is judged: a policy holds patterns, and this one is a stranger's
    ...(checksDigest === undefined ? {} : { checksDigest }),
    ...(version === undefined ? {} : { tool: version }),
  })
  return readingOf(report, checks)
}

/** A file that is no evidence, with the reason. */
export function broken(
  code: keyof typeof evidenceFaultTexts,
  values: Readonly<Record<string, unknown>> = {},
): BrokenEvidence {
  const { what, why } = evidenceFaultTexts[code]
  const both = { ja: `${what.ja}${why.ja}`, en: `${what.en} ${why.en}` }
  return { code: 'evidence-broken', reason: code, why: fill(both, values) }
}

const whyOf = ({ step, why = step as never, about }: EvidenceStep): Text => {
  const text: Text =
    why in evidenceWhyText ? evidenceWhyText[why as keyof typeof evidenceWhyText] : evidenceStepText[step]
  return fill(text, { about: about ?? '' })
}

const mostToldUnits = 8

/** Judged by other checks: which units come out otherwise, in words for whoever reviews. */
function otherwise(
  wrong: EvidenceStep,
  differences: readonly VerdictDifference[],
  verdicts: Digest,
): EvidenceJudgedOtherwise {
  const told = differences.slice(0, mostToldUnits).map(differenceText)
  const more = differences.length - told.length
  return {
    code: 'evidence-judged-otherwise',
    why: whyOf(wrong),
    differs: {
      ja: `${told.map(({ ja }) => ja).join('。')}${more > 0 ? `。ほか${more}件` : ''}。`,
      en: `${told.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    },
    verdicts,
  }
}

function readingOf(
  report: EvidenceReport,
  checks: readonly Check[],
): Result<RunReading, BrokenEvidence | EvidenceJudgedOtherwise> {
  if (report.fault !== undefined) return refuse(broken(report.fault.code, { ...report.fault }))
  const wrong = report.steps.find((step) => step.ok === false)
  if (wrong !== undefined && report.result === 'judged-otherwise' && report.again !== undefined)
    return refuse(otherwise(wrong, report.differences ?? [], report.again))
  if (wrong !== undefined)
    return refuse({ code: 'evidence-broken', reason: wrong.why ?? wrong.step, why: whyOf(wrong) })
  const { evidence, signer, verdicts } = report
  if (report.result === 'broken' || evidence === undefined || signer === undefined || verdicts === undefined)
    throw new Error('evidence was verified, but the report does not say what it is')
  const { record } = evidence
  const { plan, ixit, policy } = record.digests
  const { firmwareVersion } = record.product
  return ok({
    run: record.id,
    began: record.began,
    ended: record.ended,
    ending: record.ending,
    nonce: record.nonce.value,
    key: signer.publicKey,
    person: record.person.name,
    device: {
      id: digestOf(record.devices.map(knownBy)),
      label: record.devices
        .map(({ label }) => label)
        .join(', ')
        .slice(0, 200),
      ...(firmwareVersion === undefined ? {} : { firmware: firmwareVersion }),
    },
    plan,
    ixit,
    policy,
    verdicts,
    units: unitsOf(evidence, checks),
    minutes: record.minutes,
    ...differencesOf(evidence),
  })
}

const mostDifferences = 30

/** Where other tools saw something else: for the reviewer, who knows that one of the two missed something. */
function differencesOf({ observations }: Evidence): Pick<RunReading, 'differences'> {
  const found = disagreements(observations).slice(0, mostDifferences)
  if (found.length === 0) return {}
  return {
    differences: found.map((one) => {
      const { ja, en } = fill(disagreementTexts[one.code], { ...one })
      return { ja: tamed(ja, longestReason), en: tamed(en, longestReason) }
    }),
  }
}

/**
 * By what a sample is the same one again. Firmware, host keys and certificates change when a product is corrected and tested
 * again; the number on it and its network address do not.
 */
const knownBy = ({ identity }: RunDevice): unknown =>
  identity.serial ?? identity.mac ?? { hostKeys: identity.sshHostKeys, certificates: identity.tlsCertificates }

const mostReasons = 20 // a unit
const longestReason = 500

/** What each unit came to, with the reasons in words: a case keeps the words, for the texts of checks may be put better later. */
const unitsOf = ({ assessment }: Evidence, checks: readonly Check[]): readonly TestedUnit[] =>
  [...Map.groupBy(assessment.units, ({ unit }) => unit)].map(([unit, said]) => ({
    unit,
    verdict: combine(said.map(({ verdict }) => verdict)),
    reasons: said
      .flatMap((one) => one.parts.map((part) => reasonOf(one, part, checks)))
      .toSorted((a, b) => order(a.verdict) - order(b.verdict))
      .slice(0, mostReasons),
  }))

const order = (verdict: Verdict): number =>
  ({ fail: 0, inconclusive: 1, 'not-evaluated': 2, pass: 3, 'not-applicable': 4 })[verdict]

function reasonOf(
  unit: AssessedUnit,
  part: AssessedUnit['parts'][number],
  checks: readonly Check[],
): TestedUnit['reasons'][number] {
  const { about, verdict, reason } = part
  const { ja, en } = reasonText(checks, unit, part)
  return {
    about: tamed(about, 200),
    verdict,
    code: reason.code,
    text: { ja: tamed(ja, longestReason), en: tamed(en, longestReason) },
  }
}
