import { parentPort } from 'node:worker_threads'
import type { Sheet } from '../../core/procurement/sheet/sheet.ts'
import { recordSheetPdf } from '../artwork/record-sheet-pdf.ts'

// Draws one sheet after the other, beside the thread that answers everybody else.
parentPort?.on('message', (sheet: Sheet) => {
  const pdf = recordSheetPdf(sheet)
  parentPort?.postMessage(pdf, [pdf.buffer as ArrayBuffer])
})
