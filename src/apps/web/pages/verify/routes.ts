import type { Page } from '../../page.tsx'
import { badgeData, badgeImage } from './badge.ts'
import { digitalLink, qualifiedDigitalLink, resolverDescription } from './digital-link.tsx'
import { historyPage } from './history.tsx'
import { labelPage } from './label.tsx'
import { labelCheckPage } from './label-check.tsx'
import { modelsPage } from './models.tsx'
import { proofPage } from './proof.tsx'
import { proofFile } from './proof-file.ts'

/** The label and how it is verified. */
export const verifyPages: readonly Page[] = [
  labelPage,
  historyPage,
  modelsPage,
  proofPage,
  proofFile,
  badgeImage,
  badgeData,
  labelCheckPage,
  digitalLink,
  qualifiedDigitalLink,
  resolverDescription,
]
