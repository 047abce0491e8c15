import type { Declared } from '../declared/declared.ts'
import type { ProbeSaw, StepRecord } from './record.ts'
import {
  type Answer,
  asked,
  type GuidedStep,
  type Picture,
  type Progress,
  type Question,
  type Round,
  type StepState,
} from './step.ts'

export interface Session {
  readonly states: readonly StepState[]
  readonly remaining: readonly StepState[]
  /** Records about steps or things that are not known here: kept, and not judged. */
  readonly strangers: readonly StepRecord[]
}

/** Under which a question's answer is found. */
export const key = (question: string, round?: string): string =>
  round === undefined ? question : `${round}/${question}`

/** What the bench saw is found under this. */
export const sawKey = (saw: ProbeSaw): string => (saw.kind === 'watch' ? `watch/${saw.what}` : `login/${saw.which}`)

/** How everything stands, from nothing but the records. The same records give the same session, in whatever order they came. */
export function sessionOf(
  records: readonly StepRecord[], // merged, in the order of their times
  given: { readonly steps: readonly GuidedStep[]; readonly declared: Declared; readonly sample?: number },
): Session {
  const { steps, declared, sample = 1 } = given
  const expected = steps.flatMap((step) => step.about(declared).map((about) => ({ step, about })))
  const samples = [...new Set([sample, ...records.map((r) => r.sample)])].toSorted((a, b) => a - b)
  const states = samples.flatMap((one) =>
    expected.flatMap(({ step, about }) => {
      const own = records.filter((r) => r.sample === one && r.step === step.id && r.about === about.id)
      return one !== sample && own.length === 0 ? [] : [stateOf(own, { step, about, sample: one })]
    }),
  )
  return {
    states,
    remaining: states.filter((s) => s.progress === 'to-do' || s.progress === 'begun'),
    strangers: records.filter((r) => !expected.some(({ step, about }) => r.step === step.id && r.about === about.id)),
  }
}

function stateOf(own: readonly StepRecord[], of: Pick<StepState, 'step' | 'about' | 'sample'>): StepState {
  const answers = new Map<string, Answer>()
  const pictures = new Map<string, Picture>()
  const saw = new Map<string, ProbeSaw>()
  let progress: Progress = 'to-do'
  let began: string | undefined
  let why: string | undefined
  let minutes = 0
  for (const { said, at } of own) {
    if (said.what === 'again') {
      for (const map of [answers, pictures, saw]) map.clear()
      progress = 'to-do'
      began = why = undefined
      continue
    }
    began ??= at
    if (said.what === 'done') {
      minutes += said.minutes
      progress = 'done'
    } else if (said.what === 'not-possible') {
      progress = 'not-possible'
      why = said.why
    } else {
      if (progress === 'to-do' || progress === 'not-possible') progress = 'begun'
      if (said.what === 'answer') answers.set(key(said.question, said.round), said.answer)
      if (said.what === 'picture') pictures.set(`${said.question}/${said.digest}`, pictureOf(said))
      if (said.what === 'seen') saw.set(sawKey(said.saw), said.saw)
    }
  }
  const known = { ...of, answers, pictures: [...pictures.values()], saw: [...saw.values()] }
  const open = openQuestions(known)
  // Somebody may press “done” too early, and a telephone may bring a late answer: only what is complete is done.
  return {
    ...known,
    progress: progress === 'done' && open.length > 0 ? 'begun' : progress,
    ...(began !== undefined && { began }),
    ...(progress === 'not-possible' && why !== undefined && { why }),
    minutes: Math.round(minutes * 10) / 10,
    open,
  }
}

const pictureOf = ({ question, digest, name, mediaType, bytes }: Picture): Picture => ({
  question,
  digest,
  name,
  mediaType,
  bytes,
})

function openQuestions(known: Pick<StepState, 'step' | 'answers' | 'pictures' | 'saw'>): StepState['open'] {
  return asked(known.step)
    .filter(({ question, round }) => isDue(known, question, round))
    .filter(({ question }) => !(question.instead && benchSaw(known, question.instead)))
    .filter(({ question, round }) =>
      question.kind === 'picture'
        ? !known.pictures.some((p) => p.question === question.id)
        : !answersTo(question, known.answers.get(key(question.id, round?.id))),
    )
    .map(({ question, round }) => ({ question: question.id, ...(round && { round: round.id }) }))
}

/** Whether a question has to be answered, by what was answered so far: what was skipped in silence would be taken for fine. */
export function isDue(
  { step, answers }: Pick<StepState, 'step' | 'answers'>,
  question: Question,
  round: Round | undefined,
): boolean {
  if (question.gate) return round?.optional === true
  if (question.optional) return false
  if (!round?.optional) return true
  const gate = step.questions.find((q) => q.gate)
  return gate !== undefined && answers.get(key(gate.id, round.id)) === true
}

/** Whether a question is not to be asked: of a round that does not apply to this product, or whether a round applies that always does. */
export function isClosed(
  { step, answers }: Pick<StepState, 'step' | 'answers'>,
  question: Question,
  round: Round | undefined,
): boolean {
  if (question.gate) return round?.optional !== true
  const gate = step.questions.find((q) => q.gate)
  return gate !== undefined && round?.optional === true && answers.get(key(gate.id, round.id)) !== true
}

/** The bench saw it itself. A login that was not tried, or that nobody answered, was not seen. */
export const benchSaw = ({ saw }: Pick<StepState, 'saw'>, name: string): boolean =>
  saw.some((s) => sawKey(s) === name && !(s.kind === 'login' && s.outcome === 'not-tried'))

const kinds = { 'yes-no': 'boolean', number: 'number', text: 'string', picture: 'none' } as const

/** Whether this answers that question: what a page sends may be of another kind. */
export const answersTo = ({ kind }: Question, answer: Answer | undefined): boolean =>
  typeof answer === kinds[kind] && !(typeof answer === 'string' && answer.trim() === '')
