import type { Text } from '../kernel/text.ts'
import { compareAnswers } from './answer.ts'
import { type Attested, attestedHere } from './attested.ts'
import { ambiguous, distinct } from './candidates.ts'
import type { Importance } from './demand.ts'
import type { ForeignIndex } from './foreign-list.ts'
import { openForeign } from './foreign-row.ts'
import { conclude, findingsOn, type JudgeContext, type Judgement, versionFindings } from './judge.ts'
import { type Learnt, openLearnt } from './learnt.ts'
import { type Line, type LineProblem, type MergedLine, problemTexts } from './line.ts'
import { match } from './match.ts'
import type { PinnedPolicy } from './policy.ts'
import type { PinnedProfile } from './profile.ts'
import type { Finding } from './reason.ts'
import type { Hit, RegisterIndex } from './register-index.ts'
import type { ReportRow, RowLabel } from './report.ts'
import { openTerms, type RowTerms, type TermsOf } from './row-terms.ts'
import { showLabel } from './show-label.ts'

/** What rows are answered by. */
export interface RowsInput {
  readonly against: PinnedPolicy | PinnedProfile
  readonly importance: Importance | undefined
  readonly register: RegisterIndex
  readonly foreign: ForeignIndex
  readonly context: JudgeContext
}

/** What was found for a row, before it is put beside what was asked. */
type Outcome = Judgement & Pick<ReportRow, 'match' | 'label' | 'candidates'>

/** Answers rows one by one. What it learns of a label it keeps, for lists that name it often. */
export interface Rows {
  readonly answer: (line: MergedLine) => ReportRow
  /** The answer and its first reason alone, for rows that are only counted. */
  readonly judge: (line: Line) => Judgement
  /** The same for rows that name a model and at most a maker, once it is known which label they mean, or that there is none. */
  readonly plain: PlainAnswers | undefined
}

/** What rows come to that name a model and at most a maker; not there where something else would decide. */
export interface PlainAnswers {
  readonly label: (entry: number) => Learnt
  readonly learnt: (place: number) => Learnt
  readonly none: Judgement
}

/** Opens the answering of rows. */
export function openRows({ against, importance, register, foreign, context }: RowsInput): Rows {
  const termsFor = openTerms(against, importance, new Set(context.schemes.map(({ id }) => id)))
  const here = openLabels(register, context)
  const elsewhere = openForeign(foreign, context)
  const day = context.days.delivery ?? context.days.asOf

  const answer = (line: Line, of: TermsOf, from: string | undefined, shown: boolean): Outcome => {
    if (from !== undefined && day < from)
      return conclude([{ code: 'NOT_DEMANDED_YET', weight: 'meets', facts: { day, from } }])
    if (line.foreign === undefined) return here.outcome(line, of, shown)
    const stated = elsewhere(line, of)
    // A product may have a label here besides the one that was issued elsewhere.
    if (line.asked.model === undefined) return stated
    const own = here.outcome(line, of, true)
    const better = compareAnswers(own.answer, stated.answer)
    return better < 0 || (better === 0 && own.label !== undefined) ? own : stated
  }

  const outcomeOf = (line: Line, terms: RowTerms, shown: boolean): Outcome =>
    'problem' in terms ? unreadable(terms.problem) : answer(line, terms.of, terms.always?.notBefore, shown)

  const answerRow = (line: MergedLine): ReportRow => {
    const terms = termsFor(line)
    const outcome = outcomeOf(line, terms, true)
    // Put together field by field: this is made for every row of a million.
    const { answer: given, code, findings, match: found, label, candidates } = outcome
    const row: { -readonly [F in keyof ReportRow]: ReportRow[F] } = {
      row: line.row,
      rows: line.rows,
      asked: line.asked,
      answer: given,
      code,
      findings,
    }
    if (line.quantity !== undefined) row.quantity = line.quantity
    if ('said' in terms) {
      const { importance: judgedBy, role } = terms.said
      if (judgedBy !== undefined) row.importance = judgedBy
      if (role !== undefined) row.role = role
    }
    if (found !== undefined) row.match = found
    if (label !== undefined) row.label = label
    if (candidates !== undefined) row.candidates = candidates
    return row
  }
  const usual = termsFor({ row: 0, asked: { row: 0 } })
  return {
    answer: answerRow,
    judge: (line) => outcomeOf(line, termsFor(line), false),
    plain: 'problem' in usual || usual.always?.notBefore !== undefined ? undefined : here.plain(usual.of),
  }
}

function unreadable(problem: LineProblem): Outcome {
  const { words, next } = problemTexts[problem]
  return conclude([{ code: 'UNREADABLE', weight: 'asks', facts: { code: problem, problem: words, remedy: next } }])
}

