import { perform } from '../../../../casework/perform.ts'
import type { RunOrder } from '../../../../casework/runs.ts'
import type { StepNote, StepPicture } from '../../../../casework/step-notes.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import type { Result } from '../../../../core/kernel/result.ts'
import type { Said } from '../../../../lab/guided/record.ts'
import type { DeskContext } from '../../page.tsx'
import type { Application } from '../applicant/case-page.ts'

/** Under which name a person's notes stand, here and on their telephone. */
export const noterName = (p: DeskContext<unknown>): string => p.session.viewer.name.trim().slice(0, 80)

/** One step of one thing of one sample. */
export interface Place {
  readonly step: string
  readonly about: string
  readonly sample: number
}

/** Notes what happened, in the order given: each a moment after the one before, for the moment decides what came later. */
export function note(
  p: DeskContext<unknown>,
  { case: c }: Application,
  order: Pick<RunOrder, 'id'>,
  place: Place,
  said: readonly Said[],
  pictures: readonly StepPicture[] = [],
): Promise<Result<unknown, Fault>> {
  const now = Date.parse(p.now)
  const notes = said.map(
    (what, i): StepNote => ({
      id: p.house.ports.chance.uuid(),
      at: new Date(now + i).toISOString(),
      person: noterName(p),
      ...place,
      said: { ...what },
    }),
  )
  return perform(p.house.ports, p.session.viewer, {
    act: 'note-steps',
    caseId: c.id,
    data: { order: order.id, notes, pictures },
  })
}
