import type { Page } from './page.tsx'
import { accountPages } from './pages/account/routes.ts'
import { applicantPages } from './pages/applicant/routes.ts'
import { bodyPages } from './pages/body/routes.ts'
import { cataloguePages } from './pages/catalogue/routes.ts'
import { checkPages } from './pages/check/routes.ts'
import { deskPages } from './pages/desk/routes.ts'
import { deskHome } from './pages/desk-home.tsx'
import { laboratoryPages } from './pages/laboratory/routes.ts'
import { policyPages } from './pages/policies/routes.ts'
import { publicPages } from './pages/public/routes.ts'
import { statisticsPages } from './pages/statistics/routes.ts'
import { verifyPages } from './pages/verify/routes.ts'
import { watchPages } from './pages/watch/routes.ts'

/** Every page of the house, area by area. A new area is one line here; a new page is one line in its area's routes.ts. */
export const pages: readonly Page[] = [
  ...publicPages,
  ...cataloguePages,
  ...verifyPages,
  ...checkPages,
  ...policyPages,
  ...watchPages,
  ...statisticsPages,
  ...accountPages,
  deskHome,
  ...deskPages,
  ...applicantPages,
  ...laboratoryPages,
  ...bodyPages,
]
