import type { Readable } from 'node:stream'
import type { Signer } from '../core/attestation/signer.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Gtin } from '../core/kernel/gtin.ts'
import type { LabelId } from '../core/kernel/label-id.ts'
import type { Result } from '../core/kernel/result.ts'
import type { Text } from '../core/kernel/text.ts'
import type { Entry } from '../core/register/entry.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { StandingCode } from '../core/surveillance/standing.ts'
import type { Case, CaseSummary, EvidenceFile } from './case.ts'
import type { DeviceRuns, RunMinutes } from './device-runs.ts'
import type { EvaluatorEvent } from './evaluators.ts'
import type { CaseEvent } from './events.ts'
import type { FileFault } from './file-faults.ts'
import type { State } from './lifecycle.ts'
import type { Viewer } from './roles.ts'

// The doors casework needs; adapters implement them, apps/compose puts them together.

export interface Clock {
  now(): Instant
}

export interface Chance {
  bytes(n: number): Uint8Array
  uuid(): string // version 7: sorts by time
}

/** Who signs labels, and where the world finds them. */
export interface Issuer {
  readonly did: string // did:web:<host>
  readonly name: Text
  readonly labelsUrl: string // prefix R of trust.md §5, no trailing slash
  readonly logOrigin: string
  readonly sample: boolean // demonstration: everything issued is a 見本
}

export interface Schemes {
  readonly all: readonly OperatedScheme[] // every edition
  /** One edition by its document number; without one, the edition in force. */
  find(id: string, edition?: string): OperatedScheme | undefined
}

/** A leaf on its way to the log: signed before the transaction commits, stored byte for byte. */
export interface OutboxLeaf {
  readonly id: string // unique: a retry makes no second leaf
  readonly jws: string
  readonly typ: 'vc+jwt' | 'label-event+jwt' | 'key-event+jwt' | 'status-snapshot+jwt'
  readonly label: LabelId | null
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly caseId?: string
}

/** A label as kept: the public entry and what the publisher needs. */
export interface LabelRecord {
  readonly entry: Entry
  readonly caseId: string
  readonly organisation: string
  readonly jws: string // the credential in force
}

export interface CaseFilter {
  readonly states?: readonly State[]
  readonly reviewer?: string
  readonly organisation?: string
  readonly text?: string
  readonly openProposals?: boolean
  readonly limit?: number
  /** Only what comes after this line, in the order of the list: newest change first, then by id. */
  readonly after?: { readonly updatedAt: Instant; readonly id: string }
}

/**
 * To whom a letter goes: the people of an organisation – those who are there to test devices alone are left out, or are the only
 * ones –, or the body's people with one of these roles.
 */
export type Addressees =
  | { readonly organisation: string; readonly only?: 'evaluator' }
  | { readonly bodyRoles: readonly string[] }

/** One database transaction in the viewer's tenant. */
export interface CaseTransaction {
  /** All events of a case in order, the case locked until the transaction ends; empty where the viewer may not see it. */
  lockEvents(caseId: string): Promise<readonly CaseEvent[]>
  readEvents(caseId: string): Promise<readonly CaseEvent[]>
  /** Appends one event and renews the worklist line. Throws StaleCase when the sequence number is taken. */
  append(event: CaseEvent, folded: Case, summary: CaseSummary): Promise<void>
  list(filter: CaseFilter): Promise<readonly CaseSummary[]>
  /** Next running number of a series, gap-free within a committed transaction, e.g. ('application', 2026). */
  nextNumber(series: string, year: number): Promise<number>
  nextStatusIndex(): Promise<number>
  readLabel(label: LabelId): Promise<LabelRecord | undefined>
  saveLabel(record: LabelRecord): Promise<void>
  addLeaf(leaf: OutboxLeaf): Promise<void>
  post(mail: Mail): Promise<void>
  addresses(of: Addressees): Promise<readonly string[]>
  /** Labels of other makers that cover one of these models (compared normalised). */
  labelsWithModels(
    models: readonly string[],
    exceptOrganisation: string,
  ): Promise<readonly { model: string; label: LabelId; maker: string }[]>
  /** The organisation's evidence library; the body sees files attached to cases it may see. */
  addFile(organisation: string, file: EvidenceFile): Promise<void>
  files(organisation: string): Promise<readonly EvidenceFile[]>
  /** Notes that the organisation itself brought these bytes: knowing a digest is not having the file. */
  noteIntake(organisation: string, digest: Digest): Promise<void>
  /** What is on record about evaluators: all of it for the body, for a maker only what is about the holder of a key it knows. */
  evaluatorEvents(key?: string): Promise<readonly EvaluatorEvent[]>
  addEvaluatorEvent(event: EvaluatorEvent): Promise<void>
  /** How long the runs took that were attached to cases the viewer may see: what the effort ledger is made of. */
  runMinutes(): Promise<readonly RunMinutes[]>
  /** Whether it brought them in the last hours, so that they are there and no sweep is about to take them away. */
  tookIn(organisation: string, digest: Digest): Promise<boolean>
}

