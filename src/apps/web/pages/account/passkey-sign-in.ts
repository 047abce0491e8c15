import { definePage, one } from '../../page.tsx'
import { passkeyScript } from './passkey-step.tsx'
import { showSignIn } from './sign-in.tsx'
import { enter, ownPath } from './visitor.ts'

const texts = { ja: {}, en: {} }

/** The script that asks the browser for a passkey. */
export const passkeyScriptFile = definePage({
  path: passkeyScript.url,
  prefixed: false,
  texts,
  handler: (p) => {
    p.c.header('content-type', passkeyScript.type)
    p.c.header('cache-control', 'public, max-age=31536000, immutable')
    return p.c.body(passkeyScript.body)
  },
})

/** Signing in with a passkey: the options for the browser, then its answer. */
export const passkeySignIn = definePage({
  path: '/account/sign-in/passkey',
  texts,
  handler: async (p) => p.c.json(await p.house.accounts.passkeySignInOptions()),
  post: async (p) => {
    const form = await p.form()
    const entered = await p.house.accounts.signInWithPasskey(one(form, 'flow'), readJson(one(form, 'response')))
    const next = ownPath(one(form, 'next'))
    return entered.ok ? enter(p, entered.value, next) : showSignIn(p, { fault: entered.fault, ...(next && { next }) })
  },
})

/** JSON somebody sent; what is none is left to be refused by whoever expects something in it. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
