// @ts-check
// How a step stands, from nothing but the records: the same as src/lab/guided/session.ts says, kept the same by a test. It is told
// again here because a telephone that is offline has nobody to ask.

/**
 * @typedef {{ id: string, kind: string, text: string, round: string, roundTitle: string, roundOptional: boolean, question: string,
 *   optional: boolean, instead: string, gate: boolean }} Screen
 * @typedef {{ id: string, title: string, serves: string[], ready: string[], caution: string, minutes: number, gate: string,
 *   screens: Screen[] }} Step
 * @typedef {{ what: string, question?: string, round?: string, answer?: boolean | number | string, digest?: string, name?: string,
 *   mediaType?: string, bytes?: number, minutes?: number, why?: string, saw?: { kind: string, what?: string, which?: string, outcome?: string } }} Said
 * @typedef {{ id: string, at: string, person: string, sample: number, step: string, about: string, said: Said }} StepRecord
 * @typedef {{ progress: 'to-do' | 'begun' | 'done' | 'not-possible', answers: Map<string, boolean | number | string>,
 *   pictures: Map<string, Said>, saw: Map<string, { outcome?: string }>, minutes: number, began: string, why: string, open: Screen[] }} State
 */

/** @param {StepRecord} a @param {StepRecord} b */
const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** @param {string} question @param {string} round */
export const answerKey = (question, round) => (round === '' ? question : `${round}/${question}`)

const kinds = { 'yes-no': 'boolean', number: 'number', text: 'string' }

/** Whether the bench saw it itself. @param {State} state @param {string} name */
function benchSaw(state, name) {
  const seen = name === '' ? undefined : state.saw.get(name)
  return seen !== undefined && seen.outcome !== 'not-tried'
}

/** Whether a screen is left out, by what was answered so far. @param {Step} step @param {State} state @param {Screen} screen */
export function isLeftOut(step, state, screen) {
  if (benchSaw(state, screen.instead)) return true
  if (screen.gate) return !screen.roundOptional
  return step.gate !== '' && screen.roundOptional && state.answers.get(answerKey(step.gate, screen.round)) !== true
}

/** @param {Step} step @param {State} state @param {Screen} screen */
function isDue(step, state, screen) {
  if (screen.gate) return screen.roundOptional
  if (screen.optional) return false
  if (!screen.roundOptional) return true
  return step.gate !== '' && state.answers.get(answerKey(step.gate, screen.round)) === true
}

/** @param {State} state @param {Screen} screen */
export function isAnswered(state, screen) {
  if (screen.kind === 'picture') return [...state.pictures.values()].some((one) => one.question === screen.question)
  const answer = state.answers.get(answerKey(screen.question, screen.round))
  const kind = /** @type {Record<string, string>} */ (kinds)[screen.kind]
  return typeof answer === kind && !(typeof answer === 'string' && answer.trim() === '')
}

/**
 * @param {readonly StepRecord[]} all
 * @param {Step} step
 * @param {{ about: string, sample: number }} of
 * @returns {State}
 */
export function foldStep(all, step, of) {
  /** @type {State} */
  const state = {
    progress: 'to-do',
    answers: new Map(),
    pictures: new Map(),
    saw: new Map(),
    minutes: 0,
    began: '',
    why: '',
    open: [],
  }
  const own = all.filter((r) => r.step === step.id && r.about === of.about && r.sample === of.sample)
  for (const { said, at } of [...own].sort(byTime)) {
    if (said.what === 'again') {
      state.answers.clear()
      state.pictures.clear()
      state.saw.clear()
      state.progress = 'to-do'
      state.began = state.why = ''
      continue
    }
    state.began ||= at
    if (said.what === 'done') {
      state.minutes += said.minutes ?? 0
      state.progress = 'done'
    } else if (said.what === 'not-possible') {
      state.progress = 'not-possible'
      state.why = said.why ?? ''
    } else {
      if (state.progress === 'to-do' || state.progress === 'not-possible') state.progress = 'begun'
      if (said.what === 'answer' && said.answer !== undefined)
        state.answers.set(answerKey(said.question ?? '', said.round ?? ''), said.answer)
      if (said.what === 'picture') state.pictures.set(`${said.question}/${said.digest}`, said)
      if (said.what === 'seen' && said.saw)
        state.saw.set(said.saw.kind === 'watch' ? `watch/${said.saw.what}` : `login/${said.saw.which}`, said.saw)
    }
  }
  state.open = step.screens.filter(
    (screen) =>
      screen.question !== '' &&
      isDue(step, state, screen) &&
      !benchSaw(state, screen.instead) &&
      !isAnswered(state, screen),
  )
  if (state.progress === 'done' && state.open.length > 0) state.progress = 'begun'
  if (state.progress !== 'not-possible') state.why = ''
  state.minutes = Math.round(state.minutes * 10) / 10
  return state
}

/** The screens that are gone through, given the answers so far. @param {Step} step @param {State} state */
export const screensNow = (step, state) => step.screens.filter((screen) => !isLeftOut(step, state, screen))

/** Where a sitting goes on. @param {Step} step @param {State} state */
export function goesOnAt(step, state) {
  const all = screensNow(step, state)
  const at = all.findIndex((screen) => screen.question !== '' && !isAnswered(state, screen))
  if (at < 0) return 'finish'
  let from = at
  while (from > 0 && all[from - 1]?.question === '') from--
  return all[from]?.id ?? 'finish'
}
