// @ts-check
// Makes this one page ready for when there is no network, and lets go of everything again.

/** How much waits here, so that signing out can ask first (pages/account/sign-out.tsx). @param {number} unsent */
export function tellUnsent(unsent) {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store
  document.cookie = `hoshirushi-steps=${unsent}; path=/; max-age=31536000; samesite=strict${secure}`
}

/** @param {string} page */
const shelfOf = (page) => `steps ${page}`

/**
 * Registers the worker for this page alone, and puts the page and what it names on its shelf.
 * @param {{ worker: string, page: string }} of addresses
 * @returns {Promise<boolean>} whether it is ready
 */
export async function prepare({ worker, page }) {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return false
  const whole = new URL(page, location.href).href
  try {
    await navigator.serviceWorker.register(worker, { scope: page })
    await navigator.serviceWorker.ready
    const shelf = await caches.open(shelfOf(whole))
    const named = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map((element) =>
      element instanceof HTMLLinkElement ? element.href : /** @type {HTMLScriptElement} */ (element).src,
    )
    for (const { url } of await shelf.keys()) if (url !== whole && !named.includes(url)) await shelf.delete(url)
    for (const url of named) if (!(await shelf.match(url))) await shelf.add(url)
    if (!navigator.serviceWorker.controller || !(await shelf.match(whole))) {
      const answer = await fetch(page, { cache: 'no-store', headers: { accept: 'text/html' } })
      if (!answer.ok || answer.redirected) return false
      await shelf.put(whole, answer)
    }
    return true
  } catch {
    return (await (await caches.open(shelfOf(whole))).match(whole)) !== undefined
  }
}

/** Takes this page off its shelf, and sends its worker away. @param {string} page */
export async function letGo(page) {
  const whole = new URL(page, location.href).href
  await caches.delete(shelfOf(whole))
  const registration = await navigator.serviceWorker?.getRegistration(page)
  if (registration?.scope === whole) await registration.unregister()
}
