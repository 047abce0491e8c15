import type { PageContext } from '../../page.tsx'
import type { ja } from './label.texts.ts'

/** What the parts of a label page have in their hands. */
export type LabelContext = PageContext<typeof ja>
