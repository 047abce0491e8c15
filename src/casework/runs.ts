import type { DeviceRun } from '../core/determination/device-findings.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Text } from '../core/kernel/text.ts'
import type { RunReading } from './device-runs.ts'
import type { Evaluator } from './evaluators.ts'
import { noNotes, type OrderedStep, type OrderNotes } from './step-notes.ts'

/** A run on the bench that was asked for: its nonce ties what comes back to this case, and to no other run. */
export interface RunOrder {
  readonly id: string
  readonly nonce: string
  readonly at: Instant
  readonly by: string
  readonly ixit?: Digest // the declaration that the device is to be compared with
  readonly note?: string
  readonly steps?: readonly OrderedStep[] // that need hands, by the declaration; absent: those of any device
}

/** The evaluator whose key signed a run, as the register had it on the day of the run. */
export type RunEvaluator = Pick<
  Evaluator,
  'id' | 'name' | 'organisation' | 'title' | 'issuedBy' | 'validFrom' | 'validUntil' | 'person'
>

/** What a reviewer found on judging a run again. */
export interface Replay {
  readonly by: string
  readonly at: Instant
  readonly same: boolean
  readonly verdicts?: Digest // what it came to this time; absent where it could not be judged at all
  readonly problem?: Text // why it is not the same: broken, or judged by other checks, with what differs
}

/** A run that is part of a case. */
export interface AttachedRun extends RunReading {
  readonly file: Digest // the evidence
  readonly fileName: string
  readonly order: string
  readonly evaluator?: RunEvaluator // absent: the key is nobody's in the register
  readonly attachedBy: string
  readonly attachedAt: Instant
  readonly replacedBy?: string // run of the same device that came later
  readonly replays: readonly Replay[]
}

/** What a case keeps of the bench. */
export interface Runs {
  readonly runOrders: readonly RunOrder[]
  readonly runs: readonly AttachedRun[] // in the order in which they came
  readonly ixit?: Digest // the declaration the device is compared with: the last order's, else the first run's
  readonly stepNotes: Readonly<Record<string, OrderNotes>> // by order
}

/** What was noted for an order. */
export const notesFor = (c: Pick<Runs, 'stepNotes'>, order: string): OrderNotes =>
  Object.hasOwn(c.stepNotes, order) ? (c.stepNotes[order] ?? noNotes) : noNotes

/** The runs that count; those that were replaced stay on record. */
export const currentRuns = (c: Pick<Runs, 'runs'>): readonly AttachedRun[] =>
  c.runs.filter((run) => run.replacedBy === undefined)

/** Orders that no run has come back for yet. */
export const openOrders = (c: Runs): readonly RunOrder[] =>
  c.runOrders.filter(({ id }) => !c.runs.some((run) => run.order === id))

/** Whether a run was judged again, last of all to the same verdicts. */
export const isReplayed = (run: AttachedRun): boolean => run.replays.at(-1)?.same === true

const otherDeclaration: Text = {
  ja: 'この試験のあとで申告（IXIT）が変わりました。新しい申告で試験し直してください',
  en: 'The declaration (IXIT) has changed since this run. Test again with the new one',
}

/** The runs as they count in determination. A run against another declaration than the case's shows nothing any more. */
export const deviceRunsOf = (c: Runs): readonly DeviceRun[] =>
  currentRuns(c).map((run) => ({
    run: { id: run.run, ...(run.evaluator === undefined ? {} : { qualification: run.evaluator.id }) },
    units: run.units,
    evidence: { kind: 'file', digest: run.file, name: run.fileName, shows: 'real-device' },
    by: run.evaluator?.name ?? run.person,
    at: run.ended,
    ...(c.ixit !== undefined && c.ixit !== run.ixit ? { outdated: otherDeclaration } : {}),
  }))
