// @ts-check
// What the page of the steps knows: what came with it, and what was noted here since.

import { store } from './steps-store.js'

/** @typedef {import('./steps-fold.js').Step} Step */
/** @typedef {import('./steps-fold.js').StepRecord} StepRecord */
/** @typedef {import('./steps-fold.js').Said} Said */
/** @typedef {import('./steps-store.js').KeptRecord} KeptRecord */
/** @typedef {{ step: string, about: string, sample: number }} Place */
/** @typedef {Place & { at: string }} Here where on the page one is: a screen of a step */

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/** What the house wrote into the page (steps-data.ts). */
export const data = JSON.parse(byId('steps-data').textContent ?? '{}')
/** @type {Record<string, any>} */
export const words = data.words

/** @param {string} word @param {Record<string, string | number>} values */
export const filled = (word, values) => word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))

/** @type {{ kept: KeptRecord[], trouble: string, conflicts: number }} */
export const known = { kept: [], trouble: '', conflicts: 0 }

/** @param {KeptRecord} one */
export const isMine = (one) => one.place === data.place && one.owner === data.owner
export const unsentHere = () => known.kept.filter((one) => isMine(one) && !one.sent).length
export const unsentAtAll = () => known.kept.filter(({ sent }) => !sent).length

/** Everything that was noted for this order: known to the house, and kept here. @returns {StepRecord[]} */
export const allRecords = () => [...data.records, ...known.kept.filter(isMine).map(({ record }) => record)]

/** @param {string} id @returns {Step | undefined} */
export const stepNamed = (id) => data.steps.find((/** @type {Step} */ step) => step.id === id)

let lastAt = 0
/** A moment after the one before: the moment decides what came later. */
function nextMoment() {
  lastAt = Math.max(Date.now(), lastAt + 1)
  return new Date(lastAt).toISOString()
}

/**
 * Keeps what happened, here and at once.
 * @param {Place} place
 * @param {Said[]} said
 * @param {{ blob: Blob, digest: string, name: string, type: string }} [picture]
 */
export async function keep({ step, about, sample }, said, picture) {
  const { place, owner, name: person } = data
  const fresh = said.map((what) => {
    const id = crypto.randomUUID()
    return {
      ...{ id, place, owner, name: person, sent: false },
      record: { id, at: nextMoment(), person, sample, step, about, said: what },
    }
  })
  await store.keep(fresh, picture && { key: `${place}/${picture.digest}`, place, owner, ...picture })
  known.kept.push(...fresh)
}
