import { definePage } from '../../page.tsx'
import { showSignIn } from './sign-in.tsx'
import { enter, keepWaiting, ownPath, readWaiting } from './visitor.ts'

const texts = { ja: {}, en: {} }

/** Off to the provider. A link, not a form: the page's policy lets forms go to ourselves only. */
export const oidcStart = definePage({
  path: '/account/sign-in/oidc',
  texts,
  handler: async (p) => {
    const next = ownPath(p.query('next')) ?? p.href('/desk')
    const started = await p.house.accounts.oidcStart()
    if (!started.ok) return showSignIn(p, { fault: started.fault, next })
    keepWaiting(p, { flow: started.value.flow, next })
    return p.c.redirect(started.value.url, 302)
  },
})

/** Back from the provider; only the browser that went there has the flow. */
export const oidcCallback = definePage({
  path: '/account/oidc/callback',
  prefixed: false,
  texts,
  handler: async (p) => {
    const { flow, next } = readWaiting(p)
    const lang = next?.startsWith('/en/') ? 'en' : 'ja' // the provider's answer carries no language of ours
    const own = { ...p, lang, href: (path: string) => `/${lang}${path}` } as const
    const finished = await p.house.accounts.oidcFinish(flow ?? '', p.url.href)
    return finished.ok
      ? enter(own, finished.value, next)
      : showSignIn(own, { fault: finished.fault, ...(next && { next }) })
  },
})
