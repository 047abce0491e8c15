import { z } from 'zod'
import type { Instant } from '../../kernel/date.ts'
import { standings } from '../../surveillance/standing.ts'
import { type Answer, answers, answerText } from '../answer.ts'
import { importances } from '../demand.ts'
import { fields } from '../lists/fields.ts'
import { candidateReasons, matchKinds } from '../match.ts'
import { type Finding, type ReasonText, reasonCodes } from '../reason.ts'
import type { Basis, Counts, Report, ReportRow } from '../report.ts'
import type { SystemAnswer, SystemReport } from '../system.ts'
import { openTelling } from './told-finding.ts'

/** Name and version of the form below; a change that others could trip over is another version. */
export const recordFormat = 'hoshirushi-check/1'

const text = z.object({ ja: z.string(), en: z.string() })
const name = z.object({ ja: z.string(), en: z.string().optional() })
const day = z.string().meta({ description: 'A day in Japan, YYYY-MM-DD' })
const digest = z.string().meta({ description: 'sha256: and 64 hexadecimal digits' })
const count = z.int().min(0)

const basis = z.object({
  against: z.object({ kind: z.enum(['policy', 'profile']), id: z.string(), version: z.string(), digest }),
  register: z.object({ digest, taken_at: z.string() }),
  rules: digest.meta({ description: 'Digest of the levels and the rules of recognition that were applied' }),
  foreign: z.array(digest).meta({ description: 'Digests of the lists of labels issued elsewhere' }),
  as_of: day,
  delivery: day.optional(),
  contract_end: day.optional(),
  importance: z.enum(importances).optional().meta({ description: 'Of rows that name none' }),
})

const row = z.object({
  row: z.int().min(1).meta({ description: 'Number of the row in the list, headings counted' }),
  rows: z.array(z.int().min(1)).meta({ description: 'All rows that ask for the same' }),
  asked: z.object(Object.fromEntries(fields.map((field) => [field, z.string().optional()]))),
  quantity: count.optional(),
  importance: z.enum(importances).optional(),
  role: z.string().optional(),
  answer: z.enum(answers),
  answer_words: text,
  code: z.enum(reasonCodes),
  words: text,
  next: text,
  findings: z.array(
    z.object({
      code: z.enum(reasonCodes),
      weight: z.enum(['fails', 'asks', 'warns', 'meets']),
      words: text,
      next: text,
    }),
  ),
  match: z.enum([...matchKinds, 'foreign-label']).optional(),
  label: z
    .object({
      number: z.string(),
      scheme: z.string(),
      level: z.string(),
      level_name: text,
      assessor: z.enum(['self', 'third-party']).optional(),
      maker: name,
      product: name.optional(),
      model: z.string().optional(),
      standing: z.enum(standings).optional().meta({ description: 'On the day; absent: not valid yet' }),
      valid_from: day,
      valid_until: day.optional().meta({ description: 'Last day; absent: it does not end' }),
      support_until: day.nullable().optional().meta({ description: 'null: none promised; absent: not known' }),
      sample: z.boolean(),
      elsewhere: z.boolean(),
    })
    .optional(),
  candidates: z
    .object({
      why: z.enum(candidateReasons),
      total: count,
      more: z.boolean(),
      shown: z.array(
        z.object({
          label: z.string(),
          model: z.string(),
          maker: name,
          level_name: text,
          standing: z.enum(standings).optional(),
        }),
      ),
    })
    .optional(),
})

const system = z.object({
  name: z.string().optional().meta({ description: 'Absent where the list names no systems' }),
  answer: z.enum(answers),
  roles: z.array(
    z.object({
      role: z.string(),
      name: text,
      needed: text,
      reason: text,
      answer: z.enum(answers),
      missing: z.boolean().meta({ description: 'The profile requires the role, and no device plays it' }),
      rows: z.array(z.int().min(1)),
    }),
  ),
  unplaced: z.array(z.int().min(1)).meta({ description: 'Rows without a role of the profile' }),
})

const counts = z.object({
  lines: count,
  rows: count,
  unreadable: count,
  answers: z.object({ meets: count, 'does-not-meet': count, 'needs-checking': count } satisfies Record<
    Answer,
    typeof count
  >),
  codes: z.partialRecord(z.enum(reasonCodes), count),
})

/** The form of a record as JSON. */
export const recordSchema = z.object({
  format: z.literal(recordFormat),
  made_at: z.string(),
  basis,
  digest: digest.meta({ description: 'Of the basis' }),
  rows: z.array(row),
  counts,
  not_asked: z.array(z.enum(['contract-end', 'delivery'])).meta({ description: 'Days that nobody gave' }),
  systems: z.array(system).optional().meta({ description: 'Only by a profile' }),
})
export type CheckRecord = z.infer<typeof recordSchema>
export type RecordRow = z.infer<typeof row>

/** The form as JSON Schema (2020-12), for whoever reads records with other means. */
export const recordJsonSchema = (): object => z.toJSONSchema(recordSchema, { target: 'draft-2020-12' })

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
