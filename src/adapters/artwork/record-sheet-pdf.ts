import { type Sheet, writeSheet } from '../../core/procurement/sheet/sheet.ts'
import { sheetPage } from '../../core/procurement/sheet/sheet-page.ts'
import { recordSheetTemplate } from './record-sheet-template.ts'
import { typeset } from './typst.ts'

/** The most rows of which one sheet is drawn; so many that nobody reads more on paper. */
export const sheetRowsMost = 1_000

/** Sets a record sheet as PDF/A-3b with the whole record attached to it. The same record gives the same file. */
export function recordSheetPdf(sheet: Sheet): Uint8Array {
  const set = typeset(recordSheetTemplate, sheetPage(sheet), writeSheet(sheet))
  return set.pdf({ createdAt: new Date(sheet.record.made_at), standard: 'a-3b' })
}
