// @ts-check
// The page of the steps on a telephone: every answer is kept here first, and sent when there is a network. The markup comes with the
// page, as templates; nothing is asked of the house to go from one screen to the next.

import { deliver, showBar } from './steps-bar.js'
import { foldStep } from './steps-fold.js'
import { allRecords, byId, data, filled, isMine, known, stepNamed, unsentAtAll, words } from './steps-known.js'
import { letGo, prepare, tellUnsent } from './steps-offline.js'
import { drawScreen, stopClocks } from './steps-screen.js'
import { store } from './steps-store.js'
import { zipOf } from './steps-zip.js'

/** @typedef {import('./steps-fold.js').StepRecord} StepRecord */
/** @typedef {import('./steps-known.js').Here} Here */

const [overview, stage] = [byId('overview'), byId('stage')]
const listTitle = overview.getAttribute('data-title') ?? document.title
const sample = Number(new URLSearchParams(location.search).get('sample') ?? '1') || 1

/** Where one is, by the address. @returns {Here | undefined} */
function whereNow() {
  const query = new URLSearchParams(location.search)
  const step = query.get('step') ?? ''
  return step === '' ? undefined : { step, about: query.get('about') ?? '', sample, at: query.get('at') ?? '' }
}

/** @param {{ step: string, about: string } | undefined} place @param {string} [at] */
function go(place, at = '') {
  const query = new URLSearchParams(place ? { step: place.step, about: place.about } : {})
  if (place && at !== '') query.set('at', at)
  if (sample !== 1) query.set('sample', String(sample))
  history.pushState(null, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}`)
  render(true)
}

function noted() {
  tellUnsent(unsentAtAll())
  showBar()
  setTimeout(deliver, 300)
}

const ways = { go, noted, again: () => render(true) }

/** How every step stands now, in the list that came with the page. */
function drawList() {
  stopClocks()
  let [left, minutes] = [0, 0]
  for (const row of overview.querySelectorAll('li[data-step]')) {
    const step = stepNamed(row.getAttribute('data-step') ?? '')
    const said = row.querySelector('[data-state]')
    if (step === undefined || said === null) continue
    const state = foldStep(allRecords(), step, { about: row.getAttribute('data-about') ?? '', sample })
    const { progress, open } = state
    const figure =
      progress === 'to-do'
        ? filled(words.about, { n: step.minutes })
        : progress === 'begun' && open.length > 0
          ? filled(words.open, { n: open.length })
          : progress === 'done'
            ? filled(words.took, { n: state.minutes })
            : ''
    said.textContent = [words.progress[progress], figure].filter(Boolean).join('　')
    said.setAttribute('data-state', progress)
    if (progress === 'to-do' || progress === 'begun') [left, minutes] = [left + 1, minutes + step.minutes]
  }
  byId('steps-left').textContent = left === 0 ? words.none : filled(words.left, { n: left, minutes })
}

/** @param {boolean} [moved] whether the person went somewhere: then the focus follows */
function render(moved = false) {
  const here = whereNow()
  const drawn = here && drawScreen(here, ways)
  overview.hidden = drawn !== undefined
  stage.hidden = drawn === undefined
  if (drawn) stage.replaceChildren(drawn.root)
  else drawList()
  document.title = drawn ? `${drawn.title}｜${listTitle}` : listTitle
  if (!moved) return
  window.scrollTo(0, 0)
  const head = drawn ? drawn.root.querySelector('h2') : overview.querySelector('h1')
  if (!(head instanceof HTMLElement)) return
  head.tabIndex = -1
  head.focus({ preventScroll: true })
}

/** Everything of this order that is here, as a file for the bench: for when there is no way back to the house. */
async function saveHere() {
  const guided = JSON.stringify({ format: 'urn:hoshirushi:guided:v1', records: allRecords() })
  const pictures = (await store.pictures()).filter(({ place, owner }) => place === data.place && owner === data.owner)
  const files = pictures.map(async ({ digest, blob }) => ({
    name: `attachments/${digest.slice(7)}`,
    bytes: new Uint8Array(await blob.arrayBuffer()),
  }))
  const first = { name: 'guided.json', bytes: new TextEncoder().encode(guided) }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(zipOf([first, ...(await Promise.all(files))]))
  link.download = `${data.place.split('/')[1]}-guided.zip`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function forgetHere() {
  if (unsentAtAll() > 0 && !confirm(words['sync-forgetSure'])) return
  await store.clear()
  await letGo(data.urls.page)
  known.kept = []
  tellUnsent(0)
  byId('offline-ready').textContent = words['sync-forgotten']
  showBar()
  render()
}

/** What arrived, and what the house has told us of since, need not stay. */
async function tidy() {
  known.kept = await store.records()
  const told = new Set(data.records.map((/** @type {StepRecord} */ { id }) => id))
  const over = known.kept.filter((one) => one.sent && (told.has(one.id) || !isMine(one))).map(({ id }) => id)
  await store.drop(over)
  known.kept = known.kept.filter(({ id }) => !over.includes(id))
  tellUnsent(unsentAtAll())
}

async function begin() {
  try {
    await tidy()
  } catch {
    byId('sync').hidden = false
    byId('sync-text').textContent = words['sync-noStore']
    return // the forms work without us
  }
  overview.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('li[data-step] a') : null
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const row = link.closest('li')
    go({ step: row?.getAttribute('data-step') ?? '', about: row?.getAttribute('data-about') ?? '' })
  })
  addEventListener('popstate', () => render(true))
  addEventListener('online', deliver)
  addEventListener('offline', showBar)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && deliver())
  setInterval(deliver, 30_000)
  byId('sync-now').addEventListener('click', deliver)
  byId('save-here').addEventListener('click', saveHere)
  byId('forget-here').addEventListener('click', forgetHere)
  byId('kept-here').hidden = false
  render()
  byId('steps-page').setAttribute('data-ready', 'yes')
  await deliver()
  const ready = await prepare({ worker: data.worker, page: data.urls.page })
  byId('offline-ready').textContent = words[ready ? 'sync-ready' : 'sync-notReady']
  byId('steps-page').setAttribute('data-offline', ready ? 'ready' : 'no')
}

await begin()
