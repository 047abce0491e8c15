import type { DeclarationRecord } from '../adapters/artwork/declaration-pdf.ts'
import type { Accounts } from '../casework/accounts.ts'
import type { Mail, Ports, RegisterReader } from '../casework/ports.ts'
import type { Statistics } from '../casework/statistics.ts'
import type { Watches } from '../casework/watches.ts'
import type { MarkDpi, MarkFacts, MarkLanguage, MarkSize } from '../core/attestation/mark.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Fault } from '../core/kernel/fault.ts'
import type { Result } from '../core/kernel/result.ts'
import type { CheckJobs } from '../core/procurement/check-job.ts'
import type { PinnedPolicy } from '../core/procurement/policy.ts'
import type { PinnedProfile } from '../core/procurement/profile.ts'
import type { RegisterIndex } from '../core/procurement/register-index.ts'
import type { Sheet } from '../core/procurement/sheet/sheet.ts'
import type { WebhookDoor } from '../core/register/webhook.ts'
import type { Catalogue } from '../core/scheme/catalogue.ts'
import type { FactDefinition } from '../core/scheme/fact.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { Standard } from '../core/scheme/standard.ts'
import type { Bench } from '../lab/bench.ts'
import type { TestReport } from '../lab/evidence/export/test-report.ts'
import type { Policy } from '../lab/policy.ts'

/** How this installation is run; kept in HOSHIRUSHI_HOME/operator.json. */
export interface Operator {
  readonly mode: 'demonstration' | 'production'
  readonly name: { readonly ja: string; readonly en: string }
  readonly address: string // public origin of pages and API, e.g. https://label.example.jp
  readonly labels?: string // origin written into labels where it is another one
  readonly proxies?: number // how many proxies of ours stand in front; 0: none, X-Forwarded-For is not read
  readonly helpMail: string
  readonly helpPhone?: string
  readonly helpHours?: { readonly ja: string; readonly en: string }
  readonly suspension: Readonly<Record<string, boolean>> // scheme id → turned on
  readonly operatingCost?: Readonly<Record<string, number>> // published: fiscal year from April, '2026' → yen
  readonly oidc?: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret?: string
    readonly label: { readonly ja: string; readonly en: string }
  }
  readonly webhooks?: { readonly nearby: boolean } // true: receivers on this machine and in private networks are told as well
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

/** Draws the plate of a label. */
export type Artwork = (order: {
  readonly facts: MarkFacts
  readonly size: MarkSize
  readonly language: MarkLanguage
  readonly format: 'svg' | 'pdf' | 'png'
  readonly dpi?: MarkDpi
}) => Promise<Result<Uint8Array, Fault>>

export type { DeclarationRecord } from '../adapters/artwork/declaration-pdf.ts'

/** What pages about device tests reach of the bench: the rules that runs are planned and judged by; no device is spoken to from here. */
export interface BenchDoor {
  readonly policy: Policy
  readonly corpus: Bench['corpus']
  readonly digests: { readonly policy: Digest; readonly corpus: Digest }
  /** A table that somebody wrote in YAML; `file` is what they call it. */
  readYaml(text: string, file: string): Result<unknown, Fault>
  /** The report of a test as PDF; the same report gives the same file. */
  printReport(report: TestReport): Uint8Array
}

/** What the check of a buyer's list rests on: what may be asked for, and the register of this moment made ready. */
export interface CheckDoor {
  readonly policies: readonly PinnedPolicy[]
  readonly profiles: readonly PinnedProfile[]
  register(): Promise<RegisterIndex>
  /** Lists that are too long for a page. */
  readonly jobs: CheckJobs
}

/** What pages, API and CLI reach: casework's ports, the public register, accounts, and the publisher's state. */
export interface House {
  readonly operator: Operator
  readonly ports: Ports
  readonly register: RegisterReader
  readonly accounts: Accounts
  readonly watches: Watches
  /** All rule books: what others run as well as what is run here. */
  readonly catalogue: Catalogue
  readonly standards: readonly Standard[]
  /** The schemes that are run here. */
  readonly schemes: readonly OperatedScheme[]
  /** What can be known of a product, with the question that asks for it. */
  readonly facts: readonly FactDefinition[]
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
  /** The plate of a label as a file for print. */
  readonly artwork: Artwork
  /** The self-declaration as PDF; the same record gives the same file. */
  declarationPdf(record: DeclarationRecord): Uint8Array
  /** The record sheet of a check as PDF, sealed with the issuer's key; `busy` where too many are being drawn. */
  recordSheet(sheet: Sheet): Promise<Uint8Array | 'busy'>
  readonly bench: BenchDoor
  readonly checks: CheckDoor
  /** Figures for the public, and what is counted for them. */
  readonly statistics: Statistics
  /** Subscribing to what happens to labels. */
  readonly webhooks: WebhookDoor
  /** Sequences and publishes what waits, now instead of within the next moment. */
  flush(): Promise<void>
  close(): Promise<void>
}
