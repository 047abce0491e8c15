import { canonicalJson } from '../../kernel/canonical-json.ts'
import { digestOf } from '../../kernel/digest.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { type CheckInput, check } from '../check.ts'
import type { CheckFault } from '../faults.ts'
import type { ForeignIndex } from '../foreign-list.ts'
import { type Line, readLine } from '../line.ts'
import { digestOfVersion, type PinnedPolicy } from '../policy.ts'
import { isProfile, type PinnedProfile } from '../profile.ts'
import { openRecordRows, recordBasis, recordSystems } from '../record/record-json.ts'
import type { CheckRecord, RecordRow } from '../record/record-schema.ts'
import type { RegisterIndex } from '../register-index.ts'
import { checkSystems, type SystemAnswer } from '../system.ts'
import type { SheetFault } from './faults.ts'
import type { Sheet } from './sheet.ts'
import { openRules } from './sheet-rules.ts'

/** Where a record says one thing and judging again says another. */
export interface Difference {
  readonly row?: number // absent: about a system
  readonly system?: string
  readonly said: string
  readonly found: string
}

/** What came of judging the rows of a record again. */
export interface Reproduction {
  /** Whether it was the very register that the record names, or one of another moment. */
  readonly register: 'same' | 'other'
  readonly takenAt: string
  readonly rows: number
  readonly differences: readonly Difference[]
  readonly reworded: number // rows with the same verdict in other words
}

/** Whether a sheet agrees with itself: its digests are those of what it holds, its counts those of its rows. */
export function agreesWithItself({ record, against }: Sheet): Result<null, SheetFault> {
  const wrong = (what: string) => refuse({ code: 'sheet-says-otherwise' as const, what })
  const { basis, rows, counts } = record
  if (digestOfVersion(against as unknown as PinnedPolicy) !== basis.against.digest) return wrong('policy')
  if (against.id !== basis.against.id || against.version !== basis.against.version) return wrong('policy')
  const answers = { meets: 0, 'does-not-meet': 0, 'needs-checking': 0 }
  let lines = 0
  for (const row of rows) {
    answers[row.answer] += row.rows.length
    lines += row.rows.length
  }
  if (lines !== counts.lines || rows.length !== counts.rows) return wrong('counts')
  if (canonicalJson(answers) !== canonicalJson(counts.answers)) return wrong('counts')
  return ok(null)
}

/** Judges the rows of a sheet again by a register, the policy and the rules that the sheet holds. */
export function reproduce(
  { record, against, rules }: Sheet,
  register: RegisterIndex,
  foreign?: ForeignIndex,
): Result<Reproduction, SheetFault | CheckFault> {
  const { basis } = record
  const document = { ...against, digest: basis.against.digest } as unknown as PinnedPolicy | PinnedProfile
  const input: Omit<CheckInput, 'against'> = {
    lines: record.rows.flatMap(linesOf),
    importance: basis.importance,
    register,
    ...openRules(rules),
    ...(foreign === undefined ? {} : { foreign }),
    asOf: basis.as_of,
    delivery: basis.delivery,
    contractEnd: basis.contract_end,
  }
  const report = isProfile(document)
    ? checkSystems({ ...input, against: document })
    : check({ ...input, against: document })
  if (!report.ok) return report
  const found = recordBasis(report.value.basis)
  if (found.rules !== basis.rules) return refuse({ code: 'sheet-says-otherwise', what: 'rules' })
  if (canonicalJson(found.foreign) !== canonicalJson(basis.foreign))
    return refuse({ code: 'sheet-says-otherwise', what: 'foreign' })
  const same = found.register.digest === basis.register.digest
  if (same && digestOf(report.value.basis) !== record.digest)
    return refuse({ code: 'sheet-says-otherwise', what: 'digest' })
  const rowOf = openRecordRows()
  const again = new Map(report.value.rows.map((row) => [row.row, rowOf(row)]))
  let reworded = 0
  const differences: Difference[] = record.rows.flatMap((row): readonly Difference[] => {
    if (isUnreadable(row)) return []
    const judged = again.get(row.row)
    const [said, got] = [verdictOf(row), judged === undefined ? '' : verdictOf(judged)]
    if (said === got && wordsOf(row) !== wordsOf(judged!)) reworded++
    return said === got ? [] : [{ row: row.row, said: toldOf(row), found: judged === undefined ? '-' : toldOf(judged) }]
  })
  const systems = 'systems' in report.value ? recordSystems(report.value.systems as readonly SystemAnswer[]) : []
  for (const [i, system] of (record.systems ?? []).entries())
    if (systems[i]?.answer !== system.answer || systems[i]?.name !== system.name)
      differences.push({ system: system.name ?? '', said: system.answer, found: systems[i]?.answer ?? '-' })
  return ok({
    register: same ? 'same' : 'other',
    takenAt: found.register.taken_at,
    rows: record.rows.length,
    differences,
    reworded,
  })
}

const isUnreadable = ({ code, answer }: RecordRow): boolean => code === 'UNREADABLE' && answer === 'needs-checking'

// A cell that could not be read is not in the record: such a row stays as it was said, and is not judged again.
const linesOf = (row: RecordRow): readonly Line[] =>
  row.rows.map((number) => {
    const asked = { ...row.asked, row: number }
    return isUnreadable(row) ? { row: number, asked, problem: 'empty' } : readLine(asked)
  })

const wordsOf = ({ words, next, findings }: RecordRow): string =>
  canonicalJson([words, next, findings.map((finding) => [finding.words, finding.next])])

/** What a verdict is made of; the words may have been put better since. */
const verdictOf = ({ answer, code, findings, match, label, candidates, importance, role, rows }: RecordRow): string =>
  canonicalJson({
    answer,
    code,
    rows,
    findings: findings.map(({ code: of, weight }) => [of, weight]),
    match: match ?? null,
    importance: importance ?? null,
    role: role ?? null,
    label:
      label === undefined
        ? null
        : [
            label.scheme,
            label.number,
            label.level,
            label.standing ?? null,
            label.valid_from,
            label.valid_until ?? null,
          ],
    candidates: candidates?.shown.map(({ label: of, model }) => [of, model]) ?? null,
  })

const toldOf = ({ answer, code, label }: RecordRow): string =>
  [answer, code, label?.number, label?.standing].filter((part) => part !== undefined).join(' ')

/** A record without the sheet around it, made into one by the rule books at hand; for records that were saved as JSON. */
export const sheetAround = (record: CheckRecord, by: Pick<Sheet, 'against' | 'rules'>): Sheet => ({
  format: 'hoshirushi-sheet/1',
  language: 'ja',
  maker: { kind: 'command' },
  record,
  ...by,
})
