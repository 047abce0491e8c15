import type { Page } from '../../page.tsx'

/** The label and how it is verified. */
export const verifyPages: readonly Page[] = []
