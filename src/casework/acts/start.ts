import { askedOtherwise, carryAnswers } from '../../core/determination/carry-over.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { readLabelId } from '../../core/kernel/label-id.ts'
import type { Result } from '../../core/kernel/result.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import type { OperatedLevel, OperatedScheme } from '../../core/scheme/scheme.ts'
import type { IcsAnswer } from '../../core/selection/ics.ts'
import { standingText } from '../../core/surveillance/standing.ts'
import { standingAt } from '../../core/surveillance/standing-at.ts'
import type { ActData, Input } from '../act-data.ts'
import type { Case } from '../case.ts'
import type { CaseworkFault } from '../faults.ts'
import { fold } from '../fold.ts'
import type { CaseTransaction, Ports } from '../ports.ts'
import type { Viewer } from '../roles.ts'

/** What `start` has in its hands: there is no case yet. */
export interface Starting {
  readonly input: Input<'start'>
  readonly viewer: Viewer
  readonly now: Instant
  readonly ports: Ports
  readonly tx: CaseTransaction
}

/** Begins an application: empty, or filled in from the case of the label it renews. Pins the edition for good. */
export async function start(starting: Starting): Promise<Result<ActData['start'], CaseworkFault>> {
  const { input, viewer, ports } = starting
  const scheme = ports.schemes.find(input.scheme)
  if (scheme === undefined) return refuse({ code: 'scheme-not-found', scheme: input.scheme })
  const level = scheme.levels.find((l) => l.code === input.level)
  if (level === undefined || level.status !== 'in-operation' || level.criteria.length === 0)
    return refuse({ code: 'level-unpublished', level: input.level })
  if (level.path !== 'declaration') return refuse({ code: 'path-not-offered', level: input.level })

  const before = input.renews === undefined ? ok(undefined) : await renewing(starting, input.renews)
  if (!before.ok) return before
  const old = before.value
  const name = input.makerName === undefined ? {} : { name: { ja: input.makerName } }
  return ok({
    scheme: scheme.id,
    edition: scheme.edition.documentNumber,
    level: level.code,
    sample: ports.issuer.sample,
    ...(input.example ? { example: true } : {}),
    ...(old?.label === undefined ? {} : { renews: old.label }),
    maker: { ...name, ...old?.maker, id: viewer.organisation },
    product: old?.product ?? {},
    eligibility: old?.eligibility ?? {},
    answers: old === undefined ? [] : answersFrom(old, ports.schemes.find(old.scheme, old.edition), scheme, level),
    files: old?.files ?? [],
  })
}

// Answers are taken over as far as this edition still asks; they are declared, and looked at, again. What it asks otherwise
// than the edition they were given under waits for a new answer; of an edition that is gone nobody knows what it asked.
function answersFrom(
  old: Case,
  before: OperatedScheme | undefined,
  after: OperatedScheme,
  level: OperatedLevel,
): readonly IcsAnswer[] {
  const lookAgain = before === undefined ? level.criteria : askedOtherwise(before, after)
  const { answers } = carryAnswers({ answers: old.answers, laidAside: {} }, level.criteria, lookAgain)
  return Object.values(answers)
}

// The register keeps scheme and level of a label that is renewed, so its new credential cannot name others.
async function renewing({ input, viewer, now, tx }: Starting, typed: string): Promise<Result<Case, CaseworkFault>> {
  const read = readLabelId(typed)
  const record = read.ok ? await tx.readLabel(read.value) : undefined
  if (record === undefined || record.organisation !== viewer.organisation)
    return refuse({ code: 'label-not-found', label: typed })
  if (record.entry.scheme !== input.scheme || record.entry.level !== input.level)
    return refuse({ code: 'label-not-found', label: typed })
  const standing = standingAt(record.entry.validity, record.entry.events, now)?.code ?? 'ended'
  if (standing === 'withdrawn' || standing === 'ended')
    return refuse({ code: 'label-cannot-be-renewed', here: standingText[standing] })
  const events = await tx.readEvents(record.caseId)
  return events.length === 0 ? refuse({ code: 'label-not-found', label: typed }) : ok(fold(events))
}
