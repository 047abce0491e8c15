import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { type Ed25519Check, keyTypes, type NoteSignature, parseNote, signatureOf, type Vkey } from './note.ts'
import { isQuorum, type Policy, quorumTime } from './policy.ts'

const encoder = new TextEncoder()

/** A checkpoint that the policy believes. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly witnessedAt: number | undefined // seconds since 1970; undefined when the policy asks for no witness
}

export type CheckpointFault =
  | { readonly code: 'checkpoint-malformed' }
  | { readonly code: 'checkpoint-of-unknown-log' }
  | { readonly code: 'checkpoint-signature' }
  | { readonly code: 'checkpoint-quorum' }

type Opening =
  | { readonly ok: true; readonly value: OpenedCheckpoint }
  | { readonly ok: false; readonly fault: CheckpointFault }

/** What a witness signs (cosignature/v1): the moment and the whole checkpoint. */
export const cosignedMessage = (time: number, text: string): Uint8Array =>
  encoder.encode(`cosignature/v1\ntime ${time}\n${text}`)

/** A cosignature: a big-endian uint64 of seconds, then the Ed25519 signature. */
export function readCosignature(line: NoteSignature): { time: number; signature: Uint8Array } | undefined {
  if (line.signature.length !== 72) return undefined
  const view = new DataView(line.signature.buffer, line.signature.byteOffset, 72)
  const time = view.getBigUint64(0)
  return time <= BigInt(Number.MAX_SAFE_INTEGER)
    ? { time: Number(time), signature: line.signature.subarray(8) }
    : undefined
}

export function writeCosignature(time: number, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(72)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time))
  bytes.set(signature, 8)
  return bytes
}

/** Checks a checkpoint under a policy: a known log of that very name signed it, and enough witnesses saw it. */
export async function openCheckpoint(signed: string, policy: Policy, check: Ed25519Check): Promise<Opening> {
  const refuse = (code: CheckpointFault['code']): Opening => ({ ok: false, fault: { code } })
  const note = parseNote(signed)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!note || !checkpoint) return refuse('checkpoint-malformed')
  const logs = policy.logs.filter((k) => k.name === checkpoint.origin && k.type === keyTypes.ed25519)
  if (logs.length === 0) return refuse('checkpoint-of-unknown-log')
  const text = encoder.encode(note.text)
  let byLog = false
  for (const key of logs) {
    const line = signatureOf(note, key)
    if (!line) continue
    // A line of a known key that does not verify spoils the note, even where another line would do.
    if (!(await check(key.key, text, line.signature))) return refuse('checkpoint-signature')
    byLog = true
  }
  if (!byLog) return refuse('checkpoint-signature')
  const times = await witnessed(note, policy.witnesses, check)
  if (!isQuorum(policy.quorum, new Set(times.keys()))) return refuse('checkpoint-quorum')
  return { ok: true, value: { checkpoint, witnessedAt: quorumTime(policy.quorum, times) } }
}

async function witnessed(
  note: { readonly text: string; readonly signatures: readonly NoteSignature[] },
  witnesses: readonly Vkey[],
  check: Ed25519Check,
): Promise<Map<Vkey, number>> {
  const times = new Map<Vkey, number>()
  for (const key of witnesses)
    for (const line of note.signatures.filter((s) => s.name === key.name && s.id === key.id)) {
      const cosignature = readCosignature(line)
      if (!cosignature) continue
      const message = cosignedMessage(cosignature.time, note.text)
      if (await check(key.key, message, cosignature.signature))
        times.set(key, Math.max(times.get(key) ?? 0, cosignature.time))
    }
  return times
}
