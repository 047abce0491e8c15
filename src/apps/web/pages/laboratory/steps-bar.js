// @ts-check
// The bar above the steps: whether there is a network, how much waits to be sent, and what stands in the way.

import { byId, data, filled, isMine, known, unsentAtAll, unsentHere, words } from './steps-known.js'
import { tellUnsent } from './steps-offline.js'
import { send } from './steps-send.js'
import { store } from './steps-store.js'

/** Shows how things stand. */
export function showBar() {
  const unsent = unsentHere()
  const others = known.kept.filter((one) => one.owner !== data.owner && !one.sent).length
  const signedOut = known.trouble === words['sync-signIn']
  const parts = [
    ...(navigator.onLine ? [] : [words['sync-offline']]),
    ...(unsent > 0 ? [filled(words['sync-unsent'], { n: unsent })] : []),
    ...(unsent > 0 && known.trouble !== '' ? [known.trouble] : []),
    ...(unsent === 0 && known.kept.some(isMine) && navigator.onLine ? [words['sync-sent']] : []),
    ...(others > 0 ? [filled(words['sync-others'], { n: others })] : []),
    ...(known.conflicts > 0 ? [filled(words['sync-conflicts'], { n: known.conflicts })] : []),
  ]
  const text = parts.join(document.documentElement.lang === 'ja' ? '　' : ' · ')
  const said = byId('sync-text')
  if (said.textContent !== text) said.textContent = text // read out only when it changes
  byId('sync').hidden = text === ''
  byId('sync').classList.toggle('waits', unsent > 0 || !navigator.onLine || known.conflicts > 0)
  byId('sync-now').hidden = unsent === 0 || !navigator.onLine || signedOut
  const signIn = /** @type {HTMLAnchorElement} */ (byId('sync-sign-in'))
  signIn.href = data.urls.signIn
  signIn.hidden = !signedOut || unsent === 0
}

let sending = false

/** Sends what waits, if there is anything and a network to send it over. */
export async function deliver() {
  if (sending || unsentHere() === 0 || !navigator.onLine) return showBar()
  sending = true
  try {
    const { outcome, conflicts } = await send(data)
    known.kept = await store.records()
    tellUnsent(unsentAtAll())
    known.conflicts = Math.max(known.conflicts, conflicts)
    known.trouble =
      outcome === 'signed-out'
        ? words['sync-signIn']
        : typeof outcome === 'object'
          ? `${words['sync-refused']} ${outcome.refused}`
          : ''
  } finally {
    sending = false
  }
  showBar()
}
