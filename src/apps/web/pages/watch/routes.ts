import type { Page } from '../../page.tsx'
import { watchBeginPage, watchFromCheckPage, watchSentPage } from './begin.tsx'
import { sheetPage } from './sheet.ts'
import { watchConfirmPage, watchFeedPage, watchPage, watchStopPage, watchStoppedPage } from './watch.tsx'

/** What may be kept of an answer: its record sheet, and being told when a label of it changes. */
export const watchPages: readonly Page[] = [
  sheetPage,
  watchFromCheckPage,
  watchBeginPage,
  watchSentPage,
  watchStoppedPage,
  watchPage,
  watchConfirmPage,
  watchStopPage,
  watchFeedPage,
]
