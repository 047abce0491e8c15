import type { Language } from '../../core/kernel/text.ts'
import { en, ja } from './texts.ts'

/** One entry of a header. */
export interface MenuItem {
  readonly href: string
  readonly text: string
  readonly count?: number
}

const wanted = ['register', 'check', 'schemes', 'apply', 'data'] as const

/** The public header, at most five items: only pages that exist are offered. */
export const publicMenu = (paths: ReadonlySet<string>, lang: Language): readonly MenuItem[] =>
  wanted
    .filter((name) => paths.has(`/${name}`))
    .map((name) => ({ href: `/${lang}/${name}`, text: { ja, en }[lang].nav[name] }))
