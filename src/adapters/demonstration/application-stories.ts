import type { Case } from '../../casework/case.ts'
import { addDays } from '../../core/kernel/date.ts'
import { fillSteps, intakeSteps, reviewSteps } from './application-steps.ts'
import type { SampleApplication } from './data.ts'
import { dayOf, momentOf, type Stage, type Step, type Story } from './step.ts'

// The way to each state; a state's story is the story of the one before it and a little more.
const way = ['draft', 'submitted', 'payment-due', 'in-review', 'awaiting-decision', 'granted'] as const

const stretch: Record<SampleApplication['state'], (typeof way)[number]> = {
  draft: 'draft',
  submitted: 'submitted',
  withdrawn: 'submitted',
  'payment-due': 'payment-due',
  'in-review': 'in-review',
  question: 'in-review',
  replied: 'in-review',
  'awaiting-decision': 'awaiting-decision',
  refused: 'awaiting-decision',
  granted: 'granted',
}

/** An application on its way, as far as its state says. */
export function applicationStory(stage: Stage, a: SampleApplication): Story {
  const begun = dayOf(stage, a.begun)
  // The steps share out the days since it was begun; what is due today has not happened yet.
  const day = (part: number) => addDays(begun, Math.floor((a.begun - 1) * part))
  const reached = way.indexOf(stretch[a.state])
  const reviewer = a.reviewer ?? 'shinsa-tadashi'
  const steps: Step[] = [...fillSteps(stage, a, begun, { filled: a.filled })]
  if (reached >= 1) {
    const accept = reached >= 2 ? { accept: day(0.25) } : {}
    const pay = reached >= 3 ? { pay: day(0.35) } : {}
    steps.push(...intakeSteps(stage, a, { declare: day(0.1), ...accept, ...pay }))
  }
  if (reached >= 3) {
    const exception = exceptionOf(stage, a)
    steps.push(...reviewSteps(stage, day(0.55), { reviewer, count: a.reviewed, begin: a.reviewed > 0, ...exception }))
  }
  steps.push(...ending(stage, a, day, reviewer))
  if (reached >= 4)
    steps.push({ at: momentOf(day(0.75), 15 * 60), who: stage.person(reviewer), act: 'finish-review', data: {} })
  steps.push(...decision(stage, a, day))
  return { key: a.key, steps }
}

function exceptionOf(stage: Stage, a: SampleApplication): Pick<Parameters<typeof reviewSteps>[2], 'exception'> {
  if (a.refusal !== undefined)
    return { exception: { criterion: a.refusal.criterion, outcome: 'insufficient', note: a.refusal.note } }
  const [question] = a.questions
  if (question !== undefined && stage.scheme.criteria.some((c) => c.id === question.criterion))
    return { exception: { criterion: question.criterion, outcome: 'question', note: question.text } }
  if (!a.waiting) return {}
  return {
    exception: { criterion: 'S1.1-08', outcome: 'waiting', note: '更新ファイルの署名の試験記録が届くのを待っている。' },
  }
}

function ending(stage: Stage, a: SampleApplication, day: (part: number) => string, reviewer: string): readonly Step[] {
  const who = stage.applicant(a.maker, a.person)
  if (a.state === 'withdrawn')
    return [{ at: momentOf(day(0.3), 10 * 60), who, act: 'withdraw-application', data: { reason: a.reason } }]
  if (a.questions.length === 0) return []
  const questions = a.questions.map(({ criterion, text }) => ({ criterion, text }))
  const ask: Step = { at: momentOf(day(0.65), 17 * 60), who: stage.person(reviewer), act: 'ask', data: { questions } }
  if (a.state !== 'replied') return [ask]
  const answers = (c: Case) => ({
    answers: c.questions.map((q, i) => ({ id: q.id, text: a.questions[i]?.answer ?? '' })),
  })
  return [ask, { at: momentOf(day(0.9), 11 * 60), who, act: 'reply', data: answers }]
}

function decision(stage: Stage, a: SampleApplication, day: (part: number) => string): readonly Step[] {
  const who = stage.person('hantei-makoto')
  const at = momentOf(day(0.95), 16 * 60)
  if (a.state === 'refused') return [{ at, who, act: 'decide-refuse', data: { reasons: a.refusal?.reasons } }]
  if (a.state !== 'granted') return []
  return [{ at, who, act: 'decide-grant', data: { reasons: { ja: 'すべての適合要件について、根拠を確認した。' } } }]
}
