import type { Case } from '../../../../casework/case.ts'
import { lifecycle } from '../../../../casework/lifecycle.ts'
import { caseFor } from '../../../../casework/queries.ts'
import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { DeskContext } from '../../page.tsx'
import { foreign } from '../../parts/text.tsx'
import { wordsOf } from './words.ts'

/** An application as its pages have it in hand. */
export interface Application {
  readonly case: Case
  readonly scheme: OperatedScheme
  readonly level: OperatedLevel
}

/** The application of this address; undefined where there is none for the reader. */
export async function applicationOf(p: DeskContext<unknown>): Promise<Application | undefined> {
  const c = await caseFor(p.house.ports, p.session.viewer, p.param('id'))
  const scheme = c && p.house.ports.schemes.find(c.scheme, c.edition)
  const level = scheme?.levels.find((l) => l.code === c?.level)
  return c && scheme && level ? { case: c, scheme, level } : undefined
}

const saving = lifecycle.declaration.find((row) => row.act === 'save-product')

/** Whether the content may be changed in the state the application is in. */
export const editable = (c: Pick<Case, 'state'>): boolean => saving?.from.includes(c.state) ?? false

/** How an application is called: its number, or the beginning of its id while it has none. */
export const numberOf = (c: Pick<Case, 'numbers' | 'id'>): string => c.numbers.application ?? c.id.slice(0, 8)

export const productName = (p: DeskContext<unknown>, c: Pick<Case, 'product'>): string =>
  c.product.name ? foreign(c.product.name, p.lang) : wordsOf(p).unnamed

/** Addresses within an application, without the language. */
export const at = (c: Pick<Case, 'id'>, rest = ''): string => `/desk/applications/${encodeURIComponent(c.id)}${rest}`
