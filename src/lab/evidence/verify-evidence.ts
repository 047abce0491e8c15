import { fromBase64url } from '../../core/kernel/base64.ts'
import { canonicalJson, type Digest, digestBytes } from '../../core/kernel/digest.ts'
import type { Ixit } from '../../core/selection/ixit.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { type Assessment, assess, verdictsDigest } from '../assess.ts'
import type { Check } from '../check.ts'
import type { Declared } from '../declared/declared.ts'
import { type BundleFile, digestsOf, jsonFile, readBundle, statementFile, testResultFile } from './bundle.ts'
import { type Envelope, inTotoPayload, preAuthenticationEncoding, readEnvelope } from './dsse.ts'
import type { EvidenceStep, EvidenceWhy } from './evidence-steps.ts'
import type { EvidenceFault } from './faults.ts'
import { type Evidence, readEvidence } from './open-evidence.ts'
import type { Ending, RunRecord } from './run-record.ts'
import { attachmentName, deviceDigest, outcomesOf } from './seal.ts'
import { runStatement, testResultStatement } from './statement.ts'
import { type VerdictDifference, verdictDifferences } from './verdict-differences.ts'

/** A key whose holder is known to whoever verifies. */
export interface KnownKey {
  readonly publicKey: string // Ed25519, base64url
  readonly kid?: string
  readonly role?: string // of the holder: a laboratory's word weighs more than a maker's
  readonly holder?: string
}

/** What somebody who ordered a run knows of it beforehand; what is left out is not compared. */
export interface ExpectedRun {
  readonly nonce?: string
  readonly order?: string
  readonly digests?: Partial<Record<keyof RunRecord['digests'], Digest>>
}

export interface EvidenceTrust {
  readonly keys: readonly KnownKey[]
  readonly checks: readonly Check[]
  /** Reads the declaration as the bench did. */
  declare(ixit: Ixit): Declared
  readonly expected?: ExpectedRun
  /** Policies that may be judged by; absent: any. A service that strangers send evidence to names them, for a policy holds patterns. */
  readonly policies?: readonly Digest[]
  readonly checksDigest?: Digest // the identity of `checks` and `declare`, where the program knows it
  readonly tool?: string // version of whoever verifies: what is known of records that do not say by which checks they were judged
}

/**
 * What evidence is worth: nothing but the first two may be relied on. `judged-otherwise` is whole and signed, but was judged by other
 * checks, and those of whoever verifies come to other verdicts. It is for a person to find out which are right: whoever signed it
 * could have named any checks.
 */
export const evidenceResults = ['verified', 'verified-unknown-key', 'judged-otherwise', 'broken'] as const
export type EvidenceResult = (typeof evidenceResults)[number]

export interface EvidenceReport {
  readonly result: EvidenceResult
  readonly steps: readonly EvidenceStep[]
  readonly fault?: EvidenceFault // why it could not even be read
  readonly signer?: { readonly kid: string; readonly publicKey: string; readonly known?: KnownKey }
  readonly ending?: Ending // other than 'finished': a partial record
  readonly verdicts?: Digest // over what was decided and why
  readonly again?: Digest // the same, as judged here: where it is other than recorded
  readonly differences?: readonly VerdictDifference[] // where judging again comes to something else
  readonly evidence?: Evidence // once it could be read; believe it when the result says so
}

