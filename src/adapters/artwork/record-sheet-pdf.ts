import { type Sheet, writeSheet } from '../../core/procurement/sheet/sheet.ts'
import { sheetPage } from '../../core/procurement/sheet/sheet-page.ts'
import { recordSheetTemplate } from './record-sheet-template.ts'
import { typeset } from './typst.ts'

/** The most rows of which one sheet is drawn; so many that nobody reads more on paper. */
export const sheetRowsMost = 1_000

/**
 * Sets a record sheet as PDF/A-3b with the whole record attached to it. The same record gives the same file. PDF/A wants a glyph for
 * every character, and people paste characters that our font has none for: their sheet is an ordinary PDF, with a box in that place.
 */
export function recordSheetPdf(sheet: Sheet): Uint8Array {
  const set = typeset(recordSheetTemplate, sheetPage(sheet), writeSheet(sheet))
  const createdAt = new Date(sheet.record.made_at)
  try {
    return set.pdf({ createdAt, standard: 'a-3b' })
  } catch {
    return set.pdf({ createdAt, standard: '1.7' })
  }
}
