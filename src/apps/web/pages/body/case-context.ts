import type { DeskContext } from '../../page.tsx'
import type { ja } from './case.texts.ts'

/** What the parts of the case page have in their hands. */
export type CaseContext = DeskContext<typeof ja>
