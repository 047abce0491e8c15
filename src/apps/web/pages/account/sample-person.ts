import { definePage, one } from '../../page.tsx'
import { showSignIn } from './sign-in.tsx'
import { enter, ownPath } from './visitor.ts'

/** Demonstration only: enter as one of the people offered. In production the accounts themselves refuse. */
export const samplePerson = definePage({
  path: '/account/sign-in/sample',
  texts: { ja: {}, en: {} },
  post: async (p) => {
    const form = await p.form()
    const entered = await p.house.accounts.signInAsDemonstration(one(form, 'person'))
    return entered.ok ? enter(p, entered.value, ownPath(one(form, 'next'))) : showSignIn(p, { fault: entered.fault })
  },
})
