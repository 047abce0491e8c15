import { dateInJapan, isDate } from '../kernel/date.ts'
import { type Digest, digestOf } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { FactDefinition } from '../scheme/fact.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import type { Answer } from './answer.ts'
import type { Importance } from './demand.ts'
import type { CheckFault } from './faults.ts'
import { type ForeignIndex, noForeign } from './foreign-list.ts'
import type { Days } from './judge.ts'
import { ladderOn } from './ladder.ts'
import { type Line, mergeLines } from './line.ts'
import type { PinnedPolicy } from './policy.ts'
import { isProfile, type PinnedProfile } from './profile.ts'
import type { ReasonCode } from './reason.ts'
import type { RegisterIndex } from './register-index.ts'
import type { Basis, Counts, Report, ReportRow } from './report.ts'
import { openRows, type Rows } from './row.ts'

/** What is asked: these devices, under this policy, on these days, by this register. */
export interface CheckInput extends Days {
  readonly lines: readonly Line[]
  readonly against: PinnedPolicy | PinnedProfile
  readonly importance?: Importance | undefined // for rows that name none
  readonly register: RegisterIndex
  readonly schemes: readonly PinnedScheme[]
  readonly recognition: readonly Recognition[]
  readonly vocabulary?: readonly FactDefinition[] // how a person is asked for what a rule of recognition does not know
  readonly foreign?: ForeignIndex | undefined
}

/** A check made ready: answers rows one by one, for lists that are longer than memory. */
export interface OpenCheck {
  readonly basis: Basis
  readonly digest: Digest // of the basis
  readonly answer: Rows['answer']
  readonly judge: Rows['judge']
  readonly plain: Rows['plain']
  readonly notAsked: Report['notAsked']
}

/** Makes a check ready; refuses what no row could be judged by. */
export function openCheck(input: Omit<CheckInput, 'lines'>): Result<OpenCheck, CheckFault> {
  const fault = dayFault(input) ?? policyFault(input)
  if (fault !== undefined) return refuse(fault)
  const { asOf, delivery, contractEnd, against, importance, register, schemes, recognition } = input
  const foreign = input.foreign ?? noForeign
  const { answer, judge, plain } = openRows({
    against,
    importance,
    register,
    foreign,
    context: {
      ladder: ladderOn(schemes, asOf),
      schemes,
      recognition,
      vocabulary: input.vocabulary ?? [],
      days: { asOf, delivery, contractEnd },
    },
  })
  // Whoever only judges pieces of a list never asks for it.
  const basis = once(
    (): Basis => ({
      against: {
        kind: isProfile(against) ? 'profile' : 'policy',
        id: against.id,
        version: against.version,
        digest: against.digest,
      },
      register: register.snapshot,
      rules: rulesDigest(schemes, recognition),
      foreign: foreign.digests,
      asOf,
      ...(delivery === undefined ? {} : { delivery }),
      ...(contractEnd === undefined ? {} : { contractEnd }),
      ...(importance === undefined ? {} : { importance }),
    }),
  )
  const digest = once(() => digestOf(basis()))
  const { support, validityMonths } = against.conditions
  const notAsked = [
    ...(support?.untilContractEnd && contractEnd === undefined ? (['contract-end'] as const) : []),
    ...((validityMonths ?? support?.months) !== undefined && delivery === undefined ? (['delivery'] as const) : []),
  ]
  return ok({
    get basis() {
      return basis()
    },
    get digest() {
      return digest()
    },
    answer,
    judge,
    plain,
    notAsked,
  })
}

/** Whether devices may be bought: an answer for every row, with what it rests on. */
export function check(input: CheckInput): Result<Report, CheckFault> {
  const opened = openCheck(input)
  if (!opened.ok) return opened
  if (input.lines.length === 0) return refuse({ code: 'list-empty' })
  const { basis, digest, answer, notAsked } = opened.value
  const rows = mergeLines(input.lines).map(answer)
  const counts = openCounts()
  for (const row of rows) counts.add(row, row.rows.length)
  return ok({ basis, digest, counts: counts.counts(), rows, notAsked })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Which levels there are, of what rank and state, and who recognises whom: everything of the rule books that decides here. */
const rulesDigest = (schemes: readonly PinnedScheme[], recognition: readonly Recognition[]) =>
  digestOf({
    schemes: schemes.map(({ id, edition, levels, operation }) => ({
      id,
      edition: [edition.documentNumber, edition.issued, edition.endsOn ?? null],
      levels: levels.map(({ code, rank, status, assessor, categories = null }) => [
        code,
        rank,
        status,
        assessor,
        categories,
      ]),
      categories: operation?.categories.map((category) => category.id) ?? null,
    })),
    recognition,
  })

/** Counts answers as they come by, each for so many lines of the list; several rows at once only where they were not merged. */
export function openCounts(): {
  add(row: Pick<ReportRow, 'answer' | 'code'>, lines: number, rows?: number): void
  counts(): Counts
} {
  const answers: Record<Answer, number> = { meets: 0, 'does-not-meet': 0, 'needs-checking': 0 }
  const codes: Partial<Record<ReasonCode, number>> = {}
  let lines = 0
  let rows = 0
  return {
    add({ answer, code }, of, merged = 1) {
      rows += merged
      lines += of
      answers[answer] += of
      codes[code] = (codes[code] ?? 0) + of
    },
    counts: () => ({ lines, rows, unreadable: codes.UNREADABLE ?? 0, answers: { ...answers }, codes: { ...codes } }),
  }
}

function dayFault({ asOf, delivery, contractEnd, register }: Omit<CheckInput, 'lines'>): CheckFault | undefined {
  for (const day of [asOf, delivery, contractEnd])
    if (day !== undefined && !isDate(day)) return { code: 'day-malformed', day }
  const takenOn = dateInJapan(register.snapshot.takenAt)
  if (asOf > takenOn) return { code: 'day-after-register', asOf, takenOn }
  if (delivery !== undefined && delivery < asOf) return { code: 'delivery-before-day', delivery, asOf }
  const begin = delivery ?? asOf
  if (contractEnd !== undefined && contractEnd < begin) return { code: 'contract-ends-before', contractEnd, begin }
  return undefined
}

/** A policy from outside the catalogue may speak of what is not there; the catalogue's own are held by lint. */
function policyFault({ against, schemes }: Pick<CheckInput, 'against' | 'schemes'>): CheckFault | undefined {
  const rows = isProfile(against) ? against.roles : against.demands
  for (const { anyOf } of rows)
    for (const { scheme, level } of anyOf)
      if (!schemes.some(({ id, levels }) => id === scheme && levels.some(({ code }) => code === level)))
        return { code: 'level-unknown', scheme, level }
  return undefined
}
