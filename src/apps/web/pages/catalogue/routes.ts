import type { Page } from '../../page.tsx'
import { criterionPage } from './criterion.tsx'
import { provisionPage } from './provision.tsx'
import { requirementPage } from './requirement.tsx'
import { requirementsPage } from './requirements.tsx'

/** The rule books: every demand at its own address, the long list, comparisons and plans. */
export const cataloguePages: readonly Page[] = [criterionPage, provisionPage, requirementPage, requirementsPage]
