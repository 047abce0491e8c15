import type { Page } from '../../page.tsx'
import { checkPage } from './check.tsx'
import { checkResultPage } from './result.tsx'

/** A buyer's list against a policy, without login and without anything being kept. */
export const checkPages: readonly Page[] = [checkPage, checkResultPage]
