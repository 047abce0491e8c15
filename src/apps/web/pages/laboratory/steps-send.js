// @ts-check
// Sends what waits, in the order in which it happened, pictures first. Sending again what arrived already changes nothing.

import { store } from './steps-store.js'

/** @typedef {import('./steps-store.js').KeptRecord} KeptRecord */
/** @typedef {{ place: string, owner: string, csrf: string, urls: { page: string, records: string, pictures: string } }} Where */
/** @typedef {'sent' | 'offline' | 'signed-out' | { refused: string } } Outcome */

const mostAtOnce = 100

/** Whether an answer came from somewhere else than it was asked for: the sign-in, above all. @param {Response} answer @param {string} url */
const ledAway = (answer, url) =>
  answer.redirected && new URL(answer.url).pathname !== new URL(url, location.href).pathname

/** @param {Response} answer */
async function reasonOf(answer) {
  try {
    const { fault } = await answer.json()
    return `${fault.what} ${fault.next}`
  } catch {
    return `(${answer.status})`
  }
}

/** The token of the present session: the one in a page that was kept may be of an earlier one. @param {Where} where */
async function freshToken(where) {
  const answer = await fetch(where.urls.page, { cache: 'no-store', headers: { accept: 'text/html' } })
  if (ledAway(answer, where.urls.page)) return 'signed-out'
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const data = JSON.parse(page.getElementById('steps-data')?.textContent ?? '{}')
  if (data.owner !== where.owner) return 'signed-out' // somebody else is signed in now: these records are not theirs to send
  where.csrf = data.csrf
  return 'fresh'
}

/**
 * @param {Where} where
 * @param {string} url
 * @param {() => FormData} body
 * @returns {Promise<{ answer: Response } | { outcome: Outcome }>}
 */
async function post(where, url, body) {
  for (let tries = 0; tries < 2; tries++) {
    let answer
    try {
      answer = await fetch(url, { method: 'POST', body: body(), cache: 'no-store' })
      if (ledAway(answer, url)) return { outcome: 'signed-out' }
      if (answer.status === 403 && tries === 0) {
        if ((await freshToken(where)) === 'signed-out') return { outcome: 'signed-out' }
        continue
      }
    } catch {
      return { outcome: 'offline' }
    }
    if (answer.ok) return { answer }
    if (answer.status >= 500 || answer.status === 429) return { outcome: 'offline' } // it will be better later
    return { outcome: { refused: await reasonOf(answer) } }
  }
  return { outcome: 'signed-out' }
}

/**
 * Sends everything of this person and order that waits.
 * @param {Where} where
 * @returns {Promise<{ outcome: Outcome, conflicts: number }>}
 */
export async function send(where) {
  const mine = (await store.records()).filter(
    (one) => one.place === where.place && one.owner === where.owner && !one.sent,
  )
  const pictures = (await store.pictures()).filter((one) => one.place === where.place && one.owner === where.owner)
  mine.sort((a, b) => (a.record.at < b.record.at ? -1 : a.record.at > b.record.at ? 1 : 0))
  let conflicts = 0
  for (let at = 0; at < mine.length; at += mostAtOnce) {
    const some = mine.slice(at, at + mostAtOnce)
    /** @type {unknown[]} */
    const spokenOf = []
    for (const { record } of some) {
      const picture = pictures.find(({ digest }) => record.said.what === 'picture' && digest === record.said.digest)
      if (!picture) continue
      const taken = await post(where, where.urls.pictures, () => {
        const form = new FormData()
        form.append('csrf', where.csrf)
        form.append('picture', picture.blob, picture.name)
        return form
      })
      if ('outcome' in taken) return { outcome: taken.outcome, conflicts }
      spokenOf.push(await taken.answer.json())
    }
    const done = await post(where, where.urls.records, () => {
      const form = new FormData()
      form.append('csrf', where.csrf)
      form.append('sent', JSON.stringify({ records: some.map(({ record }) => record), pictures: spokenOf }))
      return form
    })
    if ('outcome' in done) return { outcome: done.outcome, conflicts }
    conflicts = (await done.answer.json()).conflicts
    await store.arrived(some)
  }
  return { outcome: 'sent', conflicts }
}
