import type { Page } from '../../page.tsx'
import { homePage } from './home.tsx'
import { makerPage } from './maker.tsx'
import { registerPage } from './register.tsx'

/** Pages for everybody. */
export const publicPages: readonly Page[] = [homePage, registerPage, makerPage]
