// @ts-check
// Draws one screen from its template and what is known.

import { answerKey, foldStep, isAnswered, screensNow } from './steps-fold.js'
import { allRecords, byId, filled, stepNamed, words } from './steps-known.js'
import { after, clockName, complain, press } from './steps-press.js'

/** @typedef {import('./steps-fold.js').Step} Step */
/** @typedef {import('./steps-fold.js').Screen} Screen */
/** @typedef {import('./steps-fold.js').State} State */
/** @typedef {import('./steps-known.js').Here} Here */
/** @typedef {import('./steps-press.js').Sitting} Sitting */

/** @param {string} about */
const aboutName = (about) => (about === 'device' ? '' : about)

/** What was answered before, in words. @param {State} state @param {Screen} screen */
function answerText(state, screen) {
  if (screen.kind === 'picture') {
    const n = [...state.pictures.values()].filter((one) => one.question === screen.question).length
    return n === 0 ? '' : filled(words.pictures, { n })
  }
  const answer = state.answers.get(answerKey(screen.question, screen.round))
  if (answer === undefined) return ''
  return filled(words.answered, { answer: answer === true ? words.yes : answer === false ? words.no : answer })
}

/** @param {HTMLElement} root @param {string} name @param {string} text */
function put(root, name, text) {
  const element = root.querySelector(`[data-fill="${name}"]`)
  if (!(element instanceof HTMLElement)) return
  element.textContent = text
  element.hidden = text === ''
}

/** @param {string} tag @param {string} text @param {string} [look] */
function made(tag, text, look = '') {
  const element = document.createElement(tag)
  element.textContent = text
  if (look !== '') element.className = look
  return element
}

/** @param {HTMLElement} into @param {Step} step @param {State} state */
function putIntro(into, step, state) {
  into.className = 'flow'
  const list = made('ul', '', 'list')
  list.append(...step.ready.map((one) => made('li', one)))
  if (state.why !== '') into.append(made('p', filled(words.was, { why: state.why })))
  into.append(made('h3', words.ready, 'small-title'), list)
  if (step.caution !== '') {
    const caution = made('div', '', 'note wait flow')
    caution.append(made('p', words.caution, 'strong'), made('p', step.caution))
    into.append(caution)
  }
  const facts = [filled(words.about, { n: step.minutes }), filled(words.serves, { list: step.serves.join(', ') })]
  into.append(made('p', facts.join('　'), 'mut sm'))
}

/** @param {HTMLElement} into @param {Step} step @param {State} state */
function putFinish(into, step, state) {
  into.className = 'flow'
  const open = state.open.length
  into.append(made('p', open === 0 ? words.finishLead : filled(words.openLead, { n: open })))
  const list = made('dl', '', 'facts stacked')
  for (const screen of screensNow(step, state).filter(({ question }) => question !== '')) {
    const row = document.createElement('div')
    const round = screen.roundTitle === '' ? '' : `${screen.roundTitle}：`
    row.append(made('dt', `${round}${screen.text}`), made('dd', answerText(state, screen) || '—'))
    list.append(row)
  }
  into.append(list)
}

/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking

/** Counts the seconds since something, on the screen. @param {HTMLElement} root @param {string | null} since */
function tick(root, since) {
  const timer = root.querySelector('[data-timer]')
  const output = timer?.querySelector('output')
  if (!(timer instanceof HTMLElement) || !output || since === null) return
  const show = () => {
    output.textContent = String(Math.max(0, Math.round((Date.now() - Number(since)) / 1000)))
  }
  timer.hidden = false
  show()
  ticking = setInterval(show, 1000)
}

export const stopClocks = () => clearInterval(ticking)

/** How long it took so far, in minutes. @param {Here} here @param {Step} step @param {State} state */
function minutesSoFar(here, step, state) {
  const begun = Number(sessionStorage.getItem(clockName(here, 'begun')) ?? Date.parse(state.began))
  const minutes = Math.max(0.1, Math.round((Date.now() - begun) / 6_000) / 10)
  return minutes > 600 || Number.isNaN(minutes) ? step.minutes : minutes
}

