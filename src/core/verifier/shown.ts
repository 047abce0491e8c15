import type { Why } from './report.ts'

/** What was shown to be so, or why it was not. */
export type Shown<T> = T | { readonly why: Why }

export const isShown = <T extends object>(shown: Shown<T>): shown is T => !('why' in shown)
