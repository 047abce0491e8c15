import type { Page } from '../../page.tsx'
import { figureFile, figurePage } from './figure-page.tsx'
import { servicePage, statisticsPage } from './statistics.tsx'

/** Figures for the public and the regulator. The file of a figure comes before its page: both begin with its id. */
export const statisticsPages: readonly Page[] = [statisticsPage, servicePage, figureFile, figurePage]
