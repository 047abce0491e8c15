import type { Page } from '../../page.tsx'
import { designPage } from './design.tsx'
import { policiesPage } from './policies.tsx'
import { profilePage, profilesPage } from './profiles.tsx'
import { tenderPage, tenderScriptFile } from './tender.tsx'

/** What lists are checked against, and what is made of it: policies, profiles, a profile of one's own, the text of a tender. */
export const policyPages: readonly Page[] = [
  policiesPage,
  profilesPage,
  designPage, // before the page of a profile, whose address would take it for an id
  profilePage,
  tenderPage,
  tenderScriptFile,
]
