import type { Accounts } from '../casework/accounts.ts'
import type { Mail, Ports, RegisterReader } from '../casework/ports.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { PinnedScheme } from '../core/scheme/scheme.ts'
import type { Standard } from '../core/scheme/standard.ts'

/** How this installation is run; kept in HOSHIRUSHI_HOME/operator.json. */
export interface Operator {
  readonly mode: 'demonstration' | 'production'
  readonly name: { readonly ja: string; readonly en: string }
  readonly address: string // public origin, e.g. https://label.example.jp
  readonly helpMail: string
  readonly helpPhone?: string
  readonly helpHours?: { readonly ja: string; readonly en: string }
  readonly suspension: Readonly<Record<string, boolean>> // scheme id → turned on
  readonly oidc?: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret?: string
    readonly label: { readonly ja: string; readonly en: string }
  }
  readonly smtp?: {
    readonly host: string
    readonly port: number
    readonly secure: boolean
    readonly user?: string
    readonly password?: string
    readonly from: string
  }
}

export type { Accounts, Session } from '../casework/accounts.ts'

/** What pages, API and CLI reach: casework's ports, the public register, accounts, and the publisher's state. */
export interface House {
  readonly operator: Operator
  readonly ports: Ports
  readonly register: RegisterReader
  readonly accounts: Accounts
  readonly standards: readonly Standard[]
  readonly schemes: readonly PinnedScheme[]
  /** The folder of published static files (trust.md §5). */
  readonly publicFolder: string
  /** The local outbox of demonstration mode, newest first. */
  outbox(limit: number): Promise<readonly (Mail & { readonly at: Instant })[]>
  health(): Promise<{
    readonly database: boolean
    readonly logSize: number
    readonly publishedSize: number
    readonly oldestPendingMs: number
  }>
  close(): Promise<void>
}
