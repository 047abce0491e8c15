import type { Page } from '../../page.tsx'
import { accountPage, addPasskey, removePasskey, switchOrganisation } from './account.tsx'
import { codePage } from './code.tsx'
import { invitationPage } from './invitation.tsx'
import { outboxPage } from './outbox.tsx'
import { oidcCallback, oidcStart } from './outside-account.ts'
import { passkeyScriptFile, passkeySignIn } from './passkey-sign-in.ts'
import { outsideAccounts, peoplePage, personPage } from './people.tsx'
import { registerPage } from './register.tsx'
import { samplePerson } from './sample-person.ts'
import { signInPage } from './sign-in.tsx'
import { signOut } from './sign-out.tsx'

/** Coming in, one's own account, and the people of one's organisation. */
export const accountPages: readonly Page[] = [
  signInPage,
  codePage,
  registerPage,
  passkeySignIn,
  passkeyScriptFile,
  oidcStart,
  oidcCallback,
  samplePerson,
  invitationPage,
  accountPage,
  switchOrganisation,
  addPasskey,
  removePasskey,
  signOut,
  peoplePage,
  personPage,
  outsideAccounts,
  outboxPage,
]