/** What is special to the kind of a screen. @param {HTMLElement} root @param {string} kind @param {Here} here @param {Step} step @param {Screen | undefined} screen @param {State} state */
function putKind(root, kind, here, step, screen, state) {
  const field = /** @type {HTMLInputElement | null} */ (root.querySelector('#answer'))
  const button = /** @type {HTMLButtonElement | null} */ (root.querySelector('button[name=do]'))
  const place = root.querySelector(`[data-fill="${kind}"]`)
  if (kind === 'intro' && place instanceof HTMLElement && button) {
    const over = state.progress === 'done' || state.progress === 'not-possible'
    putIntro(place, step, state)
    button.value = over ? 'again' : 'begin'
    put(root, 'introButton', over ? words.again : state.progress === 'begun' ? words.goOn : words.begin)
    const note = root.querySelector('[data-fill="againNote"]')
    if (note instanceof HTMLElement) note.hidden = !over
  } else if (kind === 'finish' && place instanceof HTMLElement && field) {
    putFinish(place, step, state)
    field.value = String(minutesSoFar(here, step, state))
  } else if (kind === 'picture' && screen && button && isAnswered(state, screen)) {
    button.textContent = words.pictureNext
    const label = root.querySelector('label[for=picture]')
    if (label) label.textContent = words.pictureMore
    root.querySelector('#picture')?.addEventListener('change', () => {
      button.textContent = words.next
    })
  } else if (kind === 'restore') tick(root, sessionStorage.getItem(clockName(here, 'cut')))
  else if (field && screen) {
    const answer = state.answers.get(answerKey(screen.question, screen.round))
    field.value = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
    const since = screen.instead.startsWith('watch/') ? sessionStorage.getItem(clockName(here, 'restore')) : null
    const stop = root.querySelector('[data-stop]')
    if (since === null || !(stop instanceof HTMLElement)) return
    tick(root, since)
    stop.hidden = false
    stop.addEventListener('click', () => {
      stopClocks()
      field.value = String(Math.max(0, Math.round((Date.now() - Number(since)) / 1000)))
    })
  }
}

/**
 * Draws a screen. Undefined: there is no such step.
 * @param {Here} here
 * @param {Pick<Sitting, 'go' | 'noted' | 'again'>} ways
 * @returns {{ root: HTMLElement, title: string } | undefined}
 */
export function drawScreen(here, ways) {
  stopClocks()
  const step = stepNamed(here.step)
  if (step === undefined) return undefined
  const state = foldStep(allRecords(), step, here)
  const screen = step.screens.find(({ id }) => id === here.at)
  const kind = here.at === 'finish' || here.at === 'cannot' ? here.at : (screen?.kind ?? 'intro')
  const template = /** @type {HTMLTemplateElement} */ (byId(`screen-${kind}`))
  const root = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
  const all = screensNow(step, state)
  const n = all.findIndex(({ id }) => id === here.at) + 1
  const named = [step.title, aboutName(here.about)].filter(Boolean).join(' / ')
  const where = [named, n > 0 ? filled(words.where, { n, of: all.length }) : ''].filter(Boolean).join('　')
  const special = /** @type {Record<string, string>} */ ({
    intro: step.title,
    finish: words.finish,
    cannot: words.cannot,
  })
  const title = special[kind] ?? screen?.text ?? ''
  put(root, 'where', kind === 'intro' ? aboutName(here.about) : where)
  put(root, 'round', screen?.roundTitle ?? '')
  put(root, 'text', title)
  put(root, 'answered', screen && screen.question !== '' ? answerText(state, screen) : '')
  putKind(root, kind, here, step, screen, state)

  const place = { step: here.step, about: here.about }
  const before = kind === 'cannot' ? undefined : all[(kind === 'finish' ? all.length : n - 1) - 1]
  const beyond = all.slice(n).find(({ round }) => round !== screen?.round)
  const leads = /** @type {Record<string, (() => void) | undefined>} */ ({
    list: () => ways.go(undefined),
    back: kind === 'intro' ? undefined : () => ways.go(place, before?.id ?? ''),
    cannot: kind === 'cannot' || kind === 'finish' ? undefined : () => ways.go(place, 'cannot'),
    later: screen && screen.question !== '' ? () => ways.go(place, after(step, state, here.at)) : undefined,
    skip: screen?.roundOptional && step.gate === '' ? () => ways.go(place, beyond?.id ?? 'finish') : undefined,
  })
  for (const way of root.querySelectorAll('[data-go]')) {
    const lead = leads[way.getAttribute('data-go') ?? '']
    if (lead) way.addEventListener('click', lead)
    else if (way instanceof HTMLElement) way.hidden = true
  }
  root.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = /** @type {SubmitEvent} */ (event)
    const pressed = submitter instanceof HTMLButtonElement ? submitter.value : ''
    press({ root, here, step, screen, ...ways }, pressed).catch(() => complain(root, words['sync-noStore']))
  })
  return { root, title }
}
