import { type Carried, fateOf } from '../core/determination/carry-over.ts'
import { dateInJapan, type IsoDate } from '../core/kernel/date.ts'
import type { LabelId } from '../core/kernel/label-id.ts'
import type { CriterionId } from '../core/scheme/criterion.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { ScopeAnswer } from '../core/selection/plan.ts'
import { scopeAtLevel, scopeOf } from '../core/selection/scope.ts'
import { applicabilityOf } from '../core/selection/select.ts'
import { standingAt } from '../core/surveillance/standing-at.ts'
import { acceptanceFor } from './assessment.ts'
import type { Case } from './case.ts'
import { fold } from './fold.ts'
import { type State, states, turn } from './lifecycle.ts'
import type { CaseFilter, CaseTransaction, Ports } from './ports.ts'
import type { Viewer } from './roles.ts'
import { maySee } from './sight.ts'

export const outcomes = ['stands', 'look-again', 'would-fail'] as const
export type Outcome = (typeof outcomes)[number]

/** What another edition means for one case: which criteria are open, and which an answer could not stand under. */
export interface CaseImpact {
  readonly case: Pick<Case, 'id' | 'product' | 'maker' | 'state' | 'numbers' | 'level'>
  readonly label?: LabelId
  readonly outcome: Outcome
  readonly lookAgain: readonly CriterionId[]
  readonly notShown: readonly CriterionId[] // new criteria
  readonly refused: readonly CriterionId[] // an answer the edition no longer allows: not applicable, or accepted elsewhere
  readonly covered: ScopeAnswer['verdict'] // whether the edition covers the product
  readonly levelGone: boolean // the edition does not offer the level here
}

/** What a new edition does to open cases and to labels in force of the edition before it: one stretch of the list. */
export interface EditionImpact {
  readonly open: readonly CaseImpact[]
  readonly labels: readonly CaseImpact[]
  readonly looked: number // cases looked at, whatever their edition
  readonly next?: Place // where the next stretch begins; absent: this was the last
}

/** A place in the list of cases: newest change first. */
export type Place = NonNullable<CaseFilter['after']>

/** What another edition means for a case as it stands, on a day. */
export function impactOn(c: Case, fates: readonly Carried[], after: OperatedScheme, day: IsoDate): CaseImpact {
  const of = (fate: Carried['fate']) => fates.filter((f) => f.fate === fate).map(({ criterion }) => criterion)
  const asked = new Set(fates.filter(({ fate }) => fate === 'carries' || fate === 'look-again').map((f) => f.criterion))
  const facts = c.product.facts ?? {}
  const acceptance = { ...acceptanceFor(c, after, day), edition: after.edition.documentNumber }
  const refused = Object.values(c.answers).flatMap((answer) => {
    const criterion = after.criteria.find(({ id }) => id === answer.criterion)
    if (criterion === undefined || !asked.has(answer.criterion)) return []
    return applicabilityOf(criterion, answer, facts, acceptance).ok ? [] : [answer.criterion]
  })
  const lookAgain = of('look-again').filter((id) => !refused.includes(id))
  const notShown = of('new')
  const level = after.levels.find(({ code }) => code === c.level)
  const covered = (level === undefined ? scopeOf(after, facts) : scopeAtLevel(after, level, facts)).verdict
  const levelGone = level?.status !== 'in-operation' || level.criteria.length === 0 || level.path !== c.path
  const fails = levelGone || covered === 'out' || refused.length + notShown.length > 0
  const { id, product, maker, state, numbers } = c
  return {
    case: { id, product, maker, state, numbers, level: c.level },
    ...(c.label === undefined ? {} : { label: c.label }),
    outcome: fails ? 'would-fail' : covered === 'unclear' || lookAgain.length > 0 ? 'look-again' : 'stands',
    lookAgain,
    notShown,
    refused,
    covered,
    levelGone,
  }
}

const running: readonly State[] = states.filter((state) => turn[state] !== 'nobody')

/**
 * What moving from one edition to another does, case by case and stretch by stretch. Only for the body's eyes: it reads every
 * maker's cases.
 */
export async function editionImpact(
  ports: Ports,
  viewer: Viewer,
  { before, after }: { readonly before: OperatedScheme; readonly after: OperatedScheme },
  { from, limit = 500 }: { readonly from?: Place; readonly limit?: number } = {},
): Promise<EditionImpact> {
  if (viewer.kind !== 'body') return { open: [], labels: [], looked: 0 }
  const fates = new Map(before.levels.map(({ code }) => [code, fateOf(before, after, code)]))
  const now = ports.clock.now()
  return ports.store.transact(viewer, async (tx) => {
    const filter = { states: [...running, 'issued' as const], limit: limit + 1 }
    const lines = await tx.list(from === undefined ? filter : { ...filter, after: from })
    const stretch = lines.slice(0, limit)
    const open: CaseImpact[] = []
    const labels: CaseImpact[] = []
    for (const line of stretch) {
      const c = line.scheme === before.id ? await read(tx, viewer, line.id) : undefined
      if (c === undefined || c.edition !== before.edition.documentNumber) continue
      const impact = impactOn(c, fates.get(c.level) ?? [], after, dateInJapan(now))
      if (c.state !== 'issued') open.push(impact)
      else if (await isValid(tx, c, now)) labels.push(impact)
    }
    const last = lines.length > limit ? stretch.at(-1) : undefined
    return {
      open,
      labels,
      looked: stretch.length,
      ...(last === undefined ? {} : { next: { updatedAt: last.updatedAt, id: last.id } }),
    }
  })
}

async function read(tx: CaseTransaction, viewer: Viewer, id: string): Promise<Case | undefined> {
  const events = await tx.readEvents(id)
  const c = events.length === 0 ? undefined : fold(events)
  return c && maySee(c, viewer) ? c : undefined
}

async function isValid(tx: CaseTransaction, c: Case, now: string): Promise<boolean> {
  const record = c.label === undefined ? undefined : await tx.readLabel(c.label)
  if (record === undefined || record.caseId !== c.id) return false
  const standing = standingAt(record.entry.validity, record.entry.events, now)?.code
  return standing === 'valid' || standing === 'suspended'
}
