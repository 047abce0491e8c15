import type { Page } from '../../page.tsx'

/** Pages for everybody. */
export const publicPages: readonly Page[] = []
