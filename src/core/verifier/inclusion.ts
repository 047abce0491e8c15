import { type OpenedCheckpoint, openCheckpoint } from '../log/cosign.ts'
import { climb, type Rung, sameBytes } from '../log/proof.ts'
import { longestPath, parseTlogProof, readPathLine, splitTlogProof } from '../log/tlog-proof.ts'
import type { Crypto } from './crypto.ts'
import { pairOf } from './growth.ts'
import { keep, memoryOf, type ShownNode } from './memory.ts'
import { isShown, type Shown } from './shown.ts'
import type { Trust } from './trust.ts'

/** Longer texts (a note stuffed with lines of strangers) are checked like all others, but not kept. */
const longestKept = 16_384

/** Does the policy of the anchor believe this checkpoint? */
export async function checkCheckpoint(note: string, trust: Trust, crypto: Crypto): Promise<Shown<OpenedCheckpoint>> {
  const { checkpoints } = memoryOf(trust)
  const known = checkpoints.get(note)
  if (known) return known
  const opening = await openCheckpoint(note, trust.policy, crypto.verifyEd25519)
  if (opening.ok) return note.length > longestKept ? opening.value : keep(checkpoints, note, opening.value, 4096)
  return { why: opening.fault.code === 'checkpoint-quorum' ? 'checkpoint-quorum' : 'checkpoint-untrusted' }
}

/**
 * Is the leaf (behind its 0x00) in the log, at the place its proof says?
 *
 * Proofs under one checkpoint run together towards the root. What an earlier proof has shown is remembered: that from
 * this node, at this place, exactly these last lines lead to the root of exactly that checkpoint. A later proof is done
 * where it meets such a node with the same lines to come; one changed character is another text, and is worked out in full.
 */
export async function checkInclusion(
  logged: Uint8Array,
  proof: string,
  trust: Trust,
  crypto: Crypto,
): Promise<Shown<{ readonly index: number; readonly opened: OpenedCheckpoint }>> {
  const split = splitTlogProof(proof)
  if (!split) return { why: 'proof-malformed' }
  const { index, pathAt, pathEnd, checkpoint: note } = split
  const opened = memoryOf(trust).checkpoints.get(note) ?? (await checkCheckpoint(note, trust, crypto))
  const refuse = <T>(why: T) => ({ why: parseTlogProof(proof) ? why : ('proof-malformed' as const) })
  if (!isShown(opened)) return refuse(opened.why)
  const { size, root } = opened.checkpoint
  if (index >= size) return refuse('not-in-log' as const)

  const { nodes } = memoryOf(trust)
  const climbed: [string, ShownNode][] = []
  const rung: Rung = { place: index, last: size - 1 }
  const leaf = crypto.sha256(logged)
  let node = leaf instanceof Promise ? await leaf : leaf
  let isKnown = false
  for (let from = pathAt; from < pathEnd && !isKnown; ) {
    const end = proof.indexOf('\n', from)
    const sibling = readPathLine(proof.slice(from, end))
    if (!sibling || rung.last === 0 || climbed.length === longestPath) return refuse('not-in-log' as const)
    const parent = crypto.sha256(climb(rung) ? pairOf(sibling, node) : pairOf(node, sibling))
    node = parent instanceof Promise ? await parent : parent
    from = end + 1
    // Size and last place tell the level.
    const key = `${size} ${rung.last} ${rung.place}`
    const rest = proof.slice(from)
    const known = nodes.get(key)
    isKnown = known?.rest === rest && sameBytes(known.node, node)
    if (!isKnown) climbed.push([key, { node, rest }])
  }
  if (!isKnown && !(rung.last === 0 && sameBytes(node, root))) return refuse('not-in-log' as const)
  if (proof.length <= longestKept) for (const [key, shown] of climbed) keep(nodes, key, shown, 8192)
  return { index, opened }
}
