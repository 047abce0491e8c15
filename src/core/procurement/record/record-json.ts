import type { Instant } from '../../kernel/date.ts'
import { answerText } from '../answer.ts'
import type { Finding, ReasonText } from '../reason.ts'
import type { Basis, Counts, Report, ReportRow } from '../report.ts'
import type { SystemAnswer, SystemReport } from '../system.ts'
import { recordFormat } from './record-format.ts'
import type { CheckRecord, RecordRow } from './record-schema.ts'
import { openTelling } from './told-finding.ts'

export function recordBasis({ against, register, rules, foreign, ...days }: Basis): CheckRecord['basis'] {
  const { asOf, delivery, contractEnd, importance } = days
  return {
    against: { ...against },
    register: { digest: register.digest, taken_at: register.takenAt },
    rules,
    foreign: [...foreign],
    as_of: asOf,
    ...(delivery === undefined ? {} : { delivery }),
    ...(contractEnd === undefined ? {} : { contract_end: contractEnd }),
    ...(importance === undefined ? {} : { importance }),
  }
}

/** Gives the function that writes one row; it keeps the words it has told. */
export function openRecordRows(): (row: ReportRow) => RecordRow {
  const tell: (finding: Finding) => ReasonText = openTelling()
  return ({ row, rows, asked: { row: _, ...asked }, quantity, importance, role, answer, code, findings, ...found }) => {
    const { match, label, candidates } = found
    const said = tell(findings.find((finding) => finding.code === code)!)
    return {
      row,
      rows: [...rows],
      asked,
      ...(quantity === undefined ? {} : { quantity }),
      ...(importance === undefined ? {} : { importance }),
      ...(role === undefined ? {} : { role }),
      answer,
      answer_words: answerText[answer],
      code,
      words: said.words,
      next: said.next,
      findings: findings.map((finding) => {
        const { words, next } = tell(finding)
        return { code: finding.code, weight: finding.weight, words, next }
      }),
      ...(match === undefined ? {} : { match }),
      ...(label === undefined ? {} : { label: recordLabel(label) }),
      ...(candidates === undefined
        ? {}
        : {
            candidates: {
              why: candidates.why,
              total: candidates.total,
              more: candidates.more,
              shown: candidates.shown.map(({ levelName, ...one }) => ({ ...one, level_name: levelName })),
            },
          }),
    }
  }
}

function recordLabel({
  levelName,
  firstDay,
  lastDay,
  supportUntil,
  ...label
}: NonNullable<ReportRow['label']>): NonNullable<RecordRow['label']> {
  return {
    ...label,
    level_name: levelName,
    valid_from: firstDay,
    ...(lastDay === undefined ? {} : { valid_until: lastDay }),
    ...(supportUntil === undefined ? {} : { support_until: supportUntil }),
  }
}

export const recordCounts = ({ codes, answers: given, ...rest }: Counts): CheckRecord['counts'] => ({
  ...rest,
  answers: { ...given },
  codes: { ...codes } as CheckRecord['counts']['codes'],
})

export const recordSystems = (systems: readonly SystemAnswer[]): NonNullable<CheckRecord['systems']> =>
  systems.map(({ name: called, answer, roles, unplaced }) => ({
    ...(called === undefined ? {} : { name: called }),
    answer,
    roles: roles.map((role) => ({ ...role, rows: [...role.rows] })),
    unplaced: [...unplaced],
  }))

/** A whole record. Unlike CSV it loses nothing: merged rows name their numbers, and every finding is told. */
export function recordJson(report: Report & Partial<Pick<SystemReport, 'systems'>>, madeAt: Instant): CheckRecord {
  const { basis, digest: ofBasis, rows, counts: counted, notAsked, systems } = report
  return {
    format: recordFormat,
    made_at: madeAt,
    basis: recordBasis(basis),
    digest: ofBasis,
    rows: rows.map(openRecordRows()),
    counts: recordCounts(counted),
    not_asked: [...notAsked],
    ...(systems === undefined ? {} : { systems: recordSystems(systems) }),
  }
}
