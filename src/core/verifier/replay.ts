import { bitOf, type LoggedEvent, loggedEvents } from '../attestation/label-event.ts'
import type { StatusPurpose } from '../attestation/status-bits.ts'
import type { LabelId } from '../kernel/label-id.ts'
import { readClaims } from './claims.ts'
import { type Leaf, readLeaf } from './leaf.ts'
import { openBits, statusIndexOf } from './status-replay.ts'

/** Something in the log that must never be there. */
export type Finding =
  | { readonly code: 'leaf-unreadable'; readonly index: number }
  | { readonly code: 'leaf-kind-unknown'; readonly index: number; readonly typ: string }
  | { readonly code: 'credential-malformed'; readonly index: number }
  | { readonly code: 'status-index-reused'; readonly index: number; readonly statusIndex: number }
  | { readonly code: 'credential-after-end'; readonly index: number; readonly label: LabelId }
  | { readonly code: 'credential-not-superseded'; readonly index: number; readonly label: LabelId }
  | { readonly code: 'event-malformed'; readonly index: number }
  | { readonly code: 'event-of-unknown-credential'; readonly index: number; readonly label: LabelId }
  | { readonly code: 'event-after-end'; readonly index: number; readonly label: LabelId }
  | { readonly code: 'event-out-of-turn'; readonly index: number; readonly label: LabelId }

interface Credential {
  readonly label: LabelId
  readonly statusIndex: number
  readonly leafIndex: number
  ended: boolean
  suspended: boolean
}

/** The log read from its beginning: bits of the status lists, and whether the labels' histories make sense. */
export interface Replay {
  readonly size: number
  /** Number of lists of each purpose that there have to be. */
  readonly listCount: number
  /** The bits of a list; not to be changed by the caller. */
  bits(purpose: StatusPurpose, k: number): Uint8Array
  /** Takes the next leaf, whose SHA-256 in hex names a credential; says what is wrong with it. */
  add(jws: string, sha256: string): readonly Finding[]
  /** What is wrong now that everything was read: labels with two credentials in force. */
  close(): readonly Finding[]
}

/** The status lists are a pure function of the log's prefix: whoever replays it gets the same bits. */
export function openReplay(): Replay {
  const lists = openBits()
  const credentials = new Map<string, Credential>()
  const places = new Set<number>()
  const inForce = new Map<LabelId, Set<Credential>>()
  const over = new Set<LabelId>()
  let size = 0

  function credential(leaf: Leaf, index: number, sha256: string): Finding[] {
    const claims = readClaims(leaf.payload)
    const statusIndex = claims && statusIndexOf(claims)
    if (!claims || statusIndex === undefined) return [{ code: 'credential-malformed', index }]
    const found: Finding[] = []
    if (places.has(statusIndex)) found.push({ code: 'status-index-reused', index, statusIndex })
    places.add(statusIndex)
    lists.reach(statusIndex)
    if (over.has(claims.label)) found.push({ code: 'credential-after-end', index, label: claims.label })
    const made = { label: claims.label, statusIndex, leafIndex: index, ended: false, suspended: false }
    credentials.set(sha256, made)
    inForce.set(claims.label, (inForce.get(claims.label) ?? new Set()).add(made))
    return found
  }

  function event({ payload }: Leaf, index: number): Finding[] {
    const { event: name, label, credentialSha256, statusIndex } = payload
    const kind = loggedEvents.find((e) => e === name)
    if (!kind || typeof label !== 'string' || typeof credentialSha256 !== 'string')
      return [{ code: 'event-malformed', index }]
    const about = credentials.get(credentialSha256)
    if (about?.label !== label || about.statusIndex !== statusIndex)
      return [{ code: 'event-of-unknown-credential', index, label }]
    if (about.ended) return [{ code: 'event-after-end', index, label }]
    const outOfTurn = (kind === 'suspended' && about.suspended) || (kind === 'restored' && !about.suspended)
    apply(kind, about)
    return outOfTurn ? [{ code: 'event-out-of-turn', index, label }] : []
  }

  function apply(kind: LoggedEvent, about: Credential): void {
    const { purpose, value } = bitOf[kind]
    lists.apply(kind, about.statusIndex)
    if (purpose === 'suspension') about.suspended = value
    else {
      about.ended = true
      inForce.get(about.label)?.delete(about)
    }
    if (kind === 'withdrawn' || kind === 'ended') over.add(about.label)
  }

  return {
    get size() {
      return size
    },
    get listCount() {
      return lists.count
    },
    bits: lists.bits,
    add: (jws, sha256) => {
      const index = size++
      const leaf = readLeaf(jws)
      if (!leaf) return [{ code: 'leaf-unreadable', index }]
      if (leaf.typ === 'vc+jwt') return credential(leaf, index, sha256)
      if (leaf.typ === 'label-event+jwt') return event(leaf, index)
      if (leaf.typ === 'key-event+jwt' || leaf.typ === 'status-snapshot+jwt') return []
      return [{ code: 'leaf-kind-unknown', index, typ: leaf.typ }]
    },
    close: () =>
      [...inForce].flatMap(([label, some]) =>
        [...some].slice(0, -1).map((c) => ({ code: 'credential-not-superseded' as const, index: c.leafIndex, label })),
      ),
  }
}