export class StaleCase extends Error {
  override readonly name = 'StaleCase'
}

export interface CaseStore {
  transact<T>(viewer: Viewer, body: (tx: CaseTransaction) => Promise<T>): Promise<T>
}

/** Content-addressed evidence: a folder today, an S3-compatible store tomorrow. */
export interface EvidenceFiles {
  /** Stores a stream; refuses past `limit` bytes by throwing FileTooLarge, leaving nothing behind. */
  put(content: Readable, limit: number): Promise<{ readonly digest: Digest; readonly size: number }>
  get(digest: Digest): Promise<Readable | undefined>
  /** How many bytes are kept under this digest; undefined where there are none. */
  size(digest: Digest): Promise<number | undefined>
  /** First bytes, for sniffing. */
  head(digest: Digest, bytes: number): Promise<Uint8Array | undefined>
}

/** The door for uploads: looks at a file before it is kept. */
export interface EvidenceIntake extends EvidenceFiles {
  /**
   * Takes an upload in if it is of an accepted kind, readable and no trap; otherwise nothing of it is kept. Nothing is
   * opened, run or unpacked.
   */
  accept(
    content: Readable,
    upload: { readonly name: string; readonly limit: number },
  ): Promise<Result<{ readonly digest: Digest; readonly size: number; readonly type: string }, FileFault>>
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
}

/** The public register as read by pages, API and feed; no tenant, nothing confidential. */
export interface RegisterQuery {
  readonly text?: string // model, maker, product or label number; normalised by core/register/search
  readonly level?: string
  readonly category?: string
  readonly maker?: string
  readonly standing?: StandingCode
  readonly asOf: Instant
  readonly offset: number
  readonly limit: number
}

export interface RegisterHit {
  readonly entry: Entry
  readonly standing: StandingCode
  readonly matchedModels: readonly string[]
}

export interface RegisterPage {
  readonly total: number
  readonly more?: true // there are more than `total`; nobody counted them
  readonly hits: readonly RegisterHit[]
}

/** One entry of the log about a label: a credential, or what happened to it. */
export interface LoggedChange {
  readonly index: number // in the log
  readonly label: LabelId
  readonly jws: string
}

export interface LoggedChanges {
  readonly changes: readonly LoggedChange[]
  readonly size: number // of the log
}

export interface RegisterReader {
  /** The entry as it stood at that moment (undefined: never issued by then). */
  entry(label: LabelId, asOf: Instant): Promise<Entry | undefined>
  /** Labels whose products have that bar code number, as they stood at that moment: several makers may claim it. */
  withGtin(gtin: Gtin, asOf: Instant): Promise<readonly Entry[]>
  search(query: RegisterQuery): Promise<RegisterPage>
  makers(asOf: Instant): Promise<readonly { id: string; name: Entry['maker']['name']; labels: number }[]>
  /** Latest public events, newest first, for the feed and the notices. */
  events(options: { readonly kinds?: readonly string[]; readonly limit: number; readonly before?: Instant }): Promise<
    readonly { readonly entry: Entry; readonly index: number }[] // index into entry.events
  >
  /** What the log says of labels from an entry on, in its order; what is there stays there, and new things come behind. */
  changes(options: { readonly from: number; readonly limit: number }): Promise<LoggedChanges>
  /** What is in force at that moment: valid labels, the models they cover, the makers who hold them. */
  figures(asOf: Instant): Promise<{
    readonly labels: number
    readonly models: number
    readonly makers: number
    readonly byLevel: readonly { readonly level: string; readonly valid: number }[]
  }>
}

export interface Ports {
  readonly store: CaseStore
  readonly clock: Clock
  readonly chance: Chance
  readonly signer: Signer
  readonly issuer: Issuer
  readonly schemes: Schemes
  readonly files: EvidenceIntake
  readonly runs: DeviceRuns
}
