import { combine, type Verdict, verdictText } from '../../../core/determination/verdict.ts'
import type { Digest } from '../../../core/kernel/digest.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { AssessedUnit } from '../../assess.ts'
import type { Check } from '../../check.ts'
import type { Declared } from '../../declared/declared.ts'
import { questionOf, reasonText } from '../../explain-verdict.ts'
import type { Evidence } from '../open-evidence.ts'
import type { EvidenceResult } from '../verify-evidence.ts'
import { seenText } from './seen-text.ts'
import { reportWords as words } from './test-report-words.ts'

/** What a report is made with, beside the evidence. */
export interface ReportGiven {
  readonly checks: readonly Check[]
  readonly declared: Declared
  readonly digest: Digest // of evidence.zip
  readonly result: EvidenceResult // what verifying the evidence came to
  readonly language: Language
}

/** One test case with its units, in words. */
export interface ReportedCheck {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  readonly verdictName: string
  readonly units: readonly {
    readonly id: string
    readonly question: string
    readonly verdict: Verdict
    readonly verdictName: string
    readonly rows: readonly ReportedRow[]
  }[]
}

/** One thing a unit is about: declared, seen, judged, and why. */
export interface ReportedRow {
  readonly about: string
  readonly declared: string
  readonly seen: string
  readonly verdict: Verdict
  readonly verdictName: string
  readonly reason: string
}

/** A unit of which there is nothing to show but why. */
export interface UnitLeftOut {
  readonly id: string
  readonly question: string
  readonly verdict: Verdict
  readonly verdictName: string
  readonly reasons: readonly string[]
}

// A unit that nobody looked at, or that does not apply, has nothing in its columns: such units stand together, each on a line.
const isShown = ({ verdict, parts }: AssessedUnit): boolean =>
  !['not-evaluated', 'not-applicable'].includes(verdict) || parts.some(({ restsOn }) => restsOn.length > 0)

/** The units that were not looked at, or do not apply, each with its reasons. */
export const leftOutIn = (
  { assessment }: Evidence,
  { checks, language }: Pick<ReportGiven, 'checks' | 'language'>,
): readonly UnitLeftOut[] =>
  assessment.units
    .filter((unit) => !isShown(unit))
    .map((unit) => ({
      id: unit.unit,
      question: questionOf(checks, unit)[language],
      verdict: unit.verdict,
      verdictName: verdictText[unit.verdict][language],
      reasons: [...new Set(unit.parts.map((part) => reasonText(checks, unit, part)[language]))],
    }))

/** The verdicts of a run as a report shows them, what failed first. What is said of one thing in the same words is said once. */
export function resultsIn(
  { assessment, observations }: Evidence,
  { checks, declared, language }: Pick<ReportGiven, 'checks' | 'declared' | 'language'>,
): readonly ReportedCheck[] {
  const seen = Map.groupBy(observations, (o) => o.id)
  const seenIn = (ids: readonly string[], about: string) =>
    ids.flatMap((id) => seen.get(id)?.map((o) => seenText(o, language, about)) ?? [id])
  const name = (verdict: Verdict) => verdictText[verdict][language]
  const told = (unit: AssessedUnit, part: AssessedUnit['parts'][number]) => reasonText(checks, unit, part)[language]
  const rowsOf = (unit: AssessedUnit): readonly ReportedRow[] =>
    [...Map.groupBy(unit.parts, (part) => JSON.stringify([part.about, part.verdict, told(unit, part)])).values()]
      .flatMap((same) =>
        same[0] === undefined ? [] : [{ part: same[0], ids: same.flatMap(({ restsOn }) => restsOn) }],
      )
      .map(({ part, ids }) => ({
        about: part.about === 'device' ? words.device[language] : part.about,
        declared:
          declaredAbout(declared, part.about) || (isEndpoint(part.about) ? words.nothingDeclared[language] : '–'),
        seen: shortened([...new Set(seenIn(ids, part.about))], language) || words.nothingSeen[language],
        verdict: part.verdict,
        verdictName: name(part.verdict),
        reason: told(unit, part),
      }))
      .toSorted(worstFirst)
  return [...Map.groupBy(assessment.units.filter(isShown), ({ check }) => check)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([id, units]) => {
      const verdict = combine(units.map((unit) => unit.verdict))
      return {
        id,
        title: titleOf(checks, id)[language],
        verdict,
        verdictName: name(verdict),
        units: units
          .map((unit) => ({
            id: unit.unit,
            question: questionOf(checks, unit)[language],
            verdict: unit.verdict,
            verdictName: name(unit.verdict),
            rows: rowsOf(unit),
          }))
          .toSorted(worstFirst),
      }
    })
    .toSorted(worstFirst)
}

// Whoever reads a report looks for what failed; among equals the order of the standard stays.
const severity: Record<Verdict, number> = {
  fail: 0,
  inconclusive: 1,
  'not-evaluated': 2,
  pass: 3,
  'not-applicable': 4,
}
const worstFirst = (a: { readonly verdict: Verdict }, b: { readonly verdict: Verdict }): number =>
  severity[a.verdict] - severity[b.verdict]

/** The first few, and how many more there are. */
const shortened = (lines: readonly string[], language: Language): string =>
  [
    ...lines.slice(0, 3),
    ...(lines.length > 3 ? [language === 'ja' ? `ほか ${lines.length - 3} 件` : `and ${lines.length - 3} more`] : []),
  ].join('\n')

const titleOf = (checks: readonly Check[], id: string) =>
  checks.find((check) => check.id === id)?.title ?? { ja: id, en: id }

const isEndpoint = (about: string): boolean => /^(tcp|udp)\/\d+$/.test(about)

/** Which entries of the IXIT speak of something: a port, or an entry itself. */
function declaredAbout(declared: Declared, about: string): string {
  const entries = [
    ...declared.interfaces,
    ...declared.authentication,
    ...declared.communication,
    ...declared.services,
  ].filter(({ id, endpoints }) => id === about || endpoints.includes(about))
  return [...new Set([...entries, ...declared.updates.filter(({ id }) => id === about)].map(({ id }) => id))].join('\n')
}
