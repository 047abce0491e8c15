import type { Page } from '../../page.tsx'
import { productTypesPage } from '../catalogue/product-types.tsx'
import { aboutPage, labelUsePage, levelsPage } from './about.tsx'
import { comparePage } from './compare.tsx'
import { criteriaPage, levelAddress } from './criteria.tsx'
import { criteriaDiffPage } from './criteria-diff.tsx'
import { dataPage, developersPage } from './data.tsx'
import { feedPage } from './feed.ts'
import { helpPage } from './help.tsx'
import { homePage } from './home.tsx'
import { makerPage } from './maker.tsx'
import { registerPage } from './register.tsx'
import { robotsTxt } from './robots-txt.ts'
import { schemePage } from './scheme.tsx'
import { schemesPage } from './schemes.tsx'
import { securityTxt } from './security-txt.ts'
import { standardPage } from './standard.tsx'
import { accessibilityPage, privacyPage, reportPage, securityPage } from './statements.tsx'
import { statusPage } from './status.tsx'
import { webhooksPage } from './webhooks.tsx'

/** Pages for everybody. */
export const publicPages: readonly Page[] = [
  homePage,
  registerPage,
  makerPage,
  comparePage,
  schemesPage,
  schemePage,
  criteriaDiffPage,
  levelAddress,
  criteriaPage,
  standardPage,
  productTypesPage,
  aboutPage,
  levelsPage,
  labelUsePage,
  accessibilityPage,
  privacyPage,
  securityPage,
  reportPage,
  statusPage,
  helpPage,
  dataPage,
  developersPage,
  webhooksPage,
  feedPage,
  securityTxt,
  robotsTxt,
]
