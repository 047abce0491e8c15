import type { Declared } from '../../declared/declared.ts'
import type { SeenOf } from '../../observation.ts'
import type { Door } from '../logins/login.ts'
import type { Service } from './services.ts'

/** What looking at a service without logging in brought. */
export interface Looked extends Pick<SeenOf<'access'>, 'without' | 'granted' | 'places' | 'logins'> {
  readonly trouble?: string // why it was not seen through
}

/** How a protocol is looked at: gently, and without trying any password. */
export type Look = (door: Door, service: Service, declared: Declared) => Promise<Looked>

export const nothing = (without: Looked['without'], trouble?: string): Looked => ({
  without,
  granted: [],
  places: [],
  logins: [],
  ...(trouble !== undefined && { trouble }),
})
export const asks = (...logins: Looked['logins']): Looked => ({ ...nothing('asks-login'), logins })
export const gives = (thing: Looked['granted'][number], ...places: readonly string[]): Looked => ({
  ...nothing('granted'),
  granted: [thing],
  places: places.map((p) => p.slice(0, 200)).slice(0, 12),
})
