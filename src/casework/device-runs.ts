import type { TestedUnit } from '../core/determination/device-findings.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Fault } from '../core/kernel/fault.ts'
import type { Result } from '../core/kernel/result.ts'
import type { Text } from '../core/kernel/text.ts'

/** How a run on the bench came to its end; only a finished one looked at everything that was planned. */
export const runEndings = ['finished', 'stopped', 'device-in-distress', 'cap'] as const
export type RunEnding = (typeof runEndings)[number]

/** How long one test case took, as recorded at the bench. */
export interface TestMinutes {
  readonly procedure: string // a test case of ETSI TS 103 701, '5.6-1-2'
  readonly kind: 'automatic' | 'guided'
  readonly minutes: number
}

/** The minutes of one run, and what the case it was made for is judged by. */
export interface RunMinutes {
  readonly organisation: string
  readonly scheme: string
  readonly level: string
  readonly minutes: readonly TestMinutes[]
}

/** What a run on the bench says, read from an evidence file that was verified: sealed, signed, and judged again to the same verdicts. */
export interface RunReading {
  readonly run: string
  readonly began: Instant // by the bench's own clock
  readonly ended: Instant
  readonly ending: RunEnding
  readonly nonce: string
  readonly key: string // Ed25519 public key that signed it, base64url
  readonly person: string // at the bench, as typed there
  /** By what the tested samples are known again, and what is written on them. */
  readonly device: { readonly id: Digest; readonly label: string; readonly firmware?: string }
  readonly plan: Digest
  readonly ixit: Digest
  readonly policy: Digest
  readonly verdicts: Digest // over what was decided and why
  readonly units: readonly TestedUnit[]
  readonly minutes: readonly TestMinutes[]
  /** Where results of other tools that lie beside the run differ from it; absent where there are none, or none differ. */
  readonly differences?: readonly Text[]
}

/** A file that is no evidence, or that somebody changed: nothing in it is believed. */
export interface BrokenEvidence extends Fault {
  readonly code: 'evidence-broken'
  readonly reason: string // permanent code of what is wrong with it
  readonly why: Text
}

/**
 * A file that is whole and signed, and was judged by other checks than those here, which come to other verdicts. Whoever signed it
 * could have named any checks: what it says counts no more than a broken one, until a person has looked.
 */
export interface EvidenceJudgedOtherwise extends Fault {
  readonly code: 'evidence-judged-otherwise'
  readonly why: Text
  readonly differs: Text // which units, what was recorded of them, and what they come to here; one a line
  readonly verdicts: Digest // over what they come to here
}

/** Too many files are being verified at this moment, of everybody or of whoever asks: nothing is said about this one. */
export type EvidenceQueueFull =
  | (Fault & { readonly code: 'evidence-queue-full' })
  | (Fault & { readonly code: 'evidence-queue-yours'; readonly limit: number })

/**
 * Reads what benches leave behind. Each time it is asked it verifies the whole file and judges it again; files are taken in turn, so it is
 * told for which organisation.
 */
export interface DeviceRuns {
  read(
    file: Digest,
    organisation: string,
  ): Promise<Result<RunReading, BrokenEvidence | EvidenceJudgedOtherwise | EvidenceQueueFull>>
  /** The policies that runs may be judged by here, by digest. */
  readonly policies: ReadonlySet<Digest>
}