/** Answers for labels of our own register. */
function openLabels(register: RegisterIndex, context: JudgeContext) {
  const lessons = openLearnt(register.packed, context.days)
  const recent = new Map<number, Attested>()
  const labels = new Map<number, RowLabel>()
  const labelOf = (entry: number): Attested => {
    let label = recent.get(entry)
    if (label === undefined) {
      label = attestedHere(register.entry(entry))
      if (recent.size >= mostRecent) recent.clear()
      recent.set(entry, label)
    }
    return label
  }
  const show = (entry: number): RowLabel => {
    let label = labels.get(entry)
    if (label === undefined) {
      label = showLabel(labelOf(entry), context)
      if (labels.size >= mostShown) labels.clear()
      labels.set(entry, label)
    }
    return label
  }
  const learntUnder = (of: TermsOf): ((entry: number) => Learnt) =>
    lessons.under(of, (entry) => {
      const label = labelOf(entry)
      const terms = of(label.category)
      return { terms, found: findingsOn(label, terms, context) }
    })
  // A product of which nothing is demanded needs no registration.
  const none = (of: TermsOf): Judgement =>
    conclude([{ code: 'NOT_FOUND', weight: of(undefined).partial ? 'asks' : 'fails', facts: {} }])
  const judge = ({ entry }: Hit, { asked }: Line, of: TermsOf): Judgement => {
    const { found, judgement } = learntUnder(of)(entry)
    if (asked.firmware === undefined) return judgement
    const version = versionFindings(labelOf(entry), asked.firmware)
    return version.length === 0 ? judgement : conclude([...found, ...version])
  }
  const best = (hits: readonly Hit[], line: Line, of: TermsOf): Judgement & { readonly hit: Hit } => {
    const all = distinct(hits).map((hit): Judged => ({ ...judge(hit, line, of), hit, label: labelOf(hit.entry) }))
    const [first, ...others] = all.toSorted(bestFirst)
    return withOthers(first!, others, context)
  }
  const outcome = (line: Line, of: TermsOf, shown: boolean): Outcome => {
    const found = match(line, register)
    switch (found.kind) {
      case 'none':
        // Makers register bar code numbers if they wish: that one is missing says nothing of the product.
        if (line.gtin !== undefined && line.asked.model === undefined) return unreadable('gtin-only')
        return none(of)
      case 'not-covered':
        return { ...notCovered(labelOf(found.entry), line), label: show(found.entry) }
      case 'candidates':
        return ambiguous(found.why, found.hits, show)
      default: {
        const [only, second] = found.hits
        if (second === undefined && !shown) return judge(only!, line, of)
        const { hit, answer, code, findings } =
          second === undefined ? { ...judge(only!, line, of), hit: only! } : best(found.hits, line, of)
        if (!shown) return { answer, code, findings }
        return { answer, code, findings, match: found.kind, label: { ...show(hit.entry), model: hit.model } }
      }
    }
  }
  return {
    outcome,
    plain: (of: TermsOf): PlainAnswers => ({
      label: learntUnder(of),
      learnt: lessons.at,
      none: none(of),
    }),
  }
}

// Labels that were looked into lately, and that are shown: bounded, however many the register holds.
const mostRecent = 1_000
const mostShown = 200_000

interface Judged extends Judgement {
  readonly hit: Hit
  readonly label: Attested
}

function notCovered({ number, models }: Attested, { asked }: Line): Judgement {
  const covered = models.slice(0, 5).join(', ') + (models.length > 5 ? ', …' : '')
  const facts = { label: number, model: asked.model ?? '', covered }
  return conclude([{ code: 'MODEL_NOT_COVERED', weight: 'fails', facts }])
}

/** Of several labels of one product, the one that serves the buyer best; the order of the register does not matter. */
function bestFirst(a: Judged, b: Judged): number {
  const [x, y] = [a.label.lastDay ?? '9999', b.label.lastDay ?? '9999']
  return (
    compareAnswers(a.answer, b.answer) ||
    a.findings.length - b.findings.length ||
    (x < y ? 1 : x > y ? -1 : a.label.number < b.label.number ? -1 : 1)
  )
}

/** A product that meets the policy by one label while another of its labels is stopped: the buyer is told. */
function withOthers(best: Judged, others: readonly Judged[], { days }: JudgeContext): Judged {
  if (best.answer !== 'meets') return best
  const stopped = others.flatMap(({ label }): readonly Finding[] => {
    const standing = label.standingOn(days.asOf)?.code
    if (standing !== 'suspended' && standing !== 'withdrawn') return []
    const facts = { label: label.number, standing: stoppedText[standing] }
    return [{ code: 'OTHER_LABEL_STOPPED', weight: 'warns', facts }]
  })
  return stopped.length === 0 ? best : { ...best, ...conclude([...best.findings, ...stopped]) }
}

const stoppedText = {
  suspended: { ja: '停止中', en: 'suspended' },
  withdrawn: { ja: '取消し', en: 'revoked' },
} as const satisfies Record<string, Text>
