import type { Fault } from '../../../../core/kernel/fault.ts'
import type { StepState } from '../../../../lab/guided/step.ts'
import type { DeskContext } from '../../page.tsx'
import type { ja } from './steps.texts.ts'
import type { Steps } from './steps-view.ts'

export type P = DeskContext<typeof ja>

/** What of the steps is to be shown: the list, or one screen of one step. */
export interface Shown {
  readonly state?: StepState
  readonly screen?: string // '' is the beginning of the step
  readonly error?: string
  readonly value?: string
  readonly fault?: Fault
}

/** Shows the steps. */
export type Show = (p: P, steps: Steps, shown?: Shown) => Response
