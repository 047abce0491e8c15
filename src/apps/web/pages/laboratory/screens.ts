import type { Text } from '../../../../core/kernel/text.ts'
import type { ProbeSaw } from '../../../../lab/guided/record.ts'
import { answersTo, benchSaw, isClosed, key } from '../../../../lab/guided/session.ts'
import type { GuidedStep, Move, Question, Round, StepState } from '../../../../lab/guided/step.ts'

/** One screen of a step: something to do, or one question. `cut` and `restore` are the two halves of an outage. */
export interface Screen {
  readonly id: string // within the step: its place, and the round
  readonly kind: 'do' | 'cut' | 'restore' | Question['kind']
  readonly text: Text
  readonly question?: Question
  readonly round?: Round
}

/** The screens of a step in the order in which they are gone through. A telephone has no hands: what a bench would see itself is asked. */
export function screensOf(step: GuidedStep): readonly Screen[] {
  const walk = (moves: readonly Move[], path: string, round?: Round): readonly Screen[] =>
    moves.flatMap((move, i): readonly Screen[] => {
      const id = `${path}${i + 1}`
      const within = round && { round }
      switch (move.move) {
        case 'do':
          return [{ id, kind: 'do', text: move.text, ...within }]
        case 'ask': {
          const question = step.questions.find((one) => one.id === move.question)
          return question === undefined ? [] : [{ id, kind: question.kind, text: question.ask, question, ...within }]
        }
        case 'watch':
          return [
            { id: `${id}-cut`, kind: 'cut', text: move.cut, ...within },
            { id: `${id}-restore`, kind: 'restore', text: move.restore, ...within },
          ]
        case 'each':
          return (step.rounds ?? []).flatMap((one) => walk(move.moves, `${id}-${one.id}-`, one))
        default:
          return [] // a login that a bench would try: the questions that stand instead are asked
      }
    })
  return walk(step.moves, '')
}

/** Whether a screen is left out, by what was answered so far. */
export function isLeftOut(state: Pick<StepState, 'step' | 'answers' | 'saw'>, { question, round }: Screen): boolean {
  if (question?.instead !== undefined && benchSaw(state as { saw: readonly ProbeSaw[] }, question.instead)) return true
  const gate = state.step.questions.find((one) => one.gate)
  const about = question ?? (round?.optional && gate !== undefined ? { ...gate, gate: false } : undefined)
  return about !== undefined && isClosed(state, about, round)
}

/** Whether its question was answered. */
export const isAnswered = ({ answers, pictures }: Pick<StepState, 'answers' | 'pictures'>, screen: Screen): boolean =>
  screen.question !== undefined &&
  (screen.kind === 'picture'
    ? pictures.some((picture) => picture.question === screen.question?.id)
    : answersTo(screen.question, answers.get(key(screen.question.id, screen.round?.id))))

/** The screens that are gone through, given the answers so far. */
export const screensNow = (state: StepState): readonly Screen[] =>
  screensOf(state.step).filter((screen) => !isLeftOut(state, screen))

/** Where a sitting goes on: the first question that is open, with what has to be done right before it. */
export function firstOpen(state: StepState): Screen | undefined {
  const all = screensNow(state)
  const at = all.findIndex((screen) => screen.question !== undefined && !isAnswered(state, screen))
  if (at < 0) return undefined
  let from = at
  while (from > 0 && all[from - 1]?.question === undefined) from--
  return all[from]
}
