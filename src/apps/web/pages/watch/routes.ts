import type { Page } from '../../page.tsx'
import { sheetPage } from './sheet.ts'

/** What may be kept of an answer: its record sheet, and being told when a label of it changes. */
export const watchPages: readonly Page[] = [sheetPage]
