import { type Observation, tamed } from '../observation.ts'
import { answersTo, key, type Session } from './session.ts'
import { asked, type StepState } from './step.ts'

/** What the session comes to: one `guided-step` for everything that was begun, and what the steps themselves make of it. */
export function observationsOf(session: Session, runBegan: string): readonly Observation[] {
  return session.states.flatMap((state) => (state.progress === 'to-do' ? [] : ofState(state, runBegan)))
}

const completeness = { 'to-do': 'none', begun: 'partial', done: 'complete', 'not-possible': 'none' } as const
const trouble = {
  'to-do': undefined,
  begun: 'step-unfinished',
  done: undefined,
  'not-possible': 'step-not-possible',
} as const

function ofState(state: StepState, runBegan: string): readonly Observation[] {
  const { step, about, sample, progress } = state
  const place = `${step.id}/${tamed(about.id, 50)}`
  // A telephone's clock may stand before the run's beginning; the evidence has no negative times.
  const began = Math.max(0, Date.parse(state.began ?? runBegan) - Date.parse(runBegan))
  const about_ = { sample, began, took: Math.round(state.minutes * 60_000), completeness: completeness[progress] }
  const why = trouble[progress]
  const own: Observation = {
    id: `guided/${place}${sample === 1 ? '' : `/sample-${sample}`}`,
    ...about_,
    ...(why && { trouble: why }),
    seen: {
      kind: 'guided-step',
      step: step.id,
      about: tamed(about.id, 120),
      outcome: progress === 'done' ? 'done' : progress === 'not-possible' ? 'not-possible' : 'unfinished',
      ...(state.why !== undefined && { why: tamed(state.why, 500) }),
      answers: answersOf(state),
      pictures: state.pictures
        .slice(0, 40)
        .map(({ question, digest, name }) => ({ question, digest, name: tamed(name, 200) })),
      minutes: state.minutes,
    },
  }
  const more = (step.observe?.(state) ?? []).map(
    ({ name, seen }): Observation => ({ ...own, id: `${own.id}/${name}`, seen }),
  )
  return [own, ...more]
}

/** The answers to questions that this step has, in its order; anything else that was sent is left out. */
const answersOf = (state: StepState) =>
  asked(state.step).flatMap(({ question, round }) => {
    const answer = state.answers.get(key(question.id, round?.id))
    if (answer === undefined || !answersTo(question, answer)) return []
    return [
      {
        ...(round && { round: round.id }),
        question: question.id,
        answer: typeof answer === 'string' ? tamed(answer, 500) : answer,
      },
    ]
  })

/** Minutes spent per test case, for the effort of the run: a step that serves several is shared among them. */
export function minutesOf(
  session: Session,
): readonly { readonly procedure: string; readonly kind: 'guided'; readonly minutes: number }[] {
  const spent = new Map<string, number>()
  for (const { step, minutes } of session.states)
    for (const procedure of step.serves)
      spent.set(procedure, (spent.get(procedure) ?? 0) + minutes / step.serves.length)
  return [...spent]
    .filter(([, minutes]) => minutes > 0)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([procedure, minutes]) => ({ procedure, kind: 'guided', minutes: Math.round(minutes * 10) / 10 }))
}
