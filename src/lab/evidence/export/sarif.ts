import type { Verdict } from '../../../core/determination/verdict.ts'
import { uuidOf } from '../../../core/exchange/uuid.ts'
import type { Digest } from '../../../core/kernel/digest.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { AssessedUnit } from '../../assess.ts'
import type { Check, UnitVerdict } from '../../check.ts'
import { questionOf, reasonText } from '../../explain-verdict.ts'
import type { Evidence } from '../open-evidence.ts'

// SARIF 2.1.0, for the maker's build pipeline. Its readers look at kind and level: only a `fail` has a level and is shown to
// anyone, so what could not be decided is a `fail` with a warning (3.27.9, 3.27.10); an "open" result would vanish.
const kindOf: Record<Verdict, { readonly kind: string; readonly level: 'error' | 'warning' | 'none' }> = {
  fail: { kind: 'fail', level: 'error' },
  inconclusive: { kind: 'fail', level: 'warning' },
  pass: { kind: 'pass', level: 'none' },
  'not-applicable': { kind: 'notApplicable', level: 'none' },
  'not-evaluated': { kind: 'open', level: 'none' },
}

/** Evidence as a SARIF log: a rule for every test unit, a result for every verdict about something. */
export function toSarif(
  evidence: Evidence,
  {
    checks,
    digest,
    language,
  }: { readonly checks: readonly Check[]; readonly digest: Digest; readonly language: Language },
): object {
  const { record, assessment, observations } = evidence
  const units = assessment.units
  const lineOf = new Map(observations.map((o, i) => [o.id, i + 1]))
  const hashed = (uri: string, of: Digest) => ({ location: { uri }, hashes: { 'sha-256': of.slice('sha256:'.length) } })
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        automationDetails: { id: `device-test/${record.product.model ?? 'device'}/`, guid: record.id },
        language: language === 'ja' ? 'ja-JP' : 'en-US',
        tool: {
          driver: {
            name: record.tool.name,
            version: record.tool.version,
            rules: units.map((assessed) => ({
              id: assessed.unit,
              shortDescription: { text: questionOf(checks, assessed)[language] },
              defaultConfiguration: { level: 'error' },
              properties: {
                check: assessed.check,
                cites: checks.find(({ id }) => id === assessed.check)?.cites ?? [],
              },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: record.ending === 'finished',
            startTimeUtc: record.began,
            endTimeUtc: record.ended,
            exitCodeDescription: record.ending,
            toolExecutionNotifications: record.instruments
              .filter(({ outcome }) => outcome !== 'complete')
              .map(({ id, outcome, trouble }) => ({
                level: 'warning',
                message: { text: `${id}: ${outcome}${trouble ? ` (${trouble})` : ''}` },
              })),
          },
        ],
        artifacts: [
          hashed('observations.jsonl', record.digests.observations),
          hashed('ixit.json', record.digests.ixit),
          hashed('policy.json', record.digests.policy),
        ],
        results: units.flatMap((unit, rule) =>
          partsOf(unit).map((part, nth) => {
            const lines = part.restsOn.map((id) => lineOf.get(id)).filter((line) => line !== undefined)
            return {
              guid: uuidOf(
                'sarif',
                record.id,
                digest,
                unit.unit,
                unit.check,
                part.about,
                part.reason.code,
                String(nth),
              ),
              ruleId: unit.unit,
              ruleIndex: rule,
              ...kindOf[part.verdict],
              message: { text: `${part.about}: ${reasonText(checks, unit, part)[language]}` },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'observations.jsonl', index: 0 },
                    ...(lines[0] === undefined ? {} : { region: { startLine: lines[0] } }),
                  },
                  logicalLocations: [{ name: part.about, kind: 'resource' }],
                },
              ],
              partialFingerprints: { 'unitAboutReason/v1': `${unit.unit}|${part.about}|${part.reason.code}` },
              properties: { verdict: part.verdict, reason: part.reason.code, restsOn: part.restsOn },
            }
          }),
        ),
        properties: {
          evidence: digest,
          verdicts: assessment.digest,
          nonce: record.nonce.value,
          ...(record.digests.checks && { checks: record.digests.checks }),
        },
      },
    ],
  }
}

// A unit about which nothing was said is not forgotten: it was not evaluated.
const partsOf = ({ unit, verdict, parts }: AssessedUnit): readonly UnitVerdict[] =>
  parts.length > 0 ? parts : [{ unit, about: 'device', verdict, reason: { code: verdict }, restsOn: [] }]
