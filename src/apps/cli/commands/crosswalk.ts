import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fill, type Language } from '../../../core/kernel/text.ts'
import type { Crosswalk } from '../../../core/scheme/crosswalk.ts'
import { lintCatalogue } from '../../../core/scheme/lint.ts'
import type { LintFinding, LintInput } from '../../../core/scheme/lint-rule.ts'
import { crosswalkFile } from '../../../core/scheme/lint-walk.ts'
import { describeLint } from './catalogue.ts'

/** A crosswalk and the file it came from, as the user named it. */
export interface Brought {
  readonly file: string
  readonly crosswalk: Crosswalk
}

export type CrosswalkFault = {
  readonly code: 'crosswalk-not-inverse'
  readonly file: string
  readonly expected: string
  readonly found: string
}

export interface CrosswalkReport {
  readonly rows: number
  readonly findings: readonly LintFinding[]
}

/**
 * What is wrong with a crosswalk that somebody brings, by the rules of the catalogue: in itself, beside its inverse, and together
 * with everything the catalogue says of the same documents.
 */
export function lintCrosswalk(
  catalogue: LintInput,
  brought: Brought,
  inverse?: Brought,
): Result<CrosswalkReport, CrosswalkFault> {
  const { from, to } = brought.crosswalk
  const expected = `${to.document} → ${from.document}`
  const found = inverse && `${inverse.crosswalk.from.document} → ${inverse.crosswalk.to.document}`
  if (inverse && found !== undefined && found !== expected)
    return refuse({ code: 'crosswalk-not-inverse', file: inverse.file, expected, found })

  const all = inverse ? [brought, inverse] : [brought]
  const mine = all.map(({ crosswalk }) => crosswalk)
  // A file of the catalogue may itself be looked at: then it stands for what was loaded.
  const rest = catalogue.crosswalks.filter(({ id }) => !mine.some((crosswalk) => crosswalk.id === id))
  const before = new Set(lintCatalogue({ ...catalogue, crosswalks: rest }).map(keyOf))
  const among = lintCatalogue({ ...catalogue, crosswalks: mine }).filter(({ code }) => inPairs.has(code))
  const together = lintCatalogue({ ...catalogue, crosswalks: [...rest, ...mine] }).filter(
    ({ code }) => !inPairs.has(code),
  )
  const findings = [...among, ...together].filter((finding) => !before.has(keyOf(finding)))
  return ok({
    rows: mine.reduce((n, { rows }) => n + rows.length, 0),
    findings: findings.map((finding) => placed(finding, all)),
  })
}

// What the catalogue says as well may be said again, and it is no inverse table unless the user says so.
const inPairs: ReadonlySet<LintFinding['code']> = new Set(['row-repeated', 'inverse-missing'])

const keyOf = (finding: LintFinding): string => JSON.stringify(finding)

/** The finding under the name of the user's file, with what the row says. */
function placed(finding: LintFinding, all: readonly Brought[]): LintFinding {
  const named = (text: string) =>
    all.reduce((so, { file, crosswalk }) => so.replaceAll(crosswalkFile(crosswalk), file), text)
  const message = { ja: named(finding.message.ja), en: named(finding.message.en) }
  const from = all.find(({ crosswalk }) => crosswalkFile(crosswalk) === finding.file)
  if (!from) return { ...finding, message }
  const row = from.crosswalk.rows[Number(/^rows\[(\d+)\]/.exec(finding.row)?.[1] ?? Number.NaN)]
  const said = row ? ` (${row.from.join(' | ')} ${row.relation} ${row.to.join(' | ')})` : ''
  return { ...finding, file: from.file, row: `${finding.row}${said}`, message }
}

const clean = {
  ja: '{rows}行を調べました。誤りは見つかりませんでした。',
  en: '{rows} rows were checked. No mistakes were found.',
}

/** What `crosswalk lint` prints. */
export const describeCrosswalk = ({ rows, findings }: CrosswalkReport, language: Language): string =>
  findings.length === 0 ? fill(clean, { rows })[language] : describeLint(findings, language)