/** Verifies evidence from its bytes alone: nothing in it is believed before it is shown. */
export function verifyEvidence(file: Uint8Array, trust: EvidenceTrust): EvidenceReport {
  const bundle = readBundle(file)
  if (!bundle.ok) return unreadable([{ step: 'container', ok: false, why: bundle.fault.code }], bundle.fault)
  const read = readEvidence(bundle.value)
  const opened: EvidenceStep = { step: 'container', ok: true }
  if (!read.ok) return unreadable([opened, { step: 'schema', ok: false, why: read.fault.code }], read.fault)
  const evidence = read.value
  const { kid, publicKey } = evidence.record.signedBy
  const known = trust.keys.find((key) => key.publicKey === publicKey)
  const sealed = [judged('digests', wrongDigest(evidence)), judged('signature', wrongSignature(evidence, trust.keys))]
  // What nobody signed is not worked with any further.
  const replayed = sealed.every((step) => step.ok) ? wrongReplay(evidence, trust) : 'not-tried'
  const steps: readonly EvidenceStep[] = [
    opened,
    { step: 'schema', ok: true },
    ...sealed,
    replayed === 'not-tried' ? { step: 'replay', ok: null } : judged('replay', replayed),
    ...(trust.expected ? [judged('expected', unexpected(evidence.record, trust.expected))] : []),
  ]
  const wrong = steps.filter((step) => !step.ok)
  const otherwise = wrong.every(({ why }) => why !== undefined && (otherChecks as readonly string[]).includes(why))
  return {
    result:
      wrong.length > 0 ? (otherwise ? 'judged-otherwise' : 'broken') : known ? 'verified' : 'verified-unknown-key',
    steps,
    signer: { kid, publicKey, ...(known && { known }) },
    ending: evidence.record.ending,
    verdicts: evidence.assessment.digest,
    ...(typeof replayed === 'object' && replayed.again && whatDiffers(evidence.assessment, replayed.again)),
    evidence,
  }
}

/** What the replay says of verdicts that other checks may have come to. */
const otherChecks = ['judged-by-other-checks', 'verdicts-differ-by-version'] as const satisfies readonly EvidenceWhy[]

const whatDiffers = (recorded: Assessment, again: Assessment): Pick<EvidenceReport, 'again' | 'differences'> => ({
  again: again.digest,
  differences: verdictDifferences(recorded, again),
})

type Wrong = { readonly why: EvidenceWhy; readonly about?: string } | undefined

const judged = (step: EvidenceStep['step'], wrong: Wrong): EvidenceStep =>
  wrong === undefined
    ? { step, ok: true }
    : { step, ok: false, why: wrong.why, ...(wrong.about === undefined ? {} : { about: wrong.about }) }

const unreadable = (steps: readonly EvidenceStep[], fault: EvidenceFault): EvidenceReport => ({
  result: 'broken',
  steps: [
    ...steps,
    ...(['schema', 'digests', 'signature', 'replay'] as const)
      .filter((step) => !steps.some((s) => s.step === step))
      .map((step): EvidenceStep => ({ step, ok: null })),
  ],
  fault,
})

const fileOf: Record<Exclude<keyof RunRecord['digests'], 'corpus' | 'checks' | 'device'>, BundleFile> = {
  plan: 'plan.json',
  ixit: 'ixit.json',
  policy: 'policy.json',
  observations: 'observations.jsonl',
  verdicts: 'verdicts.json',
  guided: 'guided.json',
}

/** The record names every file by its digest, and says what the verdicts say. */
function wrongDigest({ contents, record, assessment }: Evidence): Wrong {
  for (const [part, file] of Object.entries(fileOf) as [keyof typeof fileOf, BundleFile][]) {
    const bytes = contents.get(file)
    if ((bytes && digestBytes(bytes)) !== record.digests[part]) return { why: 'digest-differs', about: file }
  }
  if (record.digests.device !== deviceDigest(record.devices)) return { why: 'digest-differs', about: 'device-identity' }
  const attached = [...contents.keys()].filter((name) => name.startsWith('attachments/'))
  const listed = new Set(record.attachments.map(({ digest }) => attachmentName(digest)))
  const misnamed = attached.find((name) => attachmentName(digestBytes(contents.get(name)!)) !== name)
  if (misnamed) return { why: 'digest-differs', about: misnamed }
  const stray = attached.find((name) => !listed.has(name)) ?? [...listed].find((name) => !contents.has(name))
  if (stray) return { why: 'attachment-not-listed', about: stray }
  return canonicalJson(record.outcomes) === canonicalJson(outcomesOf(assessment))
    ? undefined
    : { why: 'outcomes-differ', about: 'run.json' }
}

