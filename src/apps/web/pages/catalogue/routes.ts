import type { Page } from '../../page.tsx'
import { criteriaIndexPage } from './criteria-index.tsx'
import { criterionAsCitedPage, criterionPage } from './criterion.tsx'
import { crosswalkFile, crosswalkPage, crosswalksPage } from './crosswalk.tsx'
import { mapPage } from './map.tsx'
import { mapRowsFile, mapRulesFile } from './map-files.ts'
import { mapRowPage } from './map-row.tsx'
import { mapWorldPage } from './map-world.tsx'
import { planPage } from './plan.tsx'
import { planDeskPage, planOfApplicationPage, planOfLabelPage } from './plan-desk.tsx'
import { planEvidencePage } from './plan-evidence.tsx'
import { planProductPage } from './plan-product.tsx'
import { planResultPage } from './plan-result.tsx'
import { provisionPage } from './provision.tsx'
import { requirementPage } from './requirement.tsx'
import { requirementsFile, requirementsPage } from './requirements.tsx'

/** The rule books: every demand at its own address, the long list, comparisons and plans. */
export const cataloguePages: readonly Page[] = [
  criteriaIndexPage,
  criterionPage,
  criterionAsCitedPage,
  provisionPage,
  requirementsFile,
  requirementPage,
  requirementsPage,
  crosswalksPage,
  crosswalkFile,
  crosswalkPage,
  mapWorldPage,
  mapRowsFile,
  mapRulesFile,
  mapPage,
  mapRowPage,
  planPage,
  planProductPage,
  planEvidencePage,
  planResultPage,
  planDeskPage,
  planOfLabelPage,
  planOfApplicationPage,
]
