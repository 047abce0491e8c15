// @ts-check
// What a button of a screen does: something is noted, and the next screen comes.

import { foldStep, goesOnAt, isAnswered, screensNow } from './steps-fold.js'
import { allRecords, data, keep, words } from './steps-known.js'
import { digestOf, smaller } from './steps-picture.js'

/** @typedef {import('./steps-fold.js').Step} Step */
/** @typedef {import('./steps-fold.js').Screen} Screen */
/** @typedef {import('./steps-fold.js').State} State */
/** @typedef {import('./steps-known.js').Here} Here */

/** What a screen is in the middle of. @typedef {{ root: HTMLElement, here: Here, step: Step, screen: Screen | undefined,
 *   go: (place: { step: string, about: string } | undefined, at?: string) => void, noted: () => void, again: () => void }} Sitting */

/** Under which name the moment of something is kept while this tab is open. @param {Here} here @param {'cut' | 'restore' | 'begun'} what */
export const clockName = ({ step, about, sample }, what) => `steps ${data.place} ${step} ${about} ${sample} ${what}`

/** What comes after a screen, as things stand then. @param {Step} step @param {State} state @param {string} at */
export function after(step, state, at) {
  const open = new Set(screensNow(step, state).map(({ id }) => id))
  const from = step.screens.findIndex(({ id }) => id === at)
  return step.screens.slice(from + 1).find(({ id }) => open.has(id))?.id ?? 'finish'
}

/** A number as people type it. @param {string} text */
function numberIn(text) {
  const plain = text.normalize('NFKC').replace(',', '.').trim()
  return /^-?\d{1,7}(\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined
}

/** Says at the field what is wrong with it. @param {HTMLElement} root @param {string} text */
export function complain(root, text) {
  const said = root.querySelector('[data-fill="error"]')
  if (said instanceof HTMLElement) {
    said.textContent = text
    said.hidden = false
  }
  const field = root.querySelector('#answer, #picture')
  if (!(field instanceof HTMLElement)) return
  field.setAttribute('aria-invalid', 'true')
  field.focus()
}

/** @param {Sitting} sitting @param {string} pressed */
export async function press(sitting, pressed) {
  const { root, here, step, screen, go, noted } = sitting
  const place = { step: here.step, about: here.about }
  const field = /** @type {HTMLInputElement | null} */ (root.querySelector('#answer'))
  const text = (field?.value ?? '').trim()
  const now = () => foldStep(allRecords(), step, here)
  /** @param {import('./steps-fold.js').Said[]} said */
  const note = async (...said) => {
    await keep(here, said)
    noted()
  }
  switch (pressed) {
    case 'begin':
    case 'again':
      sessionStorage.setItem(clockName(here, 'begun'), String(Date.now()))
      await note(...(pressed === 'again' ? [{ what: 'again' }] : []), { what: 'begun' })
      return go(place, goesOnAt(step, now()))
    case 'cannot':
      if (text === '') return complain(root, words.whyMissing)
      await note({ what: 'not-possible', why: text.slice(0, 500) })
      return go(undefined)
    case 'done': {
      const minutes = numberIn(text)
      if (minutes === undefined || minutes < 0 || minutes > 10_000) return complain(root, words.minutesWrong)
      await note({ what: 'done', minutes })
      return go(undefined)
    }
  }
  if (screen === undefined) return
  const on = () => go(place, after(step, now(), screen.id))
  if (screen.question === '') {
    if (screen.kind === 'cut' || screen.kind === 'restore')
      sessionStorage.setItem(clockName(here, screen.kind), String(Date.now()))
    return on()
  }
  if (screen.kind === 'picture') return pressPicture(sitting, screen, on)
  const answer =
    screen.kind === 'yes-no' ? pressed === 'yes' : screen.kind === 'number' ? numberIn(text) : text.slice(0, 500)
  if (answer === undefined) return complain(root, words.numberWrong)
  if (answer === '') return complain(root, words.textMissing)
  const round = screen.round === '' ? {} : { round: screen.round }
  await note({ what: 'answer', question: screen.question, answer, ...round })
  on()
}

/** Takes a picture in; without one, whoever is content with those there are goes on. @param {Sitting} sitting @param {Screen} screen @param {() => void} on */
async function pressPicture({ root, here, step, noted, again }, screen, on) {
  const [file] = /** @type {HTMLInputElement | null} */ (root.querySelector('#picture'))?.files ?? []
  if (file === undefined) {
    const some = isAnswered(foldStep(allRecords(), step, here), screen) || screen.optional
    return some ? on() : complain(root, words.pictureMissing)
  }
  const picture = await smaller(file)
  if (picture === undefined) return complain(root, words.pictureRefused)
  const digest = await digestOf(picture.blob)
  const { name, type, blob } = picture
  const said = { what: 'picture', question: screen.question, digest, name, mediaType: type, bytes: blob.size }
  await keep(here, [said], { ...picture, digest })
  noted()
  again() // another one may follow
}