/** Both statements say exactly what the files say, and both are signed by the key that the record names. */
function wrongSignature(evidence: Evidence, keys: readonly KnownKey[]): Wrong {
  const { contents, record, assessment } = evidence
  const { kid, publicKey } = record.signedBy
  // A known name on another key is somebody who wants to be taken for the holder.
  if (keys.some((key) => key.kid === kid && key.publicKey !== publicKey)) return { why: 'key-of-another', about: kid }
  const stated = { record, assessment, files: digestsOf(contents) }
  const testResult = contents.get(testResultFile)!
  const statements = [
    [testResultFile, testResultStatement(stated)],
    [statementFile, runStatement(stated, digestBytes(testResult))],
  ] as const
  for (const [file, statement] of statements) {
    const envelope = readEnvelope(contents.get(file)!)
    if (!envelope || envelope.keyid !== kid) return { why: 'envelope-malformed', about: file }
    if (Buffer.compare(envelope.payload, jsonFile(statement)) !== 0) return { why: 'statement-differs', about: file }
    if (!isSigned(envelope, publicKey)) return { why: 'signature-wrong', about: file }
  }
  return undefined
}

function isSigned({ payload, signature }: Envelope, publicKey: string): boolean {
  const key = fromBase64url(publicKey)
  return (
    key?.length === 32 &&
    nodeCrypto.verifyEd25519(key, preAuthenticationEncoding(inTotoPayload, payload), signature) === true
  )
}

/** The verdicts follow from what was declared, seen and asked: whoever judges again by the same checks comes to the same, byte for byte. */
function wrongReplay(
  evidence: Evidence,
  { checks, declare, checksDigest, tool, policies }: EvidenceTrust,
): (NonNullable<Wrong> & { readonly again?: Assessment }) | undefined {
  const policy = digestBytes(evidence.contents.get('policy.json')!)
  if (policies && !policies.includes(policy)) return { why: 'policy-unknown', about: policy }
  const again = replay(evidence, { checks, declare })
  if (again === undefined) return { why: 'replay-impossible' }
  const same = (assessment: Assessment) =>
    Buffer.compare(jsonFile(assessment), evidence.contents.get('verdicts.json')!) === 0
  if (same(again)) return undefined
  const { digests, tool: madeBy } = evidence.record
  const others =
    digests.checks !== undefined && checksDigest !== undefined
      ? digests.checks !== checksDigest && ('judged-by-other-checks' as const)
      : tool !== undefined && tool !== madeBy.version && ('verdicts-differ-by-version' as const)
  // Records of earlier builds do not name the checks: whether other ones judged cannot be told, and nothing is believed.
  if (!others)
    return {
      why: checksDigest !== undefined && digests.checks === undefined ? 'checks-not-named' : 'verdicts-differ',
      again,
    }
  // Other checks may be fewer. What they had no verdict of stays without one, but nobody leaves out what fails.
  const common = within(again, evidence.assessment)
  const leftOut = again.units.filter((unit) => !common.units.includes(unit))
  if (same(common) && leftOut.every(({ verdict }) => verdict !== 'fail')) return undefined
  return { why: others, about: digests.checks ?? madeBy.version, again }
}

/** The units of one assessment that the other has, too. */
function within(all: Assessment, some: Assessment): Assessment {
  const has = new Set(some.units.map(({ unit, check }) => `${check} ${unit}`))
  const units = all.units.filter(({ unit, check }) => has.has(`${check} ${unit}`))
  return { units, digest: verdictsDigest(units) }
}

/** Judges what was seen again; undefined when that cannot be done. */
export function replay(
  { ixit, policy, observations }: Pick<Evidence, 'ixit' | 'policy' | 'observations'>,
  { checks, declare }: Pick<EvidenceTrust, 'checks' | 'declare'>,
): Assessment | undefined {
  try {
    return assess(checks, { declared: declare(ixit), observations, policy })
  } catch {
    return undefined // made so that a check stumbles: nothing was shown by it
  }
}

function unexpected(record: RunRecord, { nonce, order, digests = {} }: ExpectedRun): Wrong {
  if (nonce !== undefined && nonce !== record.nonce.value) return { why: 'nonce-differs' }
  if (order !== undefined && order !== record.order?.id) return { why: 'order-differs' }
  const other = Object.entries(digests).find(
    ([part, digest]) => digest !== undefined && record.digests[part as keyof RunRecord['digests']] !== digest,
  )
  return other && { why: 'not-as-expected', about: other[0] }
}
