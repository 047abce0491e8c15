import type { Pool } from 'pg'
import type { Chance, Clock, Mail } from '../../casework/ports.ts'

/** What the accounts stand on: the database, time, chance, the post, and the operator's facts. */
export interface Needs {
  readonly pool: Pool // connected as the serving role
  readonly clock: Clock
  readonly chance: Chance
  /** Hands a mail over; best an outbox in the same database, so that a slow mail server tells nothing. */
  readonly post: (mail: Mail) => Promise<void>
  readonly operator: {
    readonly mode: 'demonstration' | 'production'
    readonly name: { readonly ja: string; readonly en: string }
    readonly address: string // public origin
    readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret?: string }
  }
  /** Answers about a mail address never come earlier than this; hides whether it is known. Default 250. */
  readonly evenMs?: number
}
