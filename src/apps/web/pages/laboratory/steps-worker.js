// @ts-check
/// <reference lib="webworker" />
// Keeps one page of the workspace for when there is no network: the page it was registered for, and the style, picture and script that
// page names. No other page, no list, no answer of the house is ever kept.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const page = () => worker.registration.scope
const shelf = () => `steps ${page()}`
const patienceMs = 4_000

worker.addEventListener('install', () => worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (origin + pathname === page()) event.respondWith(thePage(request))
  } else if (pathname.startsWith('/assets/')) event.respondWith(fromShelf(request))
})

/** From the house while it answers, else as it was last. @param {Request} request */
async function thePage(request) {
  const cache = await caches.open(shelf())
  const kept = await cache.match(page())
  try {
    const answer = await (kept ? inTime(fetch(request)) : fetch(request))
    // Whoever may not see the page any more keeps no copy of it either.
    if (answer.status === 403 || answer.status === 404) await caches.delete(shelf())
    else if (answer.ok && answer.type === 'basic') await cache.put(page(), answer.clone())
    return answer
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** @param {Promise<Response>} answer @returns {Promise<Response>} */
const inTime = (answer) =>
  Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error('no answer')), patienceMs))])

/** @param {Request} request */
async function fromShelf(request) {
  const cache = await caches.open(shelf())
  return (await cache.match(request)) ?? fetch(request)
}
