import type { Text } from '../../core/kernel/text.ts'
import type { Declared } from '../declared/declared.ts'
import type { Seen } from '../observation.ts'
import type { ProbeSaw } from './record.ts'

/** What a person is asked. `instead`: only where the bench did not see that itself. */
export interface Question {
  readonly id: string
  readonly ask: Text
  readonly kind: 'yes-no' | 'number' | 'text' | 'picture'
  readonly optional?: boolean
  readonly instead?: string // 'watch/power', 'login/old-after'
  /** Asked in optional rounds alone, first: whether the round applies to this product at all. Where it does, all of it has to be answered. */
  readonly gate?: boolean
}

/** One move of a step, in the order in which they are made. */
export type Move =
  | { readonly move: 'do'; readonly text: Text }
  | { readonly move: 'ask'; readonly question: string }
  /** The bench watches one port while the person cuts and gives back. */
  | { readonly move: 'watch'; readonly what: 'network' | 'power'; readonly cut: Text; readonly restore: Text }
  /** The bench tries to log in; without a bench the questions that stand instead are asked. */
  | {
      readonly move: 'login'
      readonly which: 'old-before' | 'old-after' | 'new-after' | 'random-after' | 'empty-before'
    }
  /** The same moves for each round. */
  | { readonly move: 'each'; readonly moves: readonly Move[] }

/** Something that is done several times within a step: a copy to try, a marker to look for. */
export interface Round {
  readonly id: string
  readonly title: Text
  readonly optional?: boolean
}

/** A thing that a step is about: an IXIT entry, or the device. */
export interface About {
  readonly id: string
  readonly name: string
}

/** A step that needs hands. It is data; what its answers mean is `observe` here, and the verdict is in the checks. */
export interface GuidedStep {
  readonly id: string
  readonly title: Text
  readonly serves: readonly string[] // test cases of ETSI TS 103 701
  readonly about: (declared: Declared) => readonly About[]
  readonly ready: readonly Text[] // what has to be at hand
  readonly caution?: Text
  readonly rounds?: readonly Round[]
  readonly moves: readonly Move[]
  readonly questions: readonly Question[]
  readonly minutes: number // an estimate
  /** Observations beside `guided-step`. */
  readonly observe?: (state: StepState) => readonly { readonly name: string; readonly seen: Seen }[]
}

export type Answer = boolean | number | string

export interface Picture {
  readonly question: string
  readonly digest: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
}

export const progresses = ['to-do', 'begun', 'done', 'not-possible'] as const
export type Progress = (typeof progresses)[number]

/** How one step stands, for one thing of one sample. */
export interface StepState {
  readonly step: GuidedStep
  readonly about: About
  readonly sample: number
  readonly progress: Progress
  readonly began?: string // the first record that counts
  readonly answers: ReadonlyMap<string, Answer> // by `key` in session.ts
  readonly pictures: readonly Picture[]
  readonly saw: readonly ProbeSaw[] // the last of each kind
  readonly why?: string // where it was not possible
  readonly minutes: number // all sittings, those that do not count any more included: they were spent
  /** What would still have to be said for it to be complete. */
  readonly open: readonly { readonly question: string; readonly round?: string }[]
}

export const device: readonly About[] = [{ id: 'device', name: 'device' }]

/** Every question of a step with the round it is asked in, in order. */
export function asked(step: GuidedStep): readonly { readonly question: Question; readonly round?: Round }[] {
  const walk = (moves: readonly Move[], round?: Round): { question: Question; round?: Round }[] =>
    moves.flatMap((move) => {
      if (move.move === 'each') return (step.rounds ?? []).flatMap((r) => walk(move.moves, r))
      if (move.move !== 'ask') return []
      const question = step.questions.find((q) => q.id === move.question)
      if (question === undefined) throw new Error(`step ${step.id} asks ${move.question}, which it does not have`)
      return [{ question, ...(round && { round }) }]
    })
  return walk(step.moves)
}
