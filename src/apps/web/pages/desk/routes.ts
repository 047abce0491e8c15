import type { Page } from '../../page.tsx'
import { declarationPdfPage } from './declaration-pdf.ts'

/** Pages of the workspace that maker and body share. */
export const deskPages: readonly Page[] = [declarationPdfPage]
